/* What the emulator is to be told and has not confirmed yet: messages in order, none of which is dropped before it was answered.

   They are kept in the browser's storage too, so a page that is left or closed loses none: the next page of the launch sends them first.
   A newer commit of a run has all that an older one has, and takes its place; so does a newer state.

   `ears`: taken(answer, message) after each that was confirmed, failed(error, message) after each try that failed. An error's `status`
   is missing where the emulator was not reached. */
"use strict";

window.makeOutbox = (launch, ears) => {
  const BEACON_LIMIT = 60_000; // bytes that a browser still sends for a page that has gone
  const REFUSED = [400, 404, 405, 409, 410, 413]; // said once more, it would be refused again
  const place = `outbox ${launch.url}`;
  const confirmed = {}; // values that the emulator is known to have
  let waiting = restored();
  let isKept = waiting.length > 0;
  let sending = null;

  function restored() {
    try {
      return JSON.parse(localStorage.getItem(place)) || [];
    } catch {
      return []; // no storage here: what waits is in this page alone
    }
  }

  /* Called when a try has failed and when the page goes: most messages are confirmed at once, and are never written. */
  function keep() {
    try {
      if (waiting.length) localStorage.setItem(place, JSON.stringify(waiting));
      else localStorage.removeItem(place);
    } catch {
      // more than the storage holds, or none: the page still has it
    }
    isKept = waiting.length > 0;
  }

  const isSameRun = (one, other) => one.what === other.what && one.message.sco === other.message.sco && one.message.session === other.message.session;

  function put(what, message) {
    const entry = { what, message };
    // asked for once, it is asked for still
    if (waiting.some((earlier) => isSameRun(earlier, entry) && earlier.message.asked)) message.asked = true;
    waiting = waiting.filter((earlier) => !isSameRun(earlier, entry));
    waiting.push(entry);
  }

  function settle(entry, status, answer) {
    if (status === 200) {
      remove(entry);
      if (entry.message.values && answer.kept) Object.assign(confirmed, entry.message.values);
      ears.taken(answer, entry.message);
      return true;
    }
    fail(entry, Object.assign(new Error(answer.error), { status }));
    return false;
  }

  function fail(entry, error) {
    if (REFUSED.includes(error.status) || !launch.kept) remove(entry);
    else keep();
    if (error.status === 409 && entry.isSent) return; // by a page that is gone: the next run began after it
    ears.failed(error, entry.message);
  }

  function remove(entry) {
    waiting = waiting.filter((each) => each !== entry);
    if (isKept) keep();
  }

  async function send(entry) {
    const body = JSON.stringify(entry.message);
    const options = { method: "POST", body, headers: { "Content-Type": "application/json" }, keepalive: body.length < BEACON_LIMIT };
    let response, answer;
    try {
      response = await fetch(`${launch.url}/${entry.what}`, options);
      answer = await response.json();
    } catch (error) {
      fail(entry, error);
      return false;
    }
    return settle(entry, response.status, answer);
  }

  /* Whether everything was confirmed. What was refused for good does not hold up the rest. */
  async function sendAll() {
    let isAll = true;
    while (waiting.length) {
      const entry = waiting[0];
      if (await send(entry)) continue;
      isAll = false;
      if (waiting.includes(entry)) break;
    }
    return isAll;
  }

  function sendAtOnce(entry) {
    const request = new XMLHttpRequest();
    try {
      request.open("POST", `${launch.url}/${entry.what}`, false); // whoever asks waits for what became of it
      request.setRequestHeader("Content-Type", "application/json");
      request.send(JSON.stringify(entry.message));
      return settle(entry, request.status, JSON.parse(request.responseText));
    } catch (error) {
      fail(entry, error);
      return false;
    }
  }

  const size = (text) => new TextEncoder().encode(text).length;
  const unconfirmed = (values) => Object.fromEntries(Object.entries(values).filter(([name, value]) => confirmed[name] !== value));

  /* As much of a message as a beacon holds: what the emulator has already goes first, the longest texts last. */
  function fitting(message) {
    const body = JSON.stringify(message);
    if (size(body) < BEACON_LIMIT || !message.values) return [body, true];
    const values = unconfirmed(message.values);
    const whole = JSON.stringify({ ...message, values });
    if (size(whole) < BEACON_LIMIT) return [whole, true];
    const rest = { ...message, values, sequencing: null }; // where the sequencing stands was kept at the beginning too
    const longest = Object.keys(values).sort((one, other) => values[other].length - values[one].length);
    const most = longest.length;
    let least = JSON.stringify(rest);
    for (; size(least) >= BEACON_LIMIT && longest.length; least = JSON.stringify(rest)) delete values[longest.shift()];
    return [least, longest.length === most];
  }

  return {
    put,

    /* What another page of the launch has left behind comes back. */
    restore() { waiting = restored(); },

    get isEmpty() { return waiting.length === 0; },

    /* How many bytes of these values the emulator is not known to have. */
    unconfirmedSize: (values) => Object.entries(unconfirmed(values)).reduce((sum, [name, value]) => sum + size(name) + size(JSON.stringify(value)), 0),

    /* Sends all, in order; whether everything was confirmed. One such round at a time: the next begins after it. */
    async flush() {
      while (sending) await sending;
      sending = sendAll();
      try {
        return await sending;
      } finally {
        sending = null;
      }
    },

    /* The same while the caller waits. */
    flushNow() {
      let isAll = true;
      for (const entry of [...waiting]) {
        if (sendAtOnce(entry)) continue;
        isAll = false;
        if (waiting.includes(entry)) break;
      }
      return isAll;
    },

    /* For a page that goes: whether the browser has taken everything to be sent. What it holds stays kept until it is confirmed. */
    flushLast() {
      let isAll = true;
      for (const entry of waiting.filter((each) => !each.isSent)) {
        const [body, isWhole] = fitting(entry.message);
        entry.isSent = navigator.onLine && navigator.sendBeacon(`${launch.url}/${entry.what}`, body) && isWhole;
        isAll = entry.isSent && isAll;
      }
      keep();
      return isAll;
    },
  };
};
