/* Talks to a SCORM 1.2 platform. Without one the page still works and keeps nothing. */
"use strict";

const scorm = (() => {
  function find(start) {
    let frame = start;
    for (let steps = 0; frame && steps < 10; steps += 1) {
      try {
        if (frame.API) return frame.API;
      } catch {
        return null; // a frame of another origin
      }
      if (frame.parent === frame) return null;
      frame = frame.parent;
    }
    return null;
  }

  const api = find(window) || (window.opener ? find(window.opener) : null);
  const started = performance.now();
  let open = false;

  function call(name, ...values) {
    const answer = api[name](...values);
    const code = String(api.LMSGetLastError());
    if (code !== "0") console.warn(`${name}(${values.join(", ")}): ${code} ${api.LMSGetErrorString(code)}`);
    return String(answer);
  }

  function span(milliseconds) {
    const seconds = milliseconds / 1000;
    const two = (value) => String(Math.floor(value)).padStart(2, "0");
    const rest = (seconds % 60).toFixed(2).padStart(5, "0");
    return `${String(Math.floor(seconds / 3600)).padStart(4, "0")}:${two((seconds / 60) % 60)}:${rest}`;
  }

  return {
    connected: () => open,
    start() {
      open = Boolean(api) && call("LMSInitialize", "") === "true";
      return open;
    },
    get: (element) => (open ? call("LMSGetValue", element) : ""),
    set: (element, value) => open && call("LMSSetValue", element, String(value)) === "true",
    commit: () => open && call("LMSCommit", "") === "true",
    /* exit: "suspend" to come back to the same place, "" when all is done. */
    finish(exit) {
      if (!open) return;
      call("LMSSetValue", "cmi.core.session_time", span(performance.now() - started));
      call("LMSSetValue", "cmi.core.exit", exit);
      call("LMSFinish", "");
      open = false;
    },
  };
})();
