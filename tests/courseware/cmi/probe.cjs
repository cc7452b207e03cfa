// Runs steps on scorm-again's API objects in node, a fresh object for each case, and answers what they gave.
//
// node probe.cjs SCRIPT CLASS < cases, where cases is a JSON array of {seed: {name: value}, steps: [[name] or [name, value], …]}:
// the LMS's values before the SCO starts, then what the SCO reads and sets. On stdout an array, for each case an array with
// [answer, error code] for each step.
"use strict";
const fs = require("node:fs");
const vm = require("node:vm");

const [script, name] = process.argv.slice(2);
vm.runInThisContext(fs.readFileSync(script, "utf8"));
const Api = globalThis[name];
const [initialize, get, set, error] =
  name === "Scorm12API"
    ? ["lmsInitialize", "lmsGetValue", "lmsSetValue", "lmsGetLastError"]
    : ["Initialize", "GetValue", "SetValue", "GetLastError"];

function step(api, [element, value]) {
  const answer = value === undefined ? api[get](element) : api[set](element, value);
  return [String(answer), Number(api[error]())];
}

function run({ seed, steps }) {
  const api = new Api({ logLevel: 5, autocommit: false, useAsynchronousCommits: false });
  try {
    if (Object.keys(seed).length) api.loadFromFlattenedJSON(seed);
  } catch (refusal) {
    return steps.map(() => ["refused by the LMS's side", Number(refusal.errorCode ?? -1)]);
  }
  api[initialize]("");
  return steps.map((one) => step(api, one));
}

process.stdout.write(JSON.stringify(JSON.parse(fs.readFileSync(0, "utf8")).map(run)));
