/* Plays a course: opens its SCOs in the frame, stands between them and the emulator, and brings the learner out again.

   One page load plays one SCO. Whatever happens to the page, what the SCO said last is sent: a SCO that is closed says so itself
   or is said to have been left. */
"use strict";

(() => {
  const byId = (id) => document.getElementById(id);
  const launch = JSON.parse(byId("launch").textContent);
  const frame = byId("content");
  const manners = makeManners(launch.page);
  const windows = makeWindows(launch.page.size || {});
  const MUCH = 30_000; // bytes: half of what a browser still sends for a page that has gone
  const WAIT_FOR_FRAME = 3000;
  const WAIT_FOR_WINDOW = 400;
  const BEAT = 5_000; // milliseconds between two words on how long a unit is open, and between two tries to send what failed
  const UNREACHED = "The emulator cannot be reached. Keep this window open: it is sent as soon as that is possible.";
  const PLAYER_WINDOW = "lms-emulator-player";
  const UNIT_WINDOW = "lms-emulator-unit";
  const WORDS = { "not attempted": "Not started", incomplete: "In progress", browsed: "Looked at", completed: "Completed", passed: "Passed", failed: "Failed" };
  const DONE = ["passed", "completed", "failed", "browsed"];
  const SATISFIED = ["passed", "completed"];
  const apart = Object.fromEntries(launch.apart.map(({ sco, run }) => [sco, run])); // played without this page, and made up for by it

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
  let unheard = false; // its last call was to terminate, and the emulator did not hear it
  let leaving = false; // the learner goes on, or out
  let going = false; // the page itself is being closed
  let suspending = false; // the learner leaves a course that is to be gone on with, whatever its SCO says
  let latest = null; // what was last sent, as text
  let asked = false; // the SCO is asking for its data to be kept; otherwise the page does it unasked
  let inReview = false; // the SCO is completed, and the platform writes nothing more of it
  let over = false; // the unit has told the emulator itself that it is done
  let unitWindow = null; // of a unit that wants a window of its own
  let failures = 0; // in a row
  let lost = false; // the emulator refused something for good
  let gone = false; // the course was opened elsewhere, or removed
  let retry = null; // what goes on once everything is saved
  let freshSize = 0; // bytes that the SCO has set since they were last counted, at most
  const outbox = window.makeOutbox(launch, { taken: take, failed });

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

  function sayHow(isSaved) {
    if (!isSaved) say("Not saved", true);
    else say(inReview ? "Completed: nothing more is saved" : launch.kept ? "Saved" : "");
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
        if (item.href === null) {
          entry.className = "group";
          entry.textContent = item.title || item.id;
        } else {
          entry.type = "button";
          entry.dataset.sco = item.id;
          entry.dataset.status = launch.statuses[item.id] || "not attempted";
          entry.disabled = !isOpen(item);
          const name = document.createElement("span");
          name.textContent = item.title || item.id;
          const status = document.createElement("small");
          status.textContent = entry.disabled ? "Locked" : WORDS[entry.dataset.status];
          if (current && current.sco === item.id && entry.dataset.status === "not attempted") status.textContent = "Open";
          entry.append(name, status);
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
    byId("contents").hidden = manners.bars("menu");
    byId("menu").replaceChildren(list(launch.items));
    byId("steps").hidden = manners.bars("navBar") || manners.bars("flow");
    byId("previous").disabled = !stepTo(-1);
    byId("next").disabled = !stepTo(1);
  }

  /* On a small screen the menu is folded until it is wanted. */
  function unfold(isOpen) {
    byId("menu").classList.toggle("open", isOpen);
    byId("contents").setAttribute("aria-expanded", String(isOpen));
  }

  byId("contents").addEventListener("click", () => unfold(!byId("menu").classList.contains("open")));
  byId("menu").addEventListener("click", (event) => { if (event.target.closest("button")) unfold(false); });
  addEventListener("keydown", (event) => { if (event.key === "Escape") unfold(false); });

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
    if (failures) sayHow(outbox.isEmpty && !lost);
    failures = 0;
    if (message.ended === "terminated" && isOfNow(message)) {
      ended = true;
      unheard = false;
      if (api) api.currentState = 2; // terminated, if the runtime does not know it already
    }
    if (retry && outbox.isEmpty) setTimeout(goOn, 0);
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

  const isOfNow = (message) => Boolean(current) && message.sco === current.sco && message.session === current.session;

  // What the emulator is told

  /* Asks at once, and drops what fails: for questions that are asked again, not for what a learner did. */
  async function ask(what, message) {
    const response = await fetch(`${launch.url}/${what}`, { method: "POST", body: JSON.stringify(message), keepalive: true });
    const answer = await response.json();
    if (!response.ok) throw Object.assign(new Error(answer.error), { status: response.status });
    take(answer, message);
    return answer;
  }

  function tell(what, message) {
    outbox.put(what, message);
    if (going) outbox.flushLast();
    else outbox.flush();
  }

  /* Whether everything is saved. If not, the learner may try again, and `again` follows as soon as it is. */
  async function settled(again) {
    retry = null;
    if (!outbox.isEmpty) await outbox.flush();
    if (gone) return false;
    if (outbox.isEmpty) return true;
    byId("exit").disabled = false;
    retry = again;
    notice("What you did last is not saved yet", UNREACHED, "Try again", goOn);
    return false;
  }

  function goOn() {
    const again = retry;
    retry = null;
    if (again) again();
  }

  /* For the page of a media file, within the frame. */
  window.tellMedia = (message) => tell("media", message);

  setInterval(() => { if (!outbox.isEmpty && failures) outbox.flush(); }, BEAT);
  addEventListener("online", () => { if (!outbox.isEmpty) outbox.flush(); });
  addEventListener("beforeunload", (event) => { if (failures && !outbox.isEmpty) event.preventDefault(); });

  const valuesNow = () => valuesOf(api.renderCommitObject(false).runtimeData);

  /* A page that goes away can send little: much that is new is sent while it is still there, and the SCO waits for it. */
  function noteSet(value) {
    if (unheard) {
      unheard = false; // it goes on
      outbox.put("commit", messageOf(valuesNow(), null));
    }
    freshSize += 3 * JSON.stringify(String(value)).length;
    if (freshSize < MUCH || failures || going) return;
    const values = valuesNow();
    freshSize = outbox.unconfirmedSize(values);
    if (freshSize < MUCH) return;
    outbox.put("commit", messageOf(values, null));
    outbox.flushNow();
    freshSize = 0;
  }

  function failed(error, message) {
    if (!launch.kept) return; // there is nothing to lose
    failures += 1;
    if (error.status === 409 && isOfNow(message)) {
      isGone("This course is open elsewhere", "It was opened or played again elsewhere, and what you did here since then is not saved. You may close this window.");
    } else if (error.status === 410) {
      isGone("This course is not here any more", "It was removed, or your progress was. You may close this window.");
    } else if (error.status >= 400 && error.status < 500) {
      lost = true;
      say("Some of it is not saved", true);
    } else if (failures >= manners.mostFailures && !leaving) {
      notice("What you do is not saved any more", "The emulator cannot be reached. Leave the course and come back later.", "Exit course", exit);
    } else {
      say("Not saved", true);
    }
  }

  function isGone(title, words) {
    gone = true;
    leaving = true;
    ended = true;
    byId("exit").hidden = true;
    notice(title, words);
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

  const exitName = () => (current.api === "scorm12" ? "cmi.core.exit" : "cmi.exit");

  function valuesOf(rendered) {
    const values = flatten(rendered, "", {});
    const readOnly = new Set(current.readOnly);
    for (const name of Object.keys(values)) {
      if (readOnly.has(name.replace(/\.\d+/g, ".n"))) delete values[name];
    }
    if (suspending) values[exitName()] = "suspend";
    return values;
  }

  /* Of a SCO that has not spoken yet. That it is gone on with is the learner's wish, not its own. */
  const valuesUnsaid = () => (suspending && current.api ? { [exitName()]: "suspend" } : {});

  const last = (name) => (latest ? latest[name] : undefined);

  function messageOf(values, how) {
    latest = values;
    return {
      sco: current.sco,
      session: current.session,
      sequence: (sequence += 1),
      values,
      seconds: (performance.now() - began) / 1000,
      ended: unheard ? "terminated" : how,
      asked,
      // Not while the SCO terminates: the sequencing is between two activities then, and tells when it has arrived.
      sequencing: sequencer && how === "left" ? sequencer.state() : null,
      apart,
    };
  }

  const FAILED = { scorm12: { false: 101, true: 101 }, scorm2004: { false: 391, true: 111 } };

  const transport = {
    updateSettings() {},
    processHttpRequest(url, params, isEnd, log, listeners) {
      unheard = unheard || isEnd;
      outbox.put("commit", messageOf(valuesOf(params.runtimeData), null));
      // A frame that goes cannot wait for an answer: `unload` sends it, and whoever called that looks at what became of it.
      const isSaved = leaving || (going ? outbox.flushLast() : outbox.flushNow()) || !launch.kept;
      if (isSaved && isEnd) ended = true;
      if (isSaved && !going && !leaving) sayHow(true);
      listeners(isSaved ? "CommitSuccess" : "CommitError");
      return { result: isSaved, errorCode: isSaved ? 0 : FAILED[current.api][isEnd] };
    },
  };

  /* What the SCO has so far, although it did not ask for it to be kept; whether there was anything to tell. */
  function tellUnasked(how) {
    if (!current || ended || (unheard && how === null)) return false;
    const values = api && !api.isNotInitialized() ? valuesNow() : valuesUnsaid();
    tell("commit", messageOf(values, how));
    return true;
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
      api.on("LMSSetValue", (name, value) => noteSet(value));
      api.loadFromFlattenedJSON(current.values);
      return;
    }
    api = window.API_1484_11 = sequencer ? sequencer.api : new window.Scorm2004API(settings);
    api.on("Terminate", finished);
    api.on("SetValue", (name, value) => noteSet(value));
    if (sequencer) {
      sequencer.load(current.values);
      for (const event of ["Initialize", "SetValue"]) api.on(event, () => setTimeout(drawMenu, 0));
    } else {
      api.loadFromFlattenedJSON(current.values);
    }
  }

  /* The SCO has terminated by itself, or has tried to; while the page leaves it, that was expected. */
  function finished() {
    setTimeout(async () => {
      if (leaving || going || !(await settled(finished))) return; // how the SCO stands now, the emulator says
      if (leaving || going || !(ended || unheard)) return;
      keepState(); // whoever closes the window now has been through this SCO
      await follow(manners.afterSco(standing()));
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

  /* Opens a window of its own: at once if its kind and the browser allow it, else when the learner asks for it. */
  function openWindow({ kind, address, name, words, closed }) {
    const open = () => {
      const opened = windows.open(kind, address, name, closed);
      if (!opened) {
        notice("Your browser did not let it open", "Allow this page to open windows, then try again.", "Try again", open);
        return;
      }
      if (name === UNIT_WINDOW) unitWindow = opened;
      began = performance.now();
      notice(`${words} is open in a window of its own`, "Close that when you are done; leave this one open meanwhile.");
    };
    if (kind.afterClick) notice(`${words} opens in a window of its own`, "Leave this one open meanwhile.", "Open it", open);
    else open();
  }

  const openUnit = (address, kind) => openWindow({ kind, address, name: UNIT_WINDOW, words: "This part", closed: left });

  /* The learner has closed the window of a unit. */
  function left() {
    if (leaving || going || ended) return;
    if (items.length === 1) exit();
    else afterSco();
  }

  function openPlayer() {
    const closed = () => {
      outbox.restore();
      exit();
    };
    openWindow({ kind: launch.page.playerWindow, address: location.href, name: PLAYER_WINDOW, words: "This course", closed });
  }

  function returned() {
    if (current && current.beats) left();
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
    if (unitWindow && !unitWindow.closed) {
      unitWindow.close();
      await new Promise((resolve) => { setTimeout(resolve, WAIT_FOR_WINDOW); }); // its SCO has a word to say
    }
    if (current && !frame.hidden) {
      await new Promise((resolve) => {
        frame.addEventListener("load", resolve, { once: true });
        setTimeout(resolve, WAIT_FOR_FRAME);
        frame.src = "about:blank";
      });
    }
    tellUnasked("left");
    ended = true;
    await outbox.flush();
  }

  /* On to another SCO: `way` is {request, target}, or {} where the sequencing has said already. */
  async function go(way) {
    const again = () => go(way);
    if (unheard && !(await settled(again))) return;
    if (sequencer && way.request && !ended) sequencer.lead(way);
    await unload();
    if (!(await settled(again))) return;
    const target = sequencer ? sequencer.go(way) : way.target;
    if (target) {
      keepState();
      if (await settled(again)) location.replace(`${launch.url}?sco=${encodeURIComponent(target)}`);
    } else if (sequencer.over) {
      await exit();
    } else {
      drawMenu();
      notice("That is not possible now", "Choose another part, or leave the course.", "Exit course", exit);
    }
  }

  function keepState() {
    const state = sequencer && sequencer.state();
    if (!state) return;
    if (!launch.kept) sequencer.keepHere(state);
    else tell("state", { sequencing: state, apart });
  }

  async function exit() {
    byId("exit").disabled = true;
    if (unheard && !(await settled(exit))) return;
    if (!ended && current) {
      suspending = manners.suspends(Boolean(sequencer) && !DONE.includes(launch.status));
      if (sequencer) sequencer.lead({ request: suspending ? "suspendAll" : "exitAll" });
    }
    await unload();
    if (!(await settled(exit))) return;
    if (sequencer && current) {
      sequencer.go({ request: suspending ? "suspendAll" : "exitAll" });
      keepState();
      if (!(await settled(exit))) return;
    }
    if (lost) {
      notice("Some of what you did is not saved", "The emulator refused it, and would again.", "Leave the course", () => { lost = false; exit(); });
      return;
    }
    notice("One moment …", "The course is being closed.");
    try {
      const answer = await ask("leave", {});
      if (window.name === PLAYER_WINDOW && window.opener && !window.opener.closed) window.close(); // that one leads on
      else location.replace(answer.to);
    } catch {
      byId("exit").disabled = false;
      notice("You have not left the course yet", "The emulator cannot be reached.", "Try again", exit);
    }
  }

  addEventListener("pagehide", () => {
    going = true;
    if (sequencer && !ended && !leaving && !unheard) {
      suspending = !DONE.includes(launch.status);
      sequencer.lead({ request: "suspendAll" });
    }
    if (!tellUnasked("left")) outbox.flushLast();
  });
  document.addEventListener("visibilitychange", () => {
    if (document.visibilityState === "hidden" && !leaving && !going) tellUnasked(null);
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

  /* The time that a platform grants for a launch counts over the page loads of its SCOs. */
  function watchTime() {
    if (!manners.timeLimit) return;
    const place = `begun ${launch.url}`;
    const begun = Number(sessionStorage.getItem(place)) || Date.now();
    sessionStorage.setItem(place, String(begun));
    const timeIsUp = () => {
      say("Time is up", true);
      if (!leaving) exit();
    };
    setTimeout(timeIsUp, Math.max(begun + manners.timeLimit * 1000 - Date.now(), 0));
  }

  async function begin() {
    if (launch.page.playerWindow && window.name !== PLAYER_WINDOW) {
      openPlayer();
      return;
    }
    if (!outbox.isEmpty) {
      if (!(await settled(begin))) return;
      if (sequencer) {
        location.reload(); // where the sequencing stands has come with what was sent just now
        return;
      }
    }
    const sco = firstSco();
    if (!sco && sequencer && items.length === 1) {
      drawBars();
      notice("This course cannot be opened now", "Its own rules do not let you in, perhaps because you have been through it.", "Exit course", exit);
      return;
    }
    if (!sco && sequencer) {
      drawMenu();
      unfold(true);
      notice("Choose where to begin", "This course has no fixed beginning: open one of its parts from the menu.");
      return;
    }
    if (!sco) {
      notice("This course has nothing to open", "Its package names no page.");
      return;
    }
    await open(sco);
  }

  async function open(sco) {
    try {
      current = await ask("start", { sco });
    } catch (error) {
      notice("The course cannot be opened", error.status ? error.message : "The emulator cannot be reached.", "Try again", () => open(sco));
      return;
    }
    connect();
    keepState();
    drawMenu();
    began = performance.now();
    const href = current.href;
    const address = /^[a-z][a-z0-9+.-]*:/i.test(href) ? href : launch.content + href;
    const kind = current.ownWindow ? { afterClick: true } : current.api && launch.page.scoWindow;
    if (kind) {
      openUnit(address, kind);
      return;
    }
    byId("notice").hidden = true;
    frame.hidden = false;
    frame.src = address;
  }

  manners.guard(() => current && !leaving);
  watchTime();
  begin();
})();
