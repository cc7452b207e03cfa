/* What the page shows and does where a platform's settings say so: `launch.page`, of which every member may be missing.

   navBar, titleBar, menu, choice, flow: false hides or bars it. locked: HIDE leaves out of the menu what cannot be opened.
   exits: what follows the end of a SCO, by "Intermediate|Final Satisfied|NotSatisfied Normal|Suspend|Timeout|Logout".
   logoutExits: a SCO that logs out ends the course. return: SuspendAll, ExitAll or Selectable, for the way out by the page's button.
   failures: how many commits may fail in a row. commitSeconds: how often data are kept unasked. prompt: whether closing asks first. timeLimit: seconds after which
   the course is left. playerWindow, scoWindow: the kind of window that opens for the player or a SCO, and size: of both (windows.js). */
"use strict";

window.makeManners = (page) => {
  const EXITS = { suspend: "Suspend", "time-out": "Timeout", logout: "Logout" };

  return {
    bars: (what) => page[what] === false,
    hidesLocked: page.locked === "HIDE",
    mostFailures: page.failures || Infinity,
    commitSeconds: page.commitSeconds || 10,
    timeLimit: page.timeLimit || 0,

    /* What follows the end of a SCO: a word of the settings, or undefined for the page's own way. */
    afterSco({ isLast, isSatisfied, exit }) {
      if (exit === "logout" && page.logoutExits) return "EXIT_COURSE";
      const place = isLast ? "Final" : "Intermediate";
      return (page.exits || {})[`${place} ${isSatisfied ? "Satisfied" : "NotSatisfied"} ${EXITS[exit] || "Normal"}`];
    },

    /* Whether the course is to be gone on with when the learner leaves it; `otherwise` is the page's own way. */
    suspends(otherwise) {
      if (page.return === "SuspendAll") return true;
      if (page.return === "ExitAll") return false;
      return page.return === "Selectable" ? window.confirm("Keep your place, to go on with the course later?") : otherwise;
    },

    /* Before the window closes; `isBusy` tells whether there is something to lose. */
    guard(isBusy) {
      if (page.prompt) addEventListener("beforeunload", (event) => { if (isBusy()) event.preventDefault(); });
    },
  };
};
