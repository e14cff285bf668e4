/**
 * The use case behind `generateImage` and `generateImageFromText`: check, look up the named styles and the source's size, wait for a
 * place, send the one paid call, decide its outcome. Knows nothing of GraphQL and HTTP.
 */
import { reqKeyOf } from "../doubao/model-choice.js";
import { isModelCode, readReply } from "../doubao/reply.js";
import type { TosClient } from "../tos/client.js";
import { beforeDeadline, type Deadline, startDeadline } from "../tos/deadline.js";
import { TosError } from "../tos/errors.js";
import type { GenerationReply, GenerationVerdict } from "../tos/image-generation.js";
import type { Admission } from "./admission.js";
import { buildBody } from "./body.js";
import type { Place } from "./bulkhead.js";
import { checkGeneration } from "./check.js";
import { cancelled, failed, LOOK_FIRST, notAdmitted, timedOut } from "./failure.js";
import type { GenerationObserver } from "./generation-observer.js";
import { gatewayOutcome, modelOutcome } from "./model-outcome.js";
import type { GenerationFailure, GenerationOutcome } from "./outcome.js";
import { nameOutput } from "./output-key.js";
import { addressedBucket, type GenerationRequest, type NamedRequest } from "./request.js";
import { serviceOutcome } from "./service-outcome.js";
import { type FindHead, refuseLargeSource } from "./source-check.js";
import { type Stopwatch, startStopwatch } from "./stopwatch.js";
import { type FindStyle, lookUpStyles } from "./style-lookup.js";
import { transportOutcome, unreadable } from "./transport-outcome.js";
import { InvalidRequestError } from "./violation.js";

export interface GenerateOptions {
  readonly tos: Pick<TosClient, "generateImage">;
  /** For requests that set no time of their own, in milliseconds. */
  readonly defaultTimeoutMs: number;
  /** Whether the source's size is looked at first, at the cost of a HEAD. */
  readonly checkSource: boolean;
  /** Is told of a fault of ours: it became a failure of the generation, or is an observer's. */
  readonly onFault: (error: unknown) => void;
  readonly observer?: GenerationObserver;
  /** Bounds how many are under way. Default: nothing does. */
  readonly admission?: Admission;
}

export interface GenerateCall {
  /** On whose behalf: those who wait for a place take turns by it. Default: one for all. */
  readonly principal?: string;
  readonly findStyle: FindStyle;
  readonly findHead: FindHead;
  /** By when it has to be over, where that was fixed before; else the request's own time begins now. */
  readonly deadline?: Deadline;
  /** Aborted when the caller leaves. Drops a generation that was not sent; one that was sent runs to its end. */
  readonly signal?: AbortSignal | undefined;
  /** Is told of this one, beside the observer of all. */
  readonly observer?: GenerationObserver;
}

/** @throws InvalidRequestError when the request breaks a rule: nothing was sent then. */
export type Generate = (request: GenerationRequest, call: GenerateCall) => Promise<GenerationOutcome>;

/** With less time left than this, in milliseconds, a generation is not sent: it would be billed and never be seen. */
const LEAST_TIME_MS = 500;

export function createGenerate(options: GenerateOptions): Generate {
  const { defaultTimeoutMs } = options;
  return async (request, call) => {
    const violations = checkGeneration(request);
    if (violations.length > 0) throw new InvalidRequestError(violations);
    const deadline = call.deadline ?? startDeadline(request.timeoutMs ?? defaultTimeoutMs);
    const stopwatch = startStopwatch();
    const outcome = await run(request, { ...call, deadline, stopwatch }, options);
    const end = { request, outcome, timings: stopwatch.timings() };
    for (const observer of [call.observer, options.observer]) {
      try {
        observer?.ended(end);
      } catch (error) {
        // It must not throw; the picture is paid for all the same.
        options.onFault(error);
      }
    }
    return outcome;
  };
}

interface Run extends GenerateCall {
  readonly deadline: Deadline;
  readonly stopwatch: Stopwatch;
}

async function run(
  request: GenerationRequest,
  call: Run,
  options: GenerateOptions,
): Promise<GenerationOutcome> {
  let named: NamedRequest | null = null;
  let place: Place | null = null;
  try {
    const prepared = await call.stopwatch.time("lookupMs", prepare(request, call, options));
    if ("kind" in prepared) return prepared;
    const entered = await call.stopwatch.time("queueMs", enter(prepared, call, options));
    if (entered.kind !== "place") return entered;
    place = entered;
    named = prepared;
    return tellWhere(named, await send(named, call, options));
  } catch (error) {
    // An error would take with it what the same GraphQL request has paid for beside this.
    options.onFault(error);
    return named === null
      ? failed("UNKNOWN", "SAFE", "A fault of this server; nothing was generated.")
      : tellWhere(named, failed("UNKNOWN", "MAY_CHARGE_AGAIN", `A fault of this server. ${LOOK_FIRST}`));
  } finally {
    place?.leave();
  }
}

