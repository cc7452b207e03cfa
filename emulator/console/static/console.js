// Buttons that call the control API. Pages can be read without it.
"use strict";

const body = document.body, here = body.dataset.here, prefix = body.dataset.prefix;
const one = (selector, within = document) => within.querySelector(selector);

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
let calling = 0;
async function call(form) {
  calling += 1;
  try {
    await send(form);
  } finally {
    calling -= 1;
  }
}

async function send(form) {
  if (form.dataset.sure && !confirm(form.dataset.sure)) return;
  const [method, pattern] = form.dataset.call.split(" "), members = {};
  if (form.dataset.ask) {
    const [member, words] = form.dataset.ask.split(":"), said = prompt(words);
    if (said === null) return;
    if (said) members[member] = said;
  }
  for (const input of form.querySelectorAll("[name]")) {
    if (input.type === "file" || (input.type === "radio" && !input.checked)) continue;
    try {
      members[input.name] = input.dataset.type === "json" ? JSON.parse(input.value || "null") : input.value;
    } catch {
      members[input.name] = input.value; // the server says what is wrong with it
    }
  }
  const path = pattern.replace(/\{(\w+)\}/, (_, name) => { // /sandboxes/{name}
    const value = members[name] ?? "";
    delete members[name];
    return encodeURIComponent(value);
  });
  const written = form.dataset.body ? one(form.dataset.body).value : one("input[type=file]", form)?.files[0];
  const has = Object.keys(members).length > 0 || "empty" in form.dataset || "ask" in form.dataset;
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
  } else if (then === "default") {
    go("default");
  } else if (then === "sandbox") {
    go((await response.json()).sandbox);
  } else reload();
}

// What is still being sent would be cut off: the last call reloads. From then on nothing can be pressed, since it would be lost.
function reload() {
  if (calling > 1) return;
  body.inert = true;
  location.reload();
}

function go(sandbox) {
  location.href = `${body.dataset.above}${sandbox === "default" ? "" : `/~${sandbox}`}/`;
}

document.addEventListener("submit", event => {
  const form = event.target;
  if (form.dataset.call) {
    event.preventDefault();
    call(form).catch(() => say("lms-emulator cannot be reached."));
  } else if ("open" in form.dataset) {
    event.preventDefault();
    go(one("input", form).value);
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

// One menu of the bar at a time, and none once somebody goes on elsewhere.
document.addEventListener("click", event => {
  for (const menu of document.querySelectorAll(".menu[open]")) if (!menu.contains(event.target)) menu.open = false;
});

if (self.origin === "null") one("#fenced").hidden = false;
