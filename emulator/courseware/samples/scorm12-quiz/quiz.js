"use strict";

const QUESTIONS = [
  { id: "cause", text: "What causes most of the tide?", choices: ["The wind", "The Moon", "Rivers"], right: 1 },
  { id: "count", text: "How many high tides does most of the coast see in a day?", choices: ["One", "Two", "Six"], right: 1 },
  { id: "spring", text: "When are the tides strongest?", choices: ["At half moon", "In winter", "At new and full moon"], right: 2 },
];
const LETTERS = "abc";
const DEFAULT_MASTERY = 60;

const byId = (id) => document.getElementById(id);
let page = 0; // 0 introduction, 1 to 3 questions, 4 result
let answers = [null, null, null];
let finished = false; // this run has been judged

function restore() {
  if (!scorm.start()) {
    byId("status").textContent = "No learning platform was found; nothing will be recorded.";
    return;
  }
  if (scorm.get("cmi.core.lesson_status") === "not attempted") {
    scorm.set("cmi.core.lesson_status", "incomplete");
  }
  page = Math.min(Math.max(parseInt(scorm.get("cmi.core.lesson_location"), 10) || 0, 0), 4);
  try {
    const kept = JSON.parse(scorm.get("cmi.suspend_data") || "{}");
    if (Array.isArray(kept.answers) && kept.answers.length === QUESTIONS.length) answers = kept.answers;
  } catch {
    page = 0; // suspend data of some other content
  }
  finished = page === 4;
}

function save() {
  scorm.set("cmi.core.lesson_location", page);
  scorm.set("cmi.suspend_data", JSON.stringify({ answers }));
  scorm.commit();
}

function points() {
  const right = QUESTIONS.filter((question, index) => answers[index] === question.right).length;
  return Math.round((right / QUESTIONS.length) * 100);
}

function mastery() {
  const stated = parseFloat(scorm.get("cmi.student_data.mastery_score"));
  return Number.isNaN(stated) ? DEFAULT_MASTERY : stated;
}

function judge() {
  const first = Number(scorm.get("cmi.interactions._count")) || 0;
  QUESTIONS.forEach((question, index) => {
    const at = `cmi.interactions.${first + index}`;
    scorm.set(`${at}.id`, question.id);
    scorm.set(`${at}.type`, "choice");
    scorm.set(`${at}.correct_responses.0.pattern`, LETTERS[question.right]);
    scorm.set(`${at}.student_response`, LETTERS[answers[index]]);
    scorm.set(`${at}.result`, answers[index] === question.right ? "correct" : "wrong");
  });
  scorm.set("cmi.core.score.min", 0);
  scorm.set("cmi.core.score.max", 100);
  scorm.set("cmi.core.score.raw", points());
  scorm.set("cmi.core.lesson_status", points() >= mastery() ? "passed" : "failed");
  finished = true;
}

function showQuestion(index) {
  const question = QUESTIONS[index];
  byId("text").textContent = question.text;
  byId("choices").replaceChildren(...question.choices.map((choice, number) => {
    const label = document.createElement("label");
    const input = document.createElement("input");
    input.type = "radio";
    input.name = "answer";
    input.value = LETTERS[number];
    input.checked = answers[index] === number;
    input.addEventListener("change", () => {
      answers[index] = number;
      byId("next").disabled = false;
      save();
    });
    label.append(input, choice);
    return label;
  }));
}

function show() {
  const asking = page >= 1 && page <= QUESTIONS.length;
  byId("intro").hidden = page !== 0;
  byId("question").hidden = !asking;
  byId("result").hidden = page !== 4;
  byId("buttons").hidden = page === 4;
  byId("back").disabled = page === 0;
  byId("next").disabled = asking && answers[page - 1] === null;
  byId("next").textContent = page === 0 ? "Start" : page === QUESTIONS.length ? "Finish" : "Next";
  byId("progress").value = page;
  byId("place").textContent = asking ? `Question ${page} of ${QUESTIONS.length}` : page ? "Result" : "Introduction";
  if (asking) showQuestion(page - 1);
  if (page === 4) {
    const passed = points() >= mastery();
    byId("verdict").textContent = passed ? "Passed" : "Not passed yet";
    byId("verdict").className = passed ? "good" : "bad";
    byId("score").textContent = `You scored ${points()} of 100; ${mastery()} are needed.`;
  }
}

function go(to) {
  page = to;
  if (page === 4 && !finished) judge();
  save();
  show();
}

byId("next").addEventListener("click", () => go(page + 1));
byId("back").addEventListener("click", () => go(page - 1));
byId("again").addEventListener("click", () => {
  answers = [null, null, null];
  finished = false;
  go(1);
});
byId("question").addEventListener("submit", (event) => event.preventDefault());
window.addEventListener("pagehide", () => scorm.finish(page === 4 ? "" : "suspend"));

restore();
show();
