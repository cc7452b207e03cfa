// What is live in the console: new rows of the journal, buttons that call the control API, keys. Pages can be read without it.
"use strict";

const body = document.body, here = body.dataset.here, prefix = body.dataset.prefix;
const one = (selector, within = document) => within.querySelector(selector);
const POLL = 1500; // ms between looks at the journal while the page is seen

function say(words) {
  const said = one("#said");
  said.textContent = words;
  said.hidden = !words;
  clearTimeout(say.timer);
  say.timer = setTimeout(() => { said.hidden = true; }, 6000);
}

async function refusal(response) {
  try {
    return (await response.json()).error;
  } catch {
    return `${response.status} ${response.statusText}`;
  }
}

// Forms with data-call="METHOD PATH": the inputs are the members of a JSON body.
async function call(form) {
  if (form.dataset.sure && !confirm(form.dataset.sure)) return;
  const [method, path] = form.dataset.call.split(" "), members = {};
  for (const input of form.querySelectorAll("[name]")) {
    if (input.type === "file" || (input.type === "radio" && !input.checked)) continue;
    try {
      members[input.name] = input.dataset.type === "json" ? JSON.parse(input.value) : input.value;
    } catch {
      members[input.name] = input.value; // the server says what is wrong with it
    }
  }
  const written = form.dataset.body && one(form.dataset.body).value;
  const has = Object.keys(members).length > 0 || "empty" in form.dataset;
  const response = await fetch(prefix + path, {
    method, ...(has || written ? { body: written || JSON.stringify(members), headers: { "Content-Type": "application/json" } } : {}),
  });
  if (!response.ok) {
    say(await refusal(response));
    return;
  }
  const then = form.dataset.then;
  if (then === "open") {
    open((await response.json()).link, "_blank", "noopener");
    document.activeElement.blur(); // what is live waits for who works in it
  } else if (then === "entry") {
    const { number } = await response.json();
    location.href = number === null ? `${here}/journal` : `${here}/journal/${number}`;
  } else location.reload();
}

document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.call) {
    event.preventDefault();
    call(form).catch(() => say("lms-emulator cannot be reached."));
  } else if (form.id === "open-sandbox") {
    event.preventDefault();
    const name = one("input", form).value;
    location.href = `${form.dataset.above}${name === "default" ? "" : `/~${name}`}/`;
  }
});

document.addEventListener("click", async event => {
  const button = event.target.closest("[data-copy], [data-copy-from]");
  if (!button) return;
  try {
    const from = button.dataset.copyFrom;
    await navigator.clipboard.writeText(from ? await (await fetch(prefix + from)).text() : one(button.dataset.copy).textContent);
    say("Copied.");
  } catch {
    say("This browser does not let pages copy here.");
  }
});

// Trying a course: a sample by its button, a zip by choosing or dropping it.
const trying = one("#try");

async function tryOut(title, sample, zip) {
  const parameters = { vendor: one("#try-vendor").value, learner: one("#try-learner").value, title, ...(sample ? { sample } : {}) };
  say("Making the course …");
  const response = await fetch(`${here}/try?${new URLSearchParams(parameters)}`, {
    method: "POST", ...(zip ? { body: zip, headers: { "Content-Type": "application/zip" } } : {}),
  });
  if (!response.ok) {
    say(await refusal(response));
    return;
  }
  say("");
  open((await response.json()).link, "_blank", "noopener");
}

if (trying) {
  const attempt = (...what) => tryOut(...what).catch(() => say("lms-emulator cannot be reached."));
  const take = file => file && attempt(file.name.replace(/\.zip$/i, "").slice(0, 100) || "Course", "", file);
  trying.addEventListener("submit", event => event.preventDefault());
  one("#try-file").addEventListener("change", event => { take(event.target.files[0]); event.target.value = ""; });
  for (const kind of ["dragenter", "dragover"]) document.addEventListener(kind, event => { event.preventDefault(); trying.classList.add("over"); });
  document.addEventListener("dragleave", () => trying.classList.remove("over"));
  document.addEventListener("drop", event => { event.preventDefault(); trying.classList.remove("over"); take(event.dataTransfer.files[0]); });
  for (const button of document.querySelectorAll("[data-sample]"))
    button.addEventListener("click", () => attempt(button.dataset.title, button.dataset.sample));
}

// The journal: rows that came since are put on top, unless that would move what somebody reads.
const table = one("#rows");
const query = () => new URLSearchParams(location.search).get("q") || "";

