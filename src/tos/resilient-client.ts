/**
 * The client's operations, each behind a breaker of its own and made again where that is safe: what `retrySafe` of an
 * error says, and for a generation, which is paid for, what its caller says of the reply.
 */
import type { CallObserver } from "./call-observer.js";
import type { TosClient } from "./client.js";
import { type Deadline, startDeadline } from "./deadline.js";
import {
  mayHaveBeenDone,
  TosAbortedError,
  TosError,
  type TosOperation,
  TosTimeoutError,
  TosUnavailableError,
} from "./errors.js";
import type { GenerationReply, GenerationVerdict } from "./image-generation.js";
import type { BreakerOptions, Health } from "./resilience/breaker.js";
import { createBreakers, healthOfError, NO_BREAKERS } from "./resilience/breakers.js";
import { type Again, createRetry, type RetryOptions } from "./resilience/retry.js";
import { createRetryBudget, type RetryBudgetOptions } from "./resilience/retry-budget.js";
import type { Settled } from "./resilience/settled.js";
import type { CallOptions } from "./transport.js";

export interface ResilienceOptions {
  /** Whether calls are made again. Default true. */
  readonly retries?: boolean;
  /** What one attempt of anything but a generation or a transfer may take, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** What a generation may normally take, in milliseconds: one that had less and took too long says nothing. Default 60,000. */
  readonly generationTimeoutMs?: number;
  readonly observer?: CallObserver | undefined;
  readonly retry?: Pick<RetryOptions, "maxAttempts" | "baseMs" | "random">;
  readonly budget?: Partial<RetryBudgetOptions>;
  /** False: there are none. */
  readonly breaker?: Omit<BreakerOptions, "onChange"> | false;
}

/** What a call had less of than this part of its normal time says nothing of the service. */
const NORMAL = 0.5;
/** An attempt with less time than this, in milliseconds, would only make a time-out of what went wrong before it. */
const LEAST_MS = 100;
/** Before a generation is sent again at most, at first, in milliseconds: the limits of models are per second. */
const GENERATION_BASE_MS = 500;

