// A client of lms-emulator's control API, by nouns. It needs nothing but fetch: Node 18 or newer, Deno, Bun, a browser on this machine.

import { OPERATIONS } from "./operations.js";

/** The version, which is also that of the lms-emulator it is made for. */
export const VERSION = "0.1.0";
const SECONDS = 60;
const OF_THE_EMULATOR = "sandboxes";

/** The emulator cannot do what it was asked for; the message says why. */
export class EmulatorError extends Error {
  name = "EmulatorError";
}

/** The emulator refuses, with a status and in its own words. */
export class RefusedError extends EmulatorError {
  name = "RefusedError";

  constructor(status, words) {
    super(`${words} (${status})`);
    this.status = status;
  }
}

/** Nobody answers, or it is no lms-emulator that does. */
export class UnreachableError extends EmulatorError {
  name = "UnreachableError";
}

/** The emulator is of another version than this client. */
export class OtherVersionError extends EmulatorError {
  name = "OtherVersionError";
}

/** What was waited for did not come, or the journal is not as expected. */
export class ExpectationError extends Error {
  name = "ExpectationError";
}

class Connection {
  constructor(url, token) {
    this.url = url.replace(/\/+$/, "");
    this.headers = { "Content-Type": "application/json", ...(token ? { Authorization: `Bearer ${token}` } : {}) };
  }

  root(sandbox) {
    return sandbox ? `${this.url}/~${encodeURIComponent(sandbox)}` : this.url;
  }

  async ask(sandbox, { verb, path }, query = {}, body = undefined) {
    const search = new URLSearchParams(Object.entries(query).map(([name, value]) => [name, text(value)])).toString();
    const url = `${this.root(sandbox)}/_emulator/${path}${search ? `?${search}` : ""}`;
    const signal = AbortSignal.timeout((SECONDS + Number(query.seconds ?? 0)) * 1000);
    let response;
    try {
      response = await fetch(url, { method: verb, headers: this.headers, body, signal, redirect: "manual" });
    } catch (error) {
      throw new UnreachableError(`no emulator answers at ${this.url}: ${error.cause?.code ?? error.cause?.message ?? error.message}`);
    }
    return await this.answer(response);
  }

  async answer(response) {
    const kind = (response.headers.get("content-type") ?? "").split(";")[0];
    if (!response.ok) throw await this.refusal(response);
    if (response.status === 204) return undefined;
    if (kind.endsWith("json")) return await response.json();
    return kind.startsWith("text/") ? await response.text() : new Uint8Array(await response.arrayBuffer());
  }

  async refusal(response) {
    if (response.status === 401) {
      return new RefusedError(401, `the emulator at ${this.url} wants its token: set EMULATOR_CONTROL_TOKEN`);
    }
    const words = await response.json().then((found) => found.error, () => undefined);
    if (typeof words === "string") return new RefusedError(response.status, words);
    return new UnreachableError(`what answers at ${this.url} is no lms-emulator: ${response.status} ${response.statusText}`);
  }
}

/** One sandbox: the vendors' addresses and credentials in it, and what its control API has, by nouns. */
export class Sandbox {
  constructor(emulator, name) {
    this.emulator = emulator;
    this.name = name;
    this.url = emulator.connection.root(name);
    this.vendors = Object.fromEntries(emulator.facts.vendors.map((vendor) => [vendor.name, moved(vendor, emulator.url, this.url)]));
    for (const noun of Object.keys(OPERATIONS)) {
      if (noun === OF_THE_EMULATOR) continue;
      const methods = methodsOf(emulator.connection, name, noun);
      if (noun) this[camel(noun)] = methods;
      else Object.assign(this, methods);
    }
  }

  get litmos() {
    const { base_url: baseUrl, environment } = this.vendors.litmos;
    return { baseUrl, apiKey: environment.LITMOS_API_KEY, headers: { apikey: environment.LITMOS_API_KEY } };
  }

  get scormcloud() {
    const { base_url: baseUrl, environment } = this.vendors.scormcloud;
    const [appId, secretKey] = [environment.SCORM_CLOUD_APP_ID, environment.SCORM_CLOUD_SECRET_KEY];
    return { baseUrl, appId, secretKey, headers: { Authorization: `Basic ${btoa(`${appId}:${secretKey}`)}` } };
  }

  get nexport() {
    const { base_url: baseUrl, environment } = this.vendors.nexport;
    return { baseUrl, username: environment.NEXPORT_USERNAME, password: environment.NEXPORT_PASSWORD };
  }

  /** Base URLs and credentials of all vendors, as variables. */
  get environment() {
    return Object.assign({}, ...Object.values(this.vendors).map((vendor) => vendor.environment));
  }

  /** The URL of a sample course, as a ContentURL or for a fetch. */
  sample(name = "scorm12-quiz.zip") {
    return `${this.url}/_emulator/samples/${name}`;
  }

  /** A URL at which whatever is posted is kept, for `sink.list`. */
  sinkUrl(path = "hooks") {
    return `${this.url}/_emulator/sink/${path.replace(/^\/+/, "")}`;
  }

  /** A copy of this sandbox. Neither of the two sees what happens in the other. */
  async fork(name = undefined) {
    return await this.emulator.makeSandbox(name, { from: this.name });
  }

