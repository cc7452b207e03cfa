/* A unit has led its window back: the player around it, or the one that opened it, goes on. */
"use strict";

(() => {
  const told = { source: "lms-emulator", returned: true };
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
  fetch(location.pathname.replace(/\/returned$/, "/leave"), { method: "POST", body: "{}" })
    .then((response) => response.json())
    .then((answer) => location.replace(answer.to));
})();
