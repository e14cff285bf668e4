/** An emulator whose clock stands still, with the buckets `bucket` and `other`, for the tests of one file. */
import { afterAll, beforeAll, expect } from "vitest";
import { type Answer, type CallOptions, type StartedEmulator, startEmulator } from "./helpers.js";

export const OBJECT = "/bucket/object";
export const NOON = "2026-01-02T12:00:00.400Z";

/** The status, and the code of an error. */
export const outcome = ({ status, json }: Answer) => (status < 400 ? [status] : [status, json().Code]);

/** Starts before the file's tests and stops after them; nothing may have been logged by then. */
export function useEmulatorAtNoon() {
  let emulator: StartedEmulator;
  const logged: string[] = [];
  const call = (method: string, path: string, options: CallOptions = {}) =>
    emulator.call(method, path, { now: new Date(NOON), ...options });
  beforeAll(async () => {
    emulator = await startEmulator({ log: (message) => logged.push(message), now: () => new Date(NOON) });
    for (const bucket of ["bucket", "other"]) await call("PUT", `/${bucket}`);
  });
  afterAll(async () => {
    await emulator.stop();
    expect(logged).toEqual([]);
  });
  return {
    call,
    put: (headers: Record<string, string>, body = "0123456789", path = OBJECT) =>
      call("PUT", path, { body, headers }),
  };
}
