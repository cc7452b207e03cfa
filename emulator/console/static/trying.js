"use strict";

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