  /** What was created, changed and deleted since a snapshot. */
  async diff(snapshot, to = undefined) {
    return await this.snapshots.changes(snapshot, { to });
  }

  /** Delete the sandbox with all that it holds. It is no error if it is gone already. */
  async delete() {
    await this.emulator.sandboxes.delete(this.name).catch((error) => {
      if (error.status !== 404) throw error;
    });
  }

  async [Symbol.asyncDispose ?? Symbol.for("Symbol.asyncDispose")]() {
    await this.delete();
  }
}

/** A running emulator. */
export class Emulator {
  constructor(connection, facts) {
    this.connection = connection;
    this.facts = facts;
    this.url = connection.url;
    this.sandboxes = methodsOf(connection, undefined, OF_THE_EMULATOR);
  }

  /** The emulator at a URL: without one, that of LMS_EMULATOR_URL. */
  static async connect(url = undefined, { token } = {}) {
    const environment = globalThis.process?.env ?? {};
    const connection = new Connection(url ?? environment.LMS_EMULATOR_URL ?? "http://127.0.0.1:8420", token ?? environment.EMULATOR_CONTROL_TOKEN);
    const about = await connection.ask(undefined, { verb: "GET", path: "about" }).catch((error) => {
      if (error.status !== 404) throw error;
      throw new UnreachableError(`the lms-emulator at ${connection.url} is older than this client: ${error.message}`);
    });
    const series = (version) => version.split(".").slice(0, 2).join(".");
    if (series(about.version) !== series(VERSION)) {
      throw new OtherVersionError(
        `the emulator at ${connection.url} is version ${about.version}, and lms-emulator-client ${VERSION} goes with ${series(VERSION)} alone: install the one that fits`,
      );
    }
    // A proxy or a published port may make the emulator see another URL than the one it is called by.
    const seen = about.vendors.length ? new URL(about.vendors[0].base_url).origin : connection.url;
    return new Emulator(connection, { version: about.version, vendors: about.vendors.map((vendor) => moved(vendor, seen, connection.url)) });
  }

  /** The sandbox with this name, which comes into being at the first call to it. */
  sandbox(name) {
    return new Sandbox(this, name);
  }

  /** Make a sandbox, with a name of its own if none is given; `wanted` is what `sandboxes.make` takes, such as `from`. */
  async makeSandbox(name = undefined, wanted = {}) {
    const made = name ?? `sandbox-${crypto.randomUUID().slice(-12)}`;
    await this.sandboxes.make(made, wanted);
    return this.sandbox(made);
  }
}

function methodsOf(connection, sandbox, noun) {
  const entries = Object.entries(OPERATIONS[noun]).map(([name, operation]) => [
    name,
    async (...given) => await call(connection, sandbox, `${noun}${noun && "."}${name}`, operation, given),
  ]);
  return Object.fromEntries(entries);
}

async function call(connection, sandbox, name, operation, given) {
  const { verb, given: parts = [], query = [], body = [], document, holds } = operation;
  if (given.length > parts.length + 1) throw new TypeError(`${name} takes fewer arguments`);
  const path = parts.reduce((made, part, at) => {
    if (given[at] === undefined) throw new TypeError(`${name} needs its argument ${part}`);
    return made.replace(`{${part}}`, encodeURIComponent(given[at]));
  }, operation.path);
  const last = given[parts.length];
  if (document) return await connection.ask(sandbox, { verb, path }, {}, raw(last) ? last : JSON.stringify(last));
  const options = Object.entries(last ?? {}).filter(([, value]) => value !== undefined);
  const strange = options.find(([option]) => !query.includes(option) && !body.includes(option));
  if (strange) throw new TypeError(`${name} has no option ${strange[0]}; ${[...query, ...body].join(", ") || "none"} are`);
  const asked = Object.fromEntries(options.filter(([option]) => query.includes(option)));
  const sent = Object.fromEntries(options.filter(([option]) => body.includes(option)));
  const answer = await connection.ask(sandbox, { verb, path }, asked, body.length ? JSON.stringify(sent) : undefined);
  if (holds && !answer.ok) throw new ExpectationError(why(answer, options));
  return answer;
}

function why(answer, options) {
  const wanted = options.map(([name, value]) => `${name} ${text(value)}`).join(", ") || "anything";
  const words = answer.reason ?? `${answer.found} came in time of what was waited for (${wanted})`;
  const near = (answer.nearest ?? []).map((each) => `nearly: ${each.method} ${each.target} → ${each.status} (${each.differences.join("; ")})`);
  return [words, ...near].join("\n");
}

function raw(document) {
  return typeof document === "string" || document instanceof Uint8Array;
}

function text(value) {
  if (value instanceof Date) return value.toISOString();
  return typeof value === "object" ? JSON.stringify(value) : String(value);
}

function moved(vendor, before, after) {
  const at = (value) => value.replace(before, after);
  const environment = Object.fromEntries(Object.entries(vendor.environment).map(([name, value]) => [name, at(value)]));
  return { ...vendor, base_url: at(vendor.base_url), environment };
}

function camel(name) {
  return name.replace(/_(\w)/g, (_, letter) => letter.toUpperCase());
}
