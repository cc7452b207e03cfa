/* A unit has led its window back: the player around it, or the one that opened it, goes on. */
"use strict";

(() => {
  const told = { source: "lms-emulator", returned: true };
  const PAUSE = 3_000; // milliseconds between two tries
  if (window.name === "lms-emulator-unit" && window.opener) {
    window.opener.postMessage(told, location.origin);
    window.close();
    return;
  }
  if (window.parent !== window) {
    // the unit may have frames of its own between the player and this page
    for (let above = window; above !== above.parent; ) {
      above = above.parent;
      above.postMessage(told, location.origin);
    }
    return;
  }

  // the unit has put itself into the player's place
  const launch = { url: location.pathname.replace(/\/returned$/, ""), kept: true };
  const words = document.querySelector("main p");
  const outbox = window.makeOutbox(launch, { taken() {}, failed() {} }); // what the player could not send when it was left
  const away = "The emulator cannot be reached. Keep this window open: it is tried again and again.";

  async function leave() {
    await outbox.flush();
    if (!outbox.isEmpty) throw new Error(away);
    const response = await fetch(`${launch.url}/leave`, { method: "POST", body: "{}" });
    const answer = await response.json();
    if (response.ok) location.replace(answer.to);
    else words.textContent = answer.error;
  }

  const tryToLeave = () => leave().catch(() => {
    words.textContent = away;
    setTimeout(tryToLeave, PAUSE);
  });
  tryToLeave();
})();