/** Everything before the paid call: the request with its output's key, or why it is not sent. */
async function prepare(
  request: GenerationRequest,
  { findStyle, findHead, signal, deadline }: Run,
  { checkSource, admission }: GenerateOptions,
): Promise<NamedRequest | GenerationFailure> {
  const isTooLate = () => deadline.remainingMs() < LEAST_TIME_MS;
  // One that has waited for its turn in a batch may have been left, or have no time for so much as a look.
  if (signal?.aborted) return cancelled();
  if (isTooLate()) return timedOut(false, deadline.timeoutMs);
  const overload = admission?.refusal(reqKeyOf(request.model));
  if (overload) return notAdmitted(overload, deadline.timeoutMs);

  const found = await beforeDeadline(
    Promise.all([
      lookUpStyles(request, findStyle),
      checkSource ? refuseLargeSource(request, findHead) : null,
    ]),
    deadline,
  );
  if (signal?.aborted) return cancelled();
  if (found === "late") return timedOut(false, deadline.timeoutMs);
  const [styles, sourceFailure] = found;
  const refused = styles.failures[0] ?? sourceFailure;
  if (refused !== null) return refused;
  if (isTooLate()) return timedOut(false, deadline.timeoutMs);
  return nameOutput(request, styles.contents);
}

/** A place among the generations of the model, which has to be left; or why it is not sent. */
async function enter(
  { model }: NamedRequest,
  { deadline, signal, principal = "" }: Run,
  { admission }: GenerateOptions,
): Promise<Place | GenerationFailure> {
  if (admission === undefined) return { kind: "place", leave: () => {} };
  const usefulMs = () => deadline.remainingMs() - LEAST_TIME_MS;
  const entered = await admission.enter({
    reqKey: reqKeyOf(model),
    principal,
    usefulMs: usefulMs(),
    signal,
  });
  if (entered.kind === "refusal") return notAdmitted(entered, deadline.timeoutMs);
  // It may have been given in the very moment in which it became of no use.
  if (!signal?.aborted && usefulMs() > 0) return entered;
  entered.leave();
  return signal?.aborted ? cancelled() : timedOut(false, deadline.timeoutMs);
}

async function send(
  request: NamedRequest,
  { deadline, signal, stopwatch }: Run,
  { tos }: GenerateOptions,
): Promise<GenerationOutcome> {
  // Read once: a reply may hold megabytes of pictures.
  let read: { readonly reply: GenerationReply; readonly outcome: GenerationOutcome } | undefined;
  const outcomeOf = (reply: GenerationReply): GenerationOutcome => {
    if (read?.reply === reply) return read.outcome;
    const began = performance.now();
    read = { reply, outcome: decideOutcome(request, reply) };
    stopwatch.add("mappingMs", performance.now() - began);
    return read.outcome;
  };
  const call = {
    deadline,
    signal,
    leastMs: LEAST_TIME_MS,
    judge: (reply: GenerationReply) => verdictOn(outcomeOf(reply), reply),
  };
  try {
    const sent = tos.generateImage(addressedBucket(request), buildBody(request), call);
    return outcomeOf(await stopwatch.time("upstreamMs", sent));
  } catch (error) {
    if (error instanceof TosError) return transportOutcome(request, error);
    throw error;
  }
}

/** What an outcome says of the service. A model that faults is left out: others are reached through the same call. */
function verdictOn(outcome: GenerationOutcome, { error }: GenerationReply): GenerationVerdict {
  if (outcome.kind === "GeneratedImage") return { kind: "done" };
  if (outcome.kind === "RateLimited") {
    return { kind: "turned-away", retryAfterMs: outcome.retryAfterMs };
  }
  const isFault = outcome.code === "STORAGE_FAULT" && error?.faulted && !error.isFinal;
  return { kind: isFault || outcome.code === "UNREADABLE_REPLY" ? "failed" : "answered" };
}

/** A caller who is told to look before repeating has to know where, above all when the key was made here. */
function tellWhere({ output: { bucket, key } }: NamedRequest, outcome: GenerationOutcome): GenerationOutcome {
  const mayExist = outcome.kind !== "GeneratedImage" && outcome.retry === "MAY_CHARGE_AGAIN";
  return mayExist ? { ...outcome, possibleOutput: { bucket, key } } : outcome;
}

/** What a reply means. The body is read before the status: a model's failure may come with either. */
function decideOutcome(request: NamedRequest, reply: GenerationReply): GenerationOutcome {
  const { status, error, requestId: tosRequestId } = reply;
  const read = readReply(reply.text);
  const seen = { status, tosRequestId, retryAfterMs: error?.retryAfterMs ?? null };
  // With an error status, `{"code": 503, "message": …}` is a proxy's: only a code of the model's form is the model's.
  if (read.kind === "report" && (error === null || isModelCode(read.report.code))) {
    return modelOutcome(request, read.report, seen, read.unrecognised);
  }
  if (read.kind === "gateway-error") return gatewayOutcome(read, seen);
  return error === null ? unreadable(tosRequestId) : serviceOutcome(request, error);
}
