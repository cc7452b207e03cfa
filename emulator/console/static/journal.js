// The journal: rows that came since are put on top, unless that would move what somebody reads.
"use strict";

const table = one("#rows"), list = one("tbody", table), titles = JSON.parse(table.dataset.titles);
const query = new URLSearchParams(location.search).get("q") || "";
const MOST = 500; // rows in the page; older ones are asked for again
let newest = Number(table.dataset.newest), waiting = [];

async function rows(parameters) {
  const response = await fetch(`${here}/journal/rows?${new URLSearchParams({ q: query, ...parameters })}`);
  if (!response.ok) throw new Error(await refusal(response));
  const holder = document.createElement("tbody");
  holder.innerHTML = await response.text();
  return { rows: [...holder.children], newest: Number(response.headers.get("X-Newest")), more: response.headers.get("X-More") === "1" };
}

// A row of an event: the same as the server makes (rows.html), by a copy of the one that the page has for it.
function rowOf(call) {
  const row = one("#row").content.firstElementChild.cloneNode(true), put = (name, text) => { one(name, row).textContent = text; };
  row.dataset.number = call.number;
  one("time", row).dateTime = call.at;
  put("time", call.at.slice(11, 19));
  put(".status", call.status);
  one(".status", row).classList.add(`s${Math.floor(call.status / 100)}`);
  put(".method", call.method);
  put(".what a", call.target);
  one(".what a", row).href = `${here}/journal/${call.number}`;
  put("small", call.note);
  one("small", row).hidden = !call.note;
  put(".title", titles[call.vendor] ?? "");
  one(".title", row).hidden = !titles[call.vendor];
  put(".operation", call.operation ?? "matched nothing");
  one(".fault", row).hidden = !call.injected;
  put(".took", call.milliseconds.toFixed(1));
  return row;
}

function put() {
  for (const row of waiting) row.classList.add("new");
  list.prepend(...waiting);
  waiting = [];
  one("#fresh").hidden = true;
  one("#empty")?.remove();
  if (list.rows.length > MOST) {
    [...list.rows].slice(MOST).forEach(row => row.remove());
    one("#older").hidden = false;
  }
}

function show(fresh) {
  waiting = [...fresh, ...waiting];
  if (!waiting.length) return;
  if (scrollY < 20 && !one("tr.at", table)) put();
  else {
    one("#fresh").textContent = `${waiting.length} new`;
    one("#fresh").hidden = false;
  }
}

const fetchNew = inTurn(async () => {
  const after = newest;
  const found = await rows({ after });
  if (found.newest < after || found.more) location.reload(); // it was reset, or more came than a page has
  newest = Math.max(newest, found.newest); // events may have told of later ones meanwhile
  const told = new Set([...waiting, ...list.rows].map(row => row.dataset.number));
  show(found.rows.filter(row => !told.has(row.dataset.number)));
}, 500);

on("opened", fetchNew);
on("call", call => {
  if (query || call.number <= newest) { // the server searches, and knows what a reset forgot
    fetchNew();
    return;
  }
  newest = call.number;
  show([rowOf(call)]);
});
on("skipped", ({ calls }) => {
  if (query || calls === null) {
    fetchNew();
    return;
  }
  const row = document.createElement("tr");
  row.className = "gap";
  row.insertCell().colSpan = 6;
  row.cells[0].textContent = `${calls} more calls came at once; load the page again to see them.`;
  show([row]);
});
setInterval(() => { if (events?.readyState !== EventSource.OPEN) fetchNew(); }, POLL);
one("#fresh").addEventListener("click", () => { put(); scrollTo(0, 0); });
one("#older").addEventListener("click", async () => {
  const found = await rows({ before: list.lastElementChild.dataset.number });
  list.append(...found.rows);
  one("#older").hidden = !found.more;
});
