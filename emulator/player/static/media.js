/* Tells how far a media file was played, and goes on there the next time. A document is completed by being opened.

   The player around this page does the sending, since it keeps what could not be sent. */
"use strict";

(() => {
  const media = document.getElementById("media");
  const OFTEN = 5_000; // milliseconds between two words while it plays
  let told = "";
  let progress = 0;
  let completed = false;

  function tell(isAtEnd) {
    const length = media && Number.isFinite(media.duration) ? media.duration : 0;
    completed = completed || isAtEnd;
    progress = completed ? 1 : Math.max(progress, length ? Math.min(media.currentTime / length, 1) : 0);
    const message = { progress, completed, position: isAtEnd ? 0 : media.currentTime };
    const words = JSON.stringify(message);
    if (words === told || (!completed && !message.position)) return;
    told = words;
    if (window.parent.tellMedia) window.parent.tellMedia(message);
    else navigator.sendBeacon(location.pathname, words);
  }

  if (!media) {
    tell(true);
    return;
  }
  const begin = Number(media.dataset.position);
  const goOn = () => { if (begin < media.duration) media.currentTime = begin; };
  if (media.readyState >= HTMLMediaElement.HAVE_METADATA) goOn();
  else media.addEventListener("loadedmetadata", goOn, { once: true });
  media.addEventListener("ended", () => tell(true));
  media.addEventListener("pause", () => tell(media.ended));
  setInterval(() => { if (!media.paused) tell(false); }, OFTEN);
  addEventListener("pagehide", () => tell(media.ended));
})();
