/* Talks HACP to an AICC platform. Without one the page still works and keeps nothing. */
"use strict";

const hacp = (() => {
  const given = new Map([...new URLSearchParams(location.search)].map(([name, value]) => [name.toLowerCase(), value]));
  const url = given.get("aicc_url");
  const session = given.get("aicc_sid");
  const started = performance.now();
  let open = false;
  let reported = 0;

  async function send(command, data) {
    const form = { command, version: "4.0", session_id: session };
    if (data !== undefined) form.aicc_data = data;
    const answer = await fetch(url, { method: "POST", body: new URLSearchParams(form), keepalive: command !== "GetParam" });
    const text = await answer.text();
    const error = /^error=(\d+)/im.exec(text);
    if (!error || error[1] !== "0") throw new Error(`${command}: ${text.slice(0, 200)}`);
    return text;
  }

  function parse(text) {
    const groups = {};
    let group = "";
    for (const line of text.replace(/^[\s\S]*?aicc_data=/i, "").split(/\r?\n/)) {
      const heading = /^\[(.+)\]$/.exec(line.trim());
      if (heading) {
        group = heading[1].toLowerCase();
        groups[group] = { lines: [] };
      } else if (groups[group]) {
        groups[group].lines.push(line);
        const [key, ...rest] = line.split("=");
        groups[group][key.trim().toLowerCase()] = rest.join("=").trim();
      }
    }
    return groups;
  }

  function time() {
    const now = Math.round((performance.now() - started) / 1000);
    const seconds = now - reported; // the platform adds up what each message reports
    reported = now;
    const two = (number) => String(number).padStart(2, "0");
    return `${two(Math.floor(seconds / 3600))}:${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  }

  return {
    async start() {
      if (!url || !session) return null;
      const groups = parse(await send("GetParam"));
      open = true;
      return groups;
    },
    /* status: "incomplete", "passed", …; exit: "", "suspend", "logout"; score: "" or a number. */
    async save({ status, exit = "", score = "", location: place = "", memory = "" }) {
      if (!open) return;
      const core = [
        "[Core]",
        `Lesson_Location=${place}`,
        `Lesson_Status=${status}${exit ? `,${exit}` : ""}`,
        `Score=${score}`,
        `Time=${time()}`,
        "[Core_Lesson]",
        memory,
      ];
      await send("PutParam", core.join("\r\n"));
    },
    async leave() {
      if (!open) return;
      open = false;
      await send("ExitAU");
    },
  };
})();
