/**
 * The client's operations, each behind a breaker of its own and made again where that is safe: what `retrySafe` of an
 * error says, and for a generation, which is paid for, what its caller says of the reply.
 */
import type { CallObserver } from "./call-observer.js";
import type { TosClient } from "./client.js";
import { type Deadline, startDeadline } from "./deadline.js";
import {
  TosAbortedError,
  TosError,
  TosNoReplyError,
  type TosOperation,
  TosServiceError,
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
  /** What one attempt of anything but a generation may take, in milliseconds. Default 10,000. */
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
    isSafe: (error: TosError) => boolean = ({ retrySafe }) => retrySafe,
  ): Promise<T> =>
    retry({
      operation,
      deadline,
      signal,
      leastMs: 0,
      attempt: () => {
        const own = within(deadline, timeoutMs);
        const hadNormalTime = own.remainingMs() >= NORMAL * timeoutMs;
        return breakers.run(
          operation,
          () => attempt({ deadline: own, signal }),
          (settled) => healthOf(settled, hadNormalTime),
        );
      },
      again: (settled) => (settled.status === "rejected" ? againAfter(settled.reason, isSafe) : null),
    });

  const generateImage: TosClient["generateImage"] = (bucket, body, given = {}) => {
    const operation = body.TaskType === "image_to_image" ? "ImageToImage" : "TextToImage";
    const {
      deadline = startDeadline(generationTimeoutMs),
      signal,
      leastMs = 0,
      judge = judgeByStatus,
    } = given;
    return retry({
      operation,
      deadline,
      signal,
      leastMs,
      attempt: () => {
        const hadNormalTime = deadline.remainingMs() >= NORMAL * generationTimeoutMs;
        return breakers.run(
          operation,
          () => client.generateImage(bucket, body, { deadline, signal }),
          (settled) =>
            settled.status === "fulfilled"
              ? HEALTH_OF[judge(settled.value).kind]
              : healthOf(settled, hadNormalTime),
        );
      },
      again(settled) {
        if (settled.status === "rejected") return againAfter(settled.reason, ({ retrySafe }) => retrySafe);
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
      call("PutBucketImageStyle", given, (own) => client.putImageStyle(bucket, name, content, own)),
    deleteImageStyle: (bucket, name, given = {}) =>
      call(
        "DeleteBucketImageStyle",
        given,
        (own) => client.deleteImageStyle(bucket, name, own),
        // After one that may have been carried out, "no such style" would be said of the one that it deleted.
        isNotCarriedOut,
      ),
    headObject: (bucket, key, given = {}) =>
      call("HeadObject", given, (own) => client.headObject(bucket, key, own)),
    getPictureInfo: (bucket, key, given = {}) =>
      call("GetImageInfo", given, (own) => client.getPictureInfo(bucket, key, own)),
    getAverageHue: (bucket, key, given = {}) =>
      call("GetImageAverageHue", given, (own) => client.getAverageHue(bucket, key, own)),
    listObjects: (bucket, request, given = {}) =>
      call("ListObjectsV2", given, (own) => client.listObjects(bucket, request, own)),
    getObject: (bucket, key, given = {}) =>
      call("GetObject", given, (own) => client.getObject(bucket, key, { ...given, ...own })),
    putObject: (bucket, key, body, given = {}) =>
      call("PutObject", given, (own) => client.putObject(bucket, key, body, { ...given, ...own })),
    deleteObject: (bucket, key, given = {}) =>
      call("DeleteObject", given, (own) => client.deleteObject(bucket, key, own)),
    breakers: breakers.states,
  };
}

/** For callers who do not read the reply: by the error that its status stands for. */
function judgeByStatus({ error }: GenerationReply): GenerationVerdict {
  if (error?.throttled) return { kind: "turned-away", retryAfterMs: error.retryAfterMs };
  return { kind: error === null ? "done" : error.faulted ? "failed" : "answered" };
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
function againAfter(error: unknown, isSafe: (error: TosError) => boolean): Again | null {
  if (!(error instanceof TosError) || !isSafe(error)) return null;
  if (error instanceof TosUnavailableError || error instanceof TosAbortedError) return null;
  return { retryAfterMs: error instanceof TosServiceError ? error.retryAfterMs : null };
}

function isNotCarriedOut(error: TosError): boolean {
  if (error instanceof TosNoReplyError) return !error.sent;
  return error instanceof TosServiceError && error.throttled;
}

/** The earlier of a deadline and so many milliseconds from now. */
function within(deadline: Deadline, timeoutMs: number): Deadline {
  return deadline.remainingMs() <= timeoutMs ? deadline : startDeadline(timeoutMs);
}
