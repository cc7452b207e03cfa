// Keys; the page says them by `?`.
"use strict";

const GO = { s: `${prefix}/`, j: `${here}/journal`, w: `${here}/world`, a: `${here}/actions`, d: `${here}/sent`, f: `${here}/faults`, o: `${here}/jobs` };
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
