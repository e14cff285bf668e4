/**
 * The context of the work that runs: which span is active. Where an SDK is registered by the program around this one,
 * OpenTelemetry's API has it; for an SDK of our own it is kept here, since the API takes one keeper for the whole process,
 * which is not ours to set.
 */
import { AsyncLocalStorage } from "node:async_hooks";
import { type Context, context } from "@opentelemetry/api";

const storage = new AsyncLocalStorage<Context>();

export function activeContext(): Context {
  return storage.getStore() ?? context.active();
}

/** Only for spans of an SDK of our own. */
export function runInContext<T>(active: Context, work: () => T): T {
  return storage.run(active, work);
}
