import type { Changes, SandboxesNoun, SandboxNouns } from "./operations.js";

export * from "./operations.js";

/** The version, which is also that of the lms-emulator it is made for. */
export const VERSION: string;

/** The emulator cannot do what it was asked for; the message says why. */
export class EmulatorError extends Error {}

/** The emulator refuses, with a status and in its own words. */
export class RefusedError extends EmulatorError {
  readonly status: number;
}

/** Nobody answers, or it is no lms-emulator that does. */
export class UnreachableError extends EmulatorError {}

/** The emulator is of another version than this client. */
export class OtherVersionError extends EmulatorError {}

/** What was waited for did not come, or the journal is not as expected. */
export class ExpectationError extends Error {}

/** A vendor's API in a sandbox. */
export interface Vendor {
  name: string;
  title: string;
  base_url: string;
  credentials: string;
  environment: Record<string, string>;
}

/** One sandbox: the vendors' addresses and credentials in it, and what its control API has, by nouns. */
export interface Sandbox extends SandboxNouns {}
export class Sandbox {
  readonly emulator: Emulator;
  readonly name: string;
  readonly url: string;
  readonly vendors: Record<string, Vendor>;
  readonly litmos: { baseUrl: string; apiKey: string; headers: Record<string, string> };
  readonly scormcloud: { baseUrl: string; appId: string; secretKey: string; headers: Record<string, string> };
  readonly nexport: { baseUrl: string; username: string; password: string };
  /** Base URLs and credentials of all vendors, as variables. */
  readonly environment: Record<string, string>;
  /** The URL of a sample course, as a ContentURL or for a fetch. */
  sample(name?: string): string;
  /** A URL at which whatever is posted is kept, for `sink.list`. */
  sinkUrl(path?: string): string;
  /** A copy of this sandbox. Neither of the two sees what happens in the other. */
  fork(name?: string): Promise<Sandbox>;
  /** What was created, changed and deleted since a snapshot. */
  diff(snapshot: string, to?: string): Promise<Changes>;
  /** Delete the sandbox with all that it holds. It is no error if it is gone already. */
  delete(): Promise<void>;
}

/** A running emulator. */
export class Emulator {
  private constructor();
  /** The emulator at a URL: without one, that of LMS_EMULATOR_URL. */
  static connect(url?: string, options?: { token?: string }): Promise<Emulator>;
  readonly url: string;
  readonly facts: { version: string; vendors: Vendor[] };
  readonly sandboxes: SandboxesNoun;
  /** The sandbox with this name, which comes into being at the first call to it. */
  sandbox(name: string): Sandbox;
  /** Make a sandbox, with a name of its own if none is given; `wanted` is what `sandboxes.make` takes, such as `from`. */
  makeSandbox(name?: string, wanted?: Parameters<SandboxesNoun["make"]>[1]): Promise<Sandbox>;
}
