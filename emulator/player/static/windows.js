/* Windows of their own, for the player or for its units.

   A kind is {afterClick, bare}: whether the learner is asked to click first, and whether the window has no toolbar. `size` has width,
   height, leastWidth, leastHeight (pixels), full (the whole screen) and fixed (not to be resized), of which every member may be missing.
   A window gets the size that is wished for if the screen holds it, and never less than the least. */
"use strict";

window.makeWindows = (size) => {
  const WATCH = 300; // milliseconds

  function measure(wished, least, available) {
    if (size.full) return available;
    return Math.max(Math.min(wished || least || 0, available), least || 0);
  }

  function features(kind) {
    const width = measure(size.width, size.leastWidth, screen.availWidth);
    const height = measure(size.height, size.leastHeight, screen.availHeight);
    return [
      kind.bare && "popup",
      width && `width=${width}`,
      height && `height=${height}`,
      size.full && "left=0,top=0",
      size.fixed && "resizable=no",
    ].filter(Boolean).join(",");
  }

  return {
    features,

    /* The window, or null where the browser does not let it open; `closed` is called when the learner has closed it. */
    open(kind, address, name, closed) {
      const opened = window.open(address, name, features(kind));
      if (!opened) return null;
      const watch = setInterval(() => {
        if (!opened.closed) return;
        clearInterval(watch);
        closed();
      }, WATCH);
      return opened;
    },
  };
};
