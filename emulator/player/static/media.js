/* Tells how far a media file was played. A document is completed by being opened. */
"use strict";

(() => {
  const media = document.getElementById("media");
  let told = -1;

  function tell(completed) {
    const length = media && Number.isFinite(media.duration) ? media.duration : 0;
    const progress = completed ? 1 : length ? Math.min(media.currentTime / length, 1) : 0;
    if (progress <= told) return;
    told = progress;
    navigator.sendBeacon(location.pathname, JSON.stringify({ progress, completed }));
  }

  if (!media) {
    tell(true);
    return;
  }
  media.addEventListener("ended", () => tell(true));
  media.addEventListener("pause", () => tell(media.ended));
  addEventListener("pagehide", () => tell(media.ended));
})();
