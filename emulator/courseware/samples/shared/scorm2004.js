/* Talks to a SCORM 2004 platform. Without one the page still works and keeps nothing. */
"use strict";

const scorm = (() => {
  function find(start) {
    let frame = start;
    for (let steps = 0; frame && steps < 10; steps += 1) {
      try {
        if (frame.API_1484_11) return frame.API_1484_11;
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
    const code = String(api.GetLastError());
    // 403: an element that nobody has set yet, which is no mistake.
    if (code !== "0" && code !== "403") {
      console.warn(`${name}(${values.join(", ")}): ${code} ${api.GetErrorString(code)}`);
    }
    return String(answer);
  }

  return {
    connected: () => open,
    start() {
      open = Boolean(api) && call("Initialize", "") === "true";
      return open;
    },
    get: (element) => (open ? call("GetValue", element) : ""),
    set: (element, value) => open && call("SetValue", element, String(value)) === "true",
    commit: () => open && call("Commit", "") === "true",
    /* The place of an objective that the manifest declares; it is added where the platform did not. */
    objective(identifier) {
      const count = Number(this.get("cmi.objectives._count")) || 0;
      for (let index = 0; index < count; index += 1) {
        if (this.get(`cmi.objectives.${index}.id`) === identifier) return `cmi.objectives.${index}`;
      }
      this.set(`cmi.objectives.${count}.id`, identifier);
      return `cmi.objectives.${count}`;
    },
    /* exit: "suspend" to come back to the same place, "normal" when all is done. */
    finish(exit) {
      if (!open) return;
      const seconds = (performance.now() - started) / 1000;
      call("SetValue", "cmi.session_time", `PT${seconds.toFixed(2)}S`);
      call("SetValue", "cmi.exit", exit);
      call("Terminate", "");
      open = false;
    },
  };
})();