/** What the operations do, and reject with, is as it was; and with TosUnavailableError while a breaker is open. */
export function createResilientClient(client: TosClient, options: ResilienceOptions = {}): TosClient {
  const { retries = true, timeoutMs = 10_000, generationTimeoutMs = 60_000, observer } = options;
  const budget = createRetryBudget({ now: () => performance.now(), ...options.budget });
  const maxAttempts = retries ? options.retry?.maxAttempts : 1;
  const retry = createRetry({
    ...options.retry,
    ...(maxAttempts !== undefined && { maxAttempts }),
    budget,
    observer,
  });
  const breakers = options.breaker === false ? NO_BREAKERS : createBreakers(options.breaker ?? {}, observer);

  const call = <T>(
    operation: TosOperation,
    { deadline = startDeadline(timeoutMs), signal }: CallOptions,
    attempt: (call: CallOptions) => Promise<T>,
    attemptMs = timeoutMs,
  ): Promise<T> =>
    retry({
      operation,
      deadline,
      signal,
      leastMs: LEAST_MS,
      attempt: (resendCount) => {
        const own = within(deadline, attemptMs);
        const hadNormalTime = own.remainingMs() >= NORMAL * timeoutMs;
        return breakers.run(
          operation,
          () => attempt({ deadline: own, signal, resendCount }),
          (settled) => healthOf(settled, hadNormalTime),
        );
      },
      again: againAfter,
    });

  /** Bytes of any number take as long as the caller gives them. */
  const transfer = <T>(
    operation: TosOperation,
    given: CallOptions,
    attempt: (call: CallOptions) => Promise<T>,
  ): Promise<T> => call(operation, given, attempt, Number.POSITIVE_INFINITY);

  /**
   * Rejects with the failure of an attempt that may have been carried out, though a later one was refused or could not be
   * sent: what that says does not hold of the call.
   * @param attempt is told whether one before it may have been carried out.
   */
  const write = async <T>(
    operation: TosOperation,
    given: CallOptions,
    attempt: (call: CallOptions, mayBeDone: boolean) => Promise<T>,
    make: typeof transfer = call,
  ): Promise<T> => {
    let unsure: TosError | null = null;
    try {
      return await make(operation, given, async (own) => {
        try {
          return await attempt(own, unsure !== null);
        } catch (error) {
          if (error instanceof TosError && mayHaveBeenDone(error)) unsure = error;
          throw error;
        }
      });
    } catch (error) {
      throw unsure ?? error;
    }
  };

  const generateImage: TosClient["generateImage"] = (bucket, body, given = {}) => {
    const operation = body.TaskType === "image_to_image" ? "ImageToImage" : "TextToImage";
    const {
      deadline = startDeadline(generationTimeoutMs),
      signal,
      leastMs = LEAST_MS,
      judge = judgeByStatus,
    } = given;
    return retry({
      operation,
      deadline,
      signal,
      leastMs,
      baseMs: options.retry?.baseMs ?? GENERATION_BASE_MS,
      attempt: (resendCount) => {
        const hadNormalTime = deadline.remainingMs() >= NORMAL * generationTimeoutMs;
        return breakers.run(
          operation,
          () => client.generateImage(bucket, body, { ...given, deadline, signal, resendCount }),
          (settled) =>
            settled.status === "fulfilled"
              ? HEALTH_OF[judge(settled.value).kind]
              : healthOf(settled, hadNormalTime),
        );
      },
      again(settled) {
        // The deadline of an attempt is that of the call: one that was too late would be so again.
        if (settled.status === "rejected") {
          return settled.reason instanceof TosTimeoutError ? null : againAfter(settled);
        }
        const verdict = judge(settled.value);
        return verdict.kind === "turned-away" ? verdict : null;
      },
    });
  };

  return {
    ...client,
    generateImage,
    bucketExists: (bucket, given = {}) =>
      call("HeadBucket", given, (own) => client.bucketExists(bucket, own)),
    listImageStyles: (bucket, given = {}) =>
      call("ListBucketImageStyle", given, (own) => client.listImageStyles(bucket, own)),
    getImageStyle: (bucket, name, given = {}) =>
      call("GetBucketImageStyle", given, (own) => client.getImageStyle(bucket, name, own)),
    putImageStyle: (bucket, name, content, given = {}) =>
      write("PutBucketImageStyle", given, (own) => client.putImageStyle(bucket, name, content, own)),
    deleteImageStyle: (bucket, name, given = {}) =>
      write("DeleteBucketImageStyle", given, async (own, mayBeDone) => {
        const deleted = await client.deleteImageStyle(bucket, name, own);
        // After one that may have been carried out, "no such style" is said of the one that it deleted.
        return deleted === null && mayBeDone ? { requestId: null } : deleted;
      }),
    headObject: (bucket, key, given = {}) =>
      call("HeadObject", given, (own) => client.headObject(bucket, key, own)),
    getPictureInfo: (bucket, key, given = {}) =>
      call("GetImageInfo", given, (own) => client.getPictureInfo(bucket, key, own)),
    getAverageHue: (bucket, key, given = {}) =>
      call("GetImageAverageHue", given, (own) => client.getAverageHue(bucket, key, own)),
    listObjects: (bucket, request, given = {}) =>
      call("ListObjectsV2", given, (own) => client.listObjects(bucket, request, own)),
    getObject: (bucket, key, given = {}) =>
      transfer("GetObject", given, (own) => client.getObject(bucket, key, { ...given, ...own })),
    putObject: (bucket, key, body, given = {}) =>
      write("PutObject", given, (own) => client.putObject(bucket, key, body, { ...given, ...own }), transfer),
    deleteObject: (bucket, key, given = {}) =>
      write("DeleteObject", given, (own) => client.deleteObject(bucket, key, own)),
    breakers: breakers.states,
  };
}

/** For callers who do not read the reply: by the error that its status stands for. */
function judgeByStatus({ error }: GenerationReply): GenerationVerdict {
  if (error?.throttled) return { kind: "turned-away", retryAfterMs: error.retryAfterMs };
  return { kind: error === null ? "done" : error.isOutage ? "failed" : "answered" };
}

const HEALTH_OF: Readonly<Record<GenerationVerdict["kind"], Health>> = {
  done: "well",
  "turned-away": "answers",
  answered: "answers",
  failed: "ill",
};

function healthOf(settled: Settled<unknown>, hadNormalTime: boolean): Health {
  return settled.status === "fulfilled" ? "well" : healthOfError(settled.reason, hadNormalTime);
}

/** What was refused by a breaker, or ended by its caller, is not made again. */
function againAfter(settled: Settled<unknown>): Again | null {
  if (settled.status === "fulfilled") return null;
  const error: unknown = settled.reason;
  if (!(error instanceof TosError) || !error.retrySafe) return null;
  if (error instanceof TosUnavailableError || error instanceof TosAbortedError) return null;
  return { retryAfterMs: error.retryAfterMs };
}

/** The earlier of a deadline and so many milliseconds from now. */
function within(deadline: Deadline, timeoutMs: number): Deadline {
  return deadline.remainingMs() <= timeoutMs ? deadline : startDeadline(timeoutMs);
}
