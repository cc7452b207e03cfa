/* Stands between the platform that this package was imported into and the emulator that the course runs in.

   The course's page, in the frame, tells how far the learner is by
   postMessage({source: "lms-emulator", status, score, exit, seconds}, "*"), each member optional. */
"use strict";

const words = document.getElementById("words");
const frame = document.getElementById("course");
const STATUSES = ["passed", "completed", "failed", "incomplete", "browsed"];

function find(start) {
  let place = start;
  for (let steps = 0; place && steps < 10; steps += 1) {
    try {
      if (place.API) return place.API;
    } catch {
      return null; // a window of another origin
    }
    if (place.parent === place) return null;
    place = place.parent;
  }
  return null;
}

const api = find(window) || (window.opener ? find(window.opener) : null);
const connected = Boolean(api) && String(api.LMSInitialize("")) === "true";
const started = Date.now();
let finished = false;
let seconds = null;

function get(element) {
  return connected ? String(api.LMSGetValue(element)) : "";
}

function set(element, value) {
  if (connected && !finished) api.LMSSetValue(element, String(value));
}

function span(total) {
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  const hours = String(Math.floor(total / 3600)).padStart(4, "0");
  return `${hours}:${two((total / 60) % 60)}:${two(total % 60)}`;
}

function finish() {
  if (!connected || finished) return;
  set("cmi.core.session_time", span(seconds === null ? (Date.now() - started) / 1000 : seconds));
  api.LMSFinish("");
  finished = true;
}

function refuse(text) {
  words.textContent = text;
  document.getElementById("message").hidden = false;
  frame.hidden = true;
}

function take(progress) {
  if (STATUSES.includes(progress.status)) set("cmi.core.lesson_status", progress.status);
  if (typeof progress.score === "number" && progress.score >= 0 && progress.score <= 100) {
    set("cmi.core.score.min", 0);
    set("cmi.core.score.max", 100);
    set("cmi.core.score.raw", progress.score);
  }
  if (typeof progress.seconds === "number" && progress.seconds >= 0) seconds = progress.seconds;
  if (progress.exit === "suspend" || progress.exit === "") set("cmi.core.exit", progress.exit);
  if (connected && !finished) api.LMSCommit("");
}

window.addEventListener("message", (event) => {
  if (event.source !== frame.contentWindow) return; // whatever its origin: a launch has one of its own
  if (event.data && event.data.source === "lms-emulator") take(event.data);
});
window.addEventListener("pagehide", finish);

async function launch() {
  document.title = dispatch.title;
  frame.title = dispatch.title;
  if (dispatch.cssUrl) {
    const style = document.createElement("link");
    style.rel = "stylesheet";
    style.href = dispatch.cssUrl;
    document.head.append(style);
  }
  const learner = get("cmi.core.student_id");
  if (!learner) {
    refuse("No learning platform was found that says who you are, so the course cannot be started.");
    return;
  }
  const who = new URLSearchParams({ learnerId: learner, learnerName: get("cmi.core.student_name") });
  let answer;
  try {
    answer = await (await fetch(`${dispatch.statusUrl}?${who}`)).json();
  } catch {
    refuse("The course cannot be reached at the moment. Please try again later.");
    return;
  }
  if (!answer.allowed) {
    refuse(answer.message || "This course cannot be started.");
    return;
  }
  document.getElementById("message").hidden = true;
  frame.hidden = false;
  frame.src = `${dispatch.launchUrl}?${who}`;
}

launch();