async function rows(parameters) {
  const response = await fetch(`${here}/journal/rows?${new URLSearchParams({ q: query(), ...parameters })}`);
  if (!response.ok) throw new Error(await refusal(response));
  const holder = document.createElement("tbody");
  holder.innerHTML = await response.text();
  return { rows: [...holder.children], newest: response.headers.get("X-Newest"), more: response.headers.get("X-More") === "1" };
}

let waiting = [];

function put() {
  const list = one("tbody", table);
  for (const row of waiting) row.classList.add("new");
  list.prepend(...waiting);
  waiting = [];
  one("#fresh").hidden = true;
  one("#empty")?.remove();
}

async function look() {
  if (document.hidden) return;
  const found = await rows({ after: table.dataset.newest });
  if (Number(found.newest) < Number(table.dataset.newest) || found.more) {
    location.reload(); // it was reset, or more came than a page has
    return;
  }
  table.dataset.newest = found.newest;
  if (!found.rows.length) return;
  waiting = [...found.rows, ...waiting];
  if (scrollY < 20 && !one("tr.at", table)) {
    put();
  } else {
    one("#fresh").textContent = `${waiting.length} new`;
    one("#fresh").hidden = false;
  }
}

if (table) {
  // Events say when to look; where they do not come through, a look now and then does.
  let events = null, looking = Promise.resolve();
  const once = () => { looking = looking.then(look).catch(() => {}); };
  const listen = () => {
    if (document.hidden) {
      events?.close();
      events = null;
    } else if (!events) {
      events = new EventSource(`${prefix}/_emulator/events`);
      for (const kind of ["call", "skipped"]) events.addEventListener(kind, once);
      once();
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
  setInterval(() => { if (events?.readyState !== EventSource.OPEN) once(); }, POLL);
  one("#fresh").addEventListener("click", () => { put(); scrollTo(0, 0); });
  one("#older").addEventListener("click", async () => {
    const list = one("tbody", table);
    const found = await rows({ before: list.lastElementChild.dataset.number });
    list.append(...found.rows);
    one("#older").hidden = !found.more;
  });
}

// What is marked data-live is what the server has now: it is looked at again, and replaced where it changed.
const live = one("[data-live]");

async function renew() {
  if (document.hidden || one("dialog[open]") || live.contains(document.activeElement) || String(getSelection())) return;
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const seen = one("[data-live]", new DOMParser().parseFromString(await response.text(), "text/html"));
  if (!seen || seen.innerHTML === live.dataset.was) return;
  live.dataset.was = seen.innerHTML;
  const open = [...live.querySelectorAll("details")].map(each => each.open);
  live.replaceChildren(...seen.childNodes);
  live.querySelectorAll("details").forEach((each, at) => { if (at < open.length) each.open = open[at]; });
}

if (live) {
  live.dataset.was = live.innerHTML;
  const again = () => setTimeout(() => renew().catch(() => {}).finally(again), 2 * POLL);
  again();
}

// The clock in the bar goes on by itself.
const clock = one("#clock");
if (clock && clock.dataset.held === "0") {
  const ahead = new Date(clock.dateTime) - Date.now();
  setInterval(() => {
    clock.textContent = new Date(Date.now() + ahead).toISOString().slice(0, 19).replace("T", " ");
  }, 1000);
}

// Keys.
const GO = { s: `${prefix}/`, j: `${here}/journal`, w: `${here}/world`, a: `${here}/actions`, d: `${here}/sent`, f: `${here}/faults` };
let before = "";

function move(step) {
  const other = one(step > 0 ? "#next" : "#previous");
  if (other) {
    other.click();
    return;
  }
  const all = [...document.querySelectorAll("main table.rows tbody tr")].filter(row => row.checkVisibility());
  if (!all.length) return;
  const at = all.findIndex(row => row.classList.contains("at"));
  all[at]?.classList.remove("at");
  const row = all[Math.min(all.length - 1, Math.max(0, at + step))];
  row.classList.add("at");
  row.scrollIntoView({ block: "nearest" });
  one("a", row)?.focus({ preventScroll: true });
}

document.addEventListener("keydown", event => {
  if (event.ctrlKey || event.metaKey || event.altKey) return;
  if (event.target.matches("input, select, textarea")) {
    if (event.key === "Escape") event.target.blur();
    return;
  }
  const going = before === "g" && GO[event.key];
  before = event.key;
  if (going) location.href = going;
  else if (event.key === "?") one("#keys").showModal();
  else if (event.key === "/") {
    event.preventDefault();
    (one("#q") || one("#find")).focus();
  } else if (event.key === "j") move(1);
  else if (event.key === "k") move(-1);
  else if (event.key === "u") one("#up")?.click();
});

if (self.origin === "null") one("#fenced").hidden = false;
