// What happens in the sandbox, as events, while the page is seen: the clock of the bar, and what is marked data-live.
"use strict";

const POLL = 3000; // ms between looks where events do not come through
const SHARE = 20; // looks take at most one part of so many of the time, however many consoles are open
const heard = { all: [], opened: [] };
let events = null;

// `on(topic, what)`: what(details, id) for each event of it; "all" are those of every topic, "opened" is when the stream begins.
function on(topic, what) {
  (heard[topic] ??= []).push(what);
}

function tell(topic, event) {
  const details = event?.data ? JSON.parse(event.data) : {};
  for (const what of heard[topic] ?? []) what(details);
  for (const what of heard.all) what(details);
}

function listen() {
  if (document.hidden) {
    events?.close();
    events = null;
  } else if (!events) {
    events = new EventSource(`${prefix}/_emulator/events`);
    for (const topic of ["call", "skipped", "job", "delivery", "mail", "clock", "settings", "faults"])
      events.addEventListener(topic, event => tell(topic, event));
    events.addEventListener("open", () => { for (const what of heard.opened) what(); }); // what came before it is looked for
  }
}

// A function that looks when it is told to, never twice at once, and leaves a pause behind each look.
function inTurn(look, least) {
  let wanted = false, busy = false;
  return async function again() {
    wanted = true;
    if (busy || document.hidden) return;
    busy = true;
    while (wanted && !document.hidden) {
      wanted = false;
      const began = performance.now();
      await look().catch(() => {});
      await new Promise(done => setTimeout(done, Math.max(least, SHARE * (performance.now() - began))));
    }
    busy = false;
  };
}

const live = one("[data-live]");

async function renew() {
  if (one("dialog[open]") || live.contains(document.activeElement) || String(getSelection())) {
    setTimeout(look, POLL);
    return;
  }
  const response = await fetch(location.href, { headers: { Accept: "text/html" } });
  if (!response.ok) return;
  const page = new DOMParser().parseFromString(await response.text(), "text/html");
  const seen = one("[data-live]", page), count = one(".head .count"), counted = one(".head .count", page);
  if (count && counted) count.textContent = counted.textContent;
  if (!seen || seen.innerHTML === live.dataset.was) return;
  live.dataset.was = seen.innerHTML;
  const open = new Map([...live.querySelectorAll("details[data-key]")].map(each => [each.dataset.key, each.open]));
  live.replaceChildren(...seen.childNodes);
  for (const each of live.querySelectorAll("details[data-key]")) each.open = open.get(each.dataset.key) ?? each.open;
}

const look = live ? inTurn(renew, 1000) : () => {};

if (live) {
  live.dataset.was = live.innerHTML;
  on("all", look);
  on("opened", look);
  setInterval(look, POLL); // an attempt is no event
}

// The clock in the bar goes on by itself, at the sandbox's speed.
const clock = one("#clock");
const base = { at: Date.now(), now: Number(new Date(clock.dateTime)), scale: clock.dataset.held === "1" ? 0 : Number(clock.dataset.scale) };

function tick() {
  clock.textContent = new Date(base.now + (Date.now() - base.at) * base.scale).toISOString().slice(0, 19).replace("T", " ");
}

on("clock", ({ now, held, scale }) => {
  Object.assign(base, { at: Date.now(), now: Number(new Date(now)), scale: held ? 0 : scale });
  one("#held").hidden = !held;
  tick();
});
setInterval(tick, 1000);
document.addEventListener("visibilitychange", () => { listen(); tick(); });
addEventListener("DOMContentLoaded", listen);
