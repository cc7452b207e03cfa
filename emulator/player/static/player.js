/* Plays a course: opens its SCOs in the frame, stands between them and the emulator, and brings the learner out again.

   One page load plays one SCO. Whatever happens to the page, what the SCO said last is sent: a SCO that is closed says so itself
   or is said to have been left. */
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const launch = JSON.parse(byId("launch").textContent);
  const frame = byId("content");
  const manners = makeManners(launch.page);
  const BEACON_LIMIT = 60_000; // bytes that a browser still sends for a page that has gone
  const MUCH = BEACON_LIMIT / 2; // characters that had better be sent before the page goes
  const SOON = 250; // milliseconds
  const WAIT_FOR_FRAME = 3000;
  const BEAT = 5_000; // between two words on how long a unit is open that tells nothing itself
  const DONE = ["passed", "completed", "failed", "browsed"];
  const SATISFIED = ["passed", "completed"];

  const items = [];
  (function collect(list) {
    for (const item of list) {
      if (item.href !== null) items.push(item);
      collect(item.children);
    }
  })(launch.items);

  let current = null; // what `start` answered
  let api = null;
  let sequence = 0;
  let began = 0;
  let ended = false; // the SCO has terminated
  let leaving = false; // the learner goes on, or out
  let going = false; // the page itself is being closed
  let suspending = false; // the learner leaves a course that is to be gone on with, whatever its SCO says
  let latest = null; // what was last sent, as text
  let asked = false; // the SCO is asking for its data to be kept; otherwise the page does it unasked
  let inReview = false; // the SCO is completed, and the platform writes nothing more of it
  let over = false; // the unit has told the emulator itself that it is done
  let unitWindow = null; // of a unit that wants a window of its own
  const saved = {}; // what the emulator is known to have
  let keeping = null; // a timer
  let failures = 0; // in a row
  const pending = new Set();

  // What the learner sees

  function notice(title, words, button, action) {
    byId("notice-title").textContent = title;
    byId("notice-words").textContent = words;
    const element = byId("notice-button");
    element.hidden = !button;
    element.textContent = button || "";
    element.onclick = action || null;
    byId("notice").hidden = false;
    frame.hidden = true;
  }

  function say(words, wrong) {
    byId("state").textContent = words;
    byId("state").className = wrong ? "wrong" : "";
  }

  function isOpen(item) {
    if (manners.bars("choice") && items.length > 1) return Boolean(current && current.sco === item.id);
    return isAllowed(item);
  }

  function isAllowed(item) {
    if (sequencer) return sequencer.mayChoose(item.id);
    return !item.prerequisites || prerequisitesMet(item.prerequisites, launch.statuses);
  }

  function drawMenu() {
    const list = (children) => {
      const ul = document.createElement("ul");
      for (const item of children) {
        if (!item.visible || (manners.hidesLocked && item.href !== null && !isOpen(item))) continue;
        const li = document.createElement("li");
        const entry = document.createElement(item.href === null ? "span" : "button");
        entry.textContent = item.title || item.id;
        if (item.href === null) {
          entry.className = "group";
        } else {
          entry.type = "button";
          entry.dataset.sco = item.id;
          entry.dataset.status = launch.statuses[item.id] || "not attempted";
          entry.title = entry.dataset.status;
          entry.disabled = !isOpen(item);
          if (current && current.sco === item.id) entry.setAttribute("aria-current", "page");
          entry.addEventListener("click", () => go({ request: "choice", target: item.id }));
        }
        li.append(entry);
        if (item.children.length) li.append(list(item.children));
        ul.append(li);
      }
      return ul;
    };
    drawBars();
    if (items.length < 2) return;
    byId("menu").hidden = manners.bars("menu");
    byId("menu").replaceChildren(list(launch.items));
    byId("steps").hidden = manners.bars("navBar") || manners.bars("flow");
    byId("previous").disabled = !stepTo(-1);
    byId("next").disabled = !stepTo(1);
  }

  /* What a manifest hides (adlnav:hideLMSUI) and settings bar. The button to leave goes where neither of its two ways may be offered. */
  function drawBars() {
    const hidden = (current && items.find((item) => item.id === current.sco).hidden) || [];
    byId("previous").hidden = hidden.includes("previous");
    byId("next").hidden = hidden.includes("continue");
    byId("exit").hidden = manners.bars("navBar") || (hidden.includes("exitAll") && hidden.includes("suspendAll"));
    byId("title").hidden = manners.bars("titleBar");
  }

  /* The way to the next or the one before: {request, target}, or null. */
  function stepTo(way) {
    const word = way > 0 ? "continue" : "previous";
    if (sequencer) return sequencer.maySay(word) ? { request: word } : null;
    const at = current ? items.findIndex((item) => item.id === current.sco) : -1;
    const target = items[at + way];
    return target && isAllowed(target) ? { request: "choice", target: target.id } : null;
  }

  function take(answer, message) {
    over = over || Boolean(answer.over);
    inReview = inReview || Boolean(answer.review);
    failures = 0;
    if (message.values && answer.kept) Object.assign(saved, message.values);
    if (answer.statuses) {
      launch.statuses = answer.statuses;
      launch.status = answer.status;
      drawMenu();
    }
    if (answer.status && window.parent !== window) {
      const left = current && api ? String(last("cmi.core.exit") || last("cmi.exit") || "") : "";
      const told = { source: "lms-emulator", status: answer.status, score: answer.score, seconds: answer.seconds };
      window.parent.postMessage({ ...told, exit: left === "suspend" ? "suspend" : "" }, "*");
    }
  }

  // What the emulator is told

  async function tell(what, message) {
    const body = JSON.stringify(message);
    const options = { method: "POST", body, headers: { "Content-Type": "application/json" } };
    options.keepalive = body.length < BEACON_LIMIT;
    const response = await fetch(`${launch.url}/${what}`, options);
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status });
    take(answer, message);
    return answer;
  }

  function tellAtOnce(message) {
    const request = new XMLHttpRequest();
    request.open("POST", `${launch.url}/commit`, false); // the SCO waits for what became of it
    request.setRequestHeader("Content-Type", "application/json");
    request.send(JSON.stringify(message));
    const answer = JSON.parse(request.responseText);
    if (request.status !== 200) throw Object.assign(new Error(answer.error), { status: request.status });
    take(answer, message);
    return answer;
  }

  function tellLast(message) {
    if (going) {
      navigator.sendBeacon(`${launch.url}/commit`, fitting(message));
      return;
    }
    const sent = tell("commit", message).catch(failed);
    pending.add(sent);
    sent.finally(() => pending.delete(sent));
  }

  /* As much of a message as a beacon holds: what the emulator has already goes first, the longest texts last. */
  function fitting(message) {
    const size = (text) => new TextEncoder().encode(text).length;
    let body = JSON.stringify(message);
    if (size(body) < BEACON_LIMIT) return body;
    const values = unsaved(message.values);
    const rest = { ...message, values, sequencing: null }; // where the sequencing stands was kept at the beginning too
    const longest = Object.keys(values).sort((one, other) => values[other].length - values[one].length);
    for (body = JSON.stringify(rest); size(body) >= BEACON_LIMIT && longest.length; body = JSON.stringify(rest)) {
      delete values[longest.shift()];
    }
    return body;
  }

  const unsaved = (values) => Object.fromEntries(Object.entries(values).filter(([name, value]) => saved[name] !== value));

  /* A page that goes away can send little: much that is new is sent while it is still there. */
  function keepMuch() {
    keeping = null;
    if (ended || leaving || going || api.isNotInitialized()) return;
    const fresh = unsaved(valuesOf(api.renderCommitObject(false).runtimeData));
    if (Object.values(fresh).reduce((sum, value) => sum + value.length, 0) > MUCH) tellUnasked(null);
  }

  function failed(error) {
    failures += 1;
    if (error.status === 409) {
      leaving = true;
      ended = true;
      notice("This course is open elsewhere", "It was opened again in another window. You may close this one.");
    } else if (error.status === 410) {
      leaving = true;
      ended = true;
      notice("This course is not here any more", "It was removed, or your progress was. You may close this window.");
    } else if (failures >= manners.mostFailures) {
      notice("What you do is not saved any more", "The emulator cannot be reached. Leave the course and come back later.", "Exit course", exit);
    } else {
      say("Not saved", true);
    }
  }

  // What the SCO says

  function flatten(value, name, into) {
    if (value !== null && typeof value === "object") {
      for (const [part, inner] of Object.entries(value)) {
        if (!part.startsWith("_")) flatten(inner, name ? `${name}.${part}` : part, into);
      }
    } else if (value !== null && value !== undefined) {
      into[name] = String(value);
    }
    return into;
  }

  function valuesOf(rendered) {
    const values = flatten(rendered, "", {});
    const readOnly = new Set(current.readOnly);
    for (const name of Object.keys(values)) {
      if (readOnly.has(name.replace(/\.\d+/g, ".n"))) delete values[name];
    }
    // The runtime sets a status at the end where the SCO set none; what that comes to is for the emulator to say.
    if (suspending) values[current.api === "scorm12" ? "cmi.core.exit" : "cmi.exit"] = "suspend";
    const unsaid = (current.values["cmi.core.lesson_status"] || "not attempted") === "not attempted";
    if (current.api === "scorm12" && unsaid && !api.statusSetByModule) delete values["cmi.core.lesson_status"];
    return values;
  }

  const last = (name) => (latest ? latest[name] : undefined);

  function messageOf(values, how) {
    latest = values;
    return {
      sco: current.sco,
      session: current.session,
      sequence: (sequence += 1),
      values,
      seconds: (performance.now() - began) / 1000,
      ended: how,
      asked,
      // Not while the SCO terminates: the sequencing is between two activities then, and tells when it has arrived.
      sequencing: sequencer && how === "left" ? sequencer.state() : null,
    };
  }

  const transport = {
    updateSettings() {},
    processHttpRequest(url, params, immediate, log, listeners) {
      const message = messageOf(valuesOf(params.runtimeData), immediate ? "terminated" : null);
      if (immediate) {
        ended = true;
        tellLast(message);
        return { result: true, errorCode: 0 };
      }
      try {
        tellAtOnce(message);
        say(inReview ? "Completed: nothing more is saved" : launch.kept ? "Saved" : "");
        listeners("CommitSuccess");
        return { result: true, errorCode: 0 };
      } catch (error) {
        failed(error);
        listeners("CommitError");
        return { result: false, errorCode: current.api === "scorm12" ? 101 : 391 };
      }
    },
  };

  /* What the SCO has so far, although it did not ask for it to be kept. */
  function tellUnasked(how) {
    if (!current || ended) return;
    const rendered = api ? api.renderCommitObject(false).runtimeData : {};
    const values = api && !api.isNotInitialized() ? valuesOf(rendered) : {};
    tellLast(messageOf(values, how));
  }

  const settings = {
    autocommit: true,
    autocommitSeconds: manners.commitSeconds,
    lmsCommitUrl: `${launch.url}/commit`,
    dataCommitFormat: "json",
    renderCommonCommitFields: true,
    sendFullCommit: true,
    alwaysSendTotalTime: false,
    mastery_override: false, // whether a status stands or a score decides is for the emulator to say
    autoCompleteLessonStatus: false,
    httpService: transport,
    logLevel: 4,
  };

  const sequencer = window.makeSequencer(launch, settings, items);

  function connect() {
    if (!current.api) return;
    if (current.api === "scorm12") {
      api = window.API = new window.Scorm12API(settings);
      const commit = api.LMSCommit;
      api.LMSCommit = (text) => {
        asked = true;
        try {
          return commit.call(api, text);
        } finally {
          asked = false;
        }
      };
      api.on("LMSFinish", finished);
      api.on("LMSSetValue", () => { keeping = keeping || setTimeout(keepMuch, SOON); });
      api.loadFromFlattenedJSON(current.values);
      return;
    }
    api = window.API_1484_11 = sequencer ? sequencer.api : new window.Scorm2004API(settings);
    api.on("Terminate", finished);
    api.on("SetValue", () => { keeping = keeping || setTimeout(keepMuch, SOON); });
    if (sequencer) {
      sequencer.load(current.values);
      for (const event of ["Initialize", "SetValue"]) api.on(event, () => setTimeout(drawMenu, 0));
    } else {
      api.loadFromFlattenedJSON(current.values);
    }
  }

  /* The SCO has terminated by itself; while the page leaves it, that was expected. */
  function finished() {
    ended = true;
    setTimeout(async () => {
      if (leaving || going) return;
      await Promise.allSettled([...pending]); // how the SCO stands now, the emulator says
      if (!leaving && !going) await follow(manners.afterSco(standing()));
    }, 0);
  }

  function standing() {
    const at = items.findIndex((item) => item.id === current.sco);
    const isLast = at === items.length - 1;
    const status = isLast ? launch.status : launch.statuses[current.sco];
    return { isLast, isSatisfied: SATISFIED.includes(status), exit: last("cmi.core.exit") || last("cmi.exit") || "" };
  }

  async function follow(action) {
    const next = action === "GO_TO_NEXT_SCO" && stepTo(1);
    if (action === "DO_NOTHING") return;
    if (next) await go(next);
    else if (action === "EXIT_COURSE" || (action === "EXIT_COURSE_AFTER_CONFIRM" && window.confirm("Leave the course?"))) await exit();
    else if (!action && items.length === 1) await exit();
    else await afterSco();
  }

  async function afterSco() {
    if (sequencer && (sequencer.delivered || sequencer.over)) {
      await (sequencer.delivered ? go({}) : exit());
      return;
    }
    const next = sequencer ? { request: "continue" } : stepTo(1);
    await unload();
    drawMenu();
    const words = next ? "Go on with the next one, or choose another." : "Choose another part, or leave the course.";
    notice("This part is closed", words, next ? "Go on" : "Exit course", () => (next ? go(next) : exit()));
  }

  // Units that speak to the emulator themselves, or not at all: the page tells how long they are open, and hears when they lead back

  function openUnit(address) {
    notice("This part opens in a window of its own", "Leave this one open meanwhile.", "Open it", () => {
      unitWindow = window.open(address, "lms-emulator-unit");
      if (!unitWindow) {
        notice("Your browser did not let it open", "Allow this page to open windows, then try again.", "Try again", () => openUnit(address));
        return;
      }
      began = performance.now();
      notice("This part is open in a window of its own", "Close that when you are done; leave this one open meanwhile.");
      const watch = setInterval(() => {
        if (!unitWindow.closed) return;
        clearInterval(watch);
        returned();
      }, 300);
    });
  }

  function returned() {
    if (leaving || going || !current || !current.beats) return;
    if (items.length === 1) exit();
    else afterSco();
  }

  setInterval(() => {
    if (current && current.beats && !over && !leaving && !going) tellUnasked(null);
  }, BEAT);

  addEventListener("message", (event) => {
    const told = event.data;
    if (event.origin === location.origin && told && told.source === "lms-emulator" && told.returned === true) returned();
  });

  // Ways out of a SCO

  async function unload() {
    leaving = true;
    if (unitWindow) unitWindow.close();
    if (current && !frame.hidden) {
      await new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
        setTimeout(resolve, WAIT_FOR_FRAME);
        frame.src = "about:blank";
      });
    }
    tellUnasked("left");
    ended = true;
    await Promise.allSettled([...pending]);
  }

  /* On to another SCO: `way` is {request, target}, or {} where the sequencing has said already. */
  async function go(way) {
    if (sequencer && way.request && !ended) sequencer.lead(way);
    await unload();
    const target = sequencer ? sequencer.go(way) : way.target;
    if (target) {
      await keepState();
      location.replace(`${launch.url}?sco=${encodeURIComponent(target)}`);
    } else if (sequencer.over) {
      await exit();
    } else {
      drawMenu();
      notice("That is not possible now", "Choose another part, or leave the course.", "Exit course", exit);
    }
  }

  async function keepState() {
    const state = sequencer && sequencer.state();
    if (!state) return;
    if (!launch.kept) sequencer.keepHere(state);
    else await tell("state", { sequencing: state }).catch(failed);
  }

  async function exit() {
    byId("exit").disabled = true;
    if (!ended) {
      suspending = manners.suspends(Boolean(sequencer) && !DONE.includes(launch.status));
      if (sequencer) sequencer.lead({ request: suspending ? "suspendAll" : "exitAll" });
    }
    await unload();
    if (sequencer && current) sequencer.go({ request: suspending ? "suspendAll" : "exitAll" });
    await keepState();
    notice("One moment …", "The course is being closed.");
    try {
      const answer = await tell("leave", {});
      location.replace(answer.to);
    } catch {
      byId("exit").disabled = false;
      notice("What you did last may not be saved", "The emulator cannot be reached.", "Try again", exit);
    }
  }

  addEventListener("pagehide", () => {
    going = true;
    if (sequencer && !ended && !leaving) {
      suspending = !DONE.includes(launch.status);
      sequencer.lead({ request: "suspendAll" });
    }
    tellUnasked("left");
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !leaving) tellUnasked(null);
  });
  addEventListener("pageshow", (event) => {
    if (event.persisted) location.reload();
  });
  byId("exit").addEventListener("click", exit);
  byId("previous").addEventListener("click", () => go(stepTo(-1)));
  byId("next").addEventListener("click", () => go(stepTo(1)));

  // The beginning

  function firstSco() {
    if (sequencer) return sequencer.begin();
    const asked = new URLSearchParams(location.search).get("sco") || launch.startSco;
    if (items.some((item) => item.id === asked)) return asked;
    const open = items.filter((item) => isOpen(item));
    const unfinished = open.find((item) => !DONE.includes(launch.statuses[item.id]));
    return (unfinished || open[0] || items[0] || {}).id;
  }

  async function begin() {
    const sco = firstSco();
    if (!sco && sequencer && items.length === 1) {
      drawBars();
      notice("This course cannot be opened now", "Its own rules do not let you in, perhaps because you have been through it.", "Exit course", exit);
      return;
    }
    if (!sco && sequencer) {
      drawMenu();
      notice("Choose where to begin", "This course has no fixed beginning: open one of its parts from the menu.");
      return;
    }
    if (!sco) {
      notice("This course has nothing to open", "Its package names no page.");
      return;
    }
    try {
      current = await tell("start", { sco });
    } catch (error) {
      notice("The course cannot be opened", error.message);
      return;
    }
    connect();
    await keepState();
    drawMenu();
    began = performance.now();
    const href = current.href;
    const address = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : launch.content + href;
    if (current.ownWindow) {
      openUnit(address);
      return;
    }
    byId("notice").hidden = true;
    frame.hidden = false;
    frame.src = address;
  }

  manners.guard(() => current && !leaving);
  begin();
})();
