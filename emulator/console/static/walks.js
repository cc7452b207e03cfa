// The walks: each step is a call of this page's browser, told with its status as it comes.
"use strict";

const TRIES = 60, BETWEEN = 500; // of a step that waits for something; milliseconds

async function walk(section) {
  const kept = { root: location.origin + prefix, run: Date.now().toString(16).padStart(12, "0").slice(-12) };
  const filled = text => text.replace(/\{(\w+)\}/g, (whole, name) => kept[name] ?? whole);
  const list = one("ol", section);
  list.replaceChildren();
  for (const step of JSON.parse(section.dataset.walk)) {
    const item = list.appendChild(document.createElement("li"));
    item.textContent = `${step.says} …`;
    let text, response, tries = 0;
    do {
      if (tries) await new Promise(over => setTimeout(over, BETWEEN));
      response = await fetch(prefix + filled(step.path), { method: step.method, headers: step.headers, ...(step.body ? { body: filled(step.body) } : {}) });
      text = await response.text();
    } while (response.ok && step.until && !text.includes(step.until) && ++tries < TRIES);
    const fits = response.ok && (!step.until || text.includes(step.until));
    item.textContent = `${step.says}: ${response.status}${fits ? "" : `, and not as expected: ${text.slice(0, 200)}`}`;
    if (!fits) return;
    for (const [name, member] of Object.entries(step.keep)) kept[name] = JSON.parse(text)[member];
  }
  one("a", section).hidden = false;
}

for (const section of document.querySelectorAll("[data-walk]")) {
  const button = one("button", section);
  button.addEventListener("click", async () => {
    button.disabled = true;
    try {
      await walk(section);
    } catch {
      say("lms-emulator cannot be reached.");
    }
    button.disabled = false;
  });
}
