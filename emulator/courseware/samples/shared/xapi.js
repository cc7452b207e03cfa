/* Statements and documents for an xAPI platform, by the parameters of the launch. */
"use strict";

const xapi = (() => {
  const given = new URLSearchParams(location.search);
  const endpoint = (given.get("endpoint") || "").replace(/\/*$/, "/");
  const started = performance.now();
  let auth = given.get("auth") || "";

  const actor = JSON.parse(given.get("actor") || "null");
  const registration = given.get("registration") || "";
  const activity = given.get("activityId") || given.get("activity_id") || "";

  /* crypto.randomUUID exists on secure pages alone. */
  function newId() {
    const bytes = crypto.getRandomValues(new Uint8Array(16));
    bytes[6] = (bytes[6] & 0x0f) | 0x40;
    bytes[8] = (bytes[8] & 0x3f) | 0x80;
    const text = [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
    return text.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, "$1-$2-$3-$4-$5");
  }

  async function send(path, query, options = {}) {
    const { headers, ...rest } = options;
    return fetch(`${endpoint}${path}?${new URLSearchParams(query)}`, {
      ...rest,
      headers: { "X-Experience-API-Version": "1.0.3", Authorization: auth, ...headers },
    });
  }

  function stateQuery(stateId) {
    const query = { stateId, activityId: activity, agent: JSON.stringify(actor) };
    return registration ? { ...query, registration } : query;
  }

  return {
    connected: Boolean(given.get("endpoint") && actor && activity),
    name: () => (actor && actor.name) || "",
    authorize(value) { auth = value; },
    duration: () => `PT${((performance.now() - started) / 1000).toFixed(2)}S`,
    async state(stateId) {
      const answer = await send("activities/state", stateQuery(stateId));
      if (answer.status === 404) return null;
      if (!answer.ok) throw new Error(`state: ${answer.status}`);
      return answer.json();
    },
    /* A document of the learner's own, such as the preferences of cmi5; null if there is none. */
    async profile(profileId) {
      const answer = await send("agents/profile", { profileId, agent: JSON.stringify(actor) });
      if (answer.status !== 404 && !answer.ok) throw new Error(`profile: ${answer.status}`);
      return answer.status === 404 ? null : answer.json();
    },
    async keep(stateId, document) {
      const answer = await send("activities/state", stateQuery(stateId), {
        method: "PUT", headers: { "Content-Type": "application/json" }, body: JSON.stringify(document),
      });
      if (!answer.ok) throw new Error(`state: ${answer.status}`);
    },
    /* verb: the last part of its IRI at ADL; extra: members of the statement. */
    async tell(verb, { context = {}, ...extra } = {}) {
      const statement = {
        id: newId(),
        actor,
        verb: { id: `http://adlnet.gov/expapi/verbs/${verb}`, display: { en: verb } },
        object: { objectType: "Activity", id: activity },
        timestamp: new Date().toISOString(),
        context: registration ? { ...context, registration } : context,
        ...extra,
      };
      const answer = await send("statements", {}, {
        method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(statement), keepalive: true,
      });
      if (!answer.ok) throw new Error(`${verb}: ${answer.status} ${await answer.text()}`);
    },
  };
})();
