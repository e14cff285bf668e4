/**
 * What can go wrong between us and TOS. Every error tells whether the same request may be sent again without a chance of
 * doing its work twice (`retrySafe`), which matters because a generation is paid for and has no idempotency key.
 */
import { REFUSED_KEYS } from "./credentials/refusal.js";

/** The operations of this client, by the names of the service's documentation. */
export type TosOperation =
  | "ImageToImage"
  | "TextToImage"
  | "ListBucketImageStyle"
  | "GetBucketImageStyle"
  | "HeadBucket"
  | "PutBucketImageStyle"
  | "DeleteBucketImageStyle"
  | "HeadObject"
  | "GetObject"
  | "PutObject"
  | "DeleteObject"
  | "ListObjectsV2"
  | "GetImageInfo"
  | "GetImageAverageHue";

export abstract class TosError extends Error {
  /** Stable, for programs. */
  abstract readonly code: string;
  /** True when sending the same request again cannot do its work twice, and might succeed. */
  abstract readonly retrySafe: boolean;
  /** `x-tos-request-id` of the reply, where there was one. */
  readonly requestId: string | null = null;
  /** When the same may be asked again, in milliseconds, where that is known. */
  readonly retryAfterMs: number | null = null;
}

/** An endpoint that cannot be used, or not for this bucket: no failure of a call, since none can be made. */
export class TosAddressError extends Error {
  override readonly name = "TosAddressError";
  readonly code = "TOS_ADDRESS";
}

/** There are no valid keys to sign with: nothing was sent. Its message never holds a key, nor text of what was read. */
export class TosCredentialsError extends TosError {
  override readonly name = "TosCredentialsError";
  readonly code = "TOS_CREDENTIALS";
  /** Their source was asked just now: at once, another request would find none either. */
  readonly retrySafe = false;
}

export function asCredentialsError(thrown: unknown): TosCredentialsError {
  if (thrown instanceof TosCredentialsError) return thrown;
  return new TosCredentialsError("no keys for TOS: their source failed", { cause: thrown });
}

/** What the service (or something in front of it) answered instead of a result. */
export interface ServiceFailure {
  readonly operation: TosOperation;
  /** HTTP status. */
  readonly status: number;
  /** TOS's `Code`, such as `NoSuchKey`; null when the body was not TOS's (a proxy's page, a HEAD reply). */
  readonly serviceCode: string | null;
  /** TOS's finer error code, such as `0017-00000003`. */
  readonly ec: string | null;
  /** TOS's `Message`. */
  readonly serviceMessage: string | null;
  readonly requestId: string | null;
  /** TOS's `Resource`: `/bucket/key`. */
  readonly resource: string | null;
  /** From `Retry-After`, in milliseconds. */
  readonly retryAfterMs: number | null;
  /** Whether the request can be repeated without another effect (reads). */
  readonly idempotent: boolean;
}

/** An error status of the service. */
export class TosServiceError extends TosError {
  override readonly name = "TosServiceError";
  readonly code = "TOS_SERVICE";
  readonly operation: TosOperation;
  readonly status: number;
  readonly serviceCode: string | null;
  readonly ec: string | null;
  readonly serviceMessage: string | null;
  override readonly requestId: string | null;
  readonly resource: string | null;
  override readonly retryAfterMs: number | null;
  readonly retrySafe: boolean;

  constructor(failure: ServiceFailure) {
    const code = failure.serviceCode ?? "no TOS error code";
    const ec = failure.ec === null ? "" : `, EC ${failure.ec}`;
    super(`${failure.operation} was answered with status ${failure.status} (${code}${ec})`);
    this.operation = failure.operation;
    this.status = failure.status;
    this.serviceCode = failure.serviceCode;
    this.ec = failure.ec;
    this.serviceMessage = failure.serviceMessage;
    this.requestId = failure.requestId;
    this.resource = failure.resource;
    this.retryAfterMs = failure.retryAfterMs;
    this.retrySafe = this.throttled || (failure.idempotent && this.isOutage);
  }

  /** The service says that it did not start the request because too many came. */
  get throttled(): boolean {
    return this.status === 429 || /^(Exceed\w+Limit|TooManyRequests|SlowDown)$/.test(this.serviceCode ?? "");
  }

  /** The service, or something in front of it, failed or took too long. */
  get faulted(): boolean {
    return this.status >= 500 || this.status === 408;
  }

  /** The service does not have what was asked for (501): it would say the same again, and nothing is wrong with it. */
  get isFinal(): boolean {
    return this.status === 501;
  }

  /** The service, or something in front of it, failed in a way that passes. */
  get isOutage(): boolean {
    return this.faulted && !this.throttled && !this.isFinal;
  }

  /** The credentials or their rights are refused. */
  get denied(): boolean {
    return this.status === 401 || this.status === 403 || REFUSED_KEYS.has(this.serviceCode);
  }

  /** A bucket that the request speaks of does not exist. */
  get missesBucket(): boolean {
    return this.serviceCode === "NoSuchBucket" || this.ec === "0006-00000001";
  }

  /** The object that the request speaks of does not exist: TOS itself says so, and not a proxy's page. */
  get missesObject(): boolean {
    return this.serviceCode === "NoSuchKey" || this.ec === "0017-00000003";
  }

  /** TOS itself answered, and not something between: each of its answers has an id, and those that failed a code. */
  get isOfTos(): boolean {
    return this.requestId !== null || this.serviceCode !== null || this.ec !== null;
  }

  /** Status 404, of whatever. */
  get notFound(): boolean {
    return this.status === 404;
  }
}

interface NoReply {
  /** False when the request cannot have reached the service. */
  readonly sent: boolean;
  readonly idempotent: boolean;
}

/** No reply came. */
export abstract class TosNoReplyError extends TosError {
  /** False when the request cannot have reached the service. */
  readonly sent: boolean;
  readonly retrySafe: boolean;

  constructor(message: string, { sent, idempotent }: NoReply, options?: ErrorOptions) {
    super(message, options);
    this.sent = sent;
    this.retrySafe = !sent || idempotent;
  }
}

/** The connection failed before or after the request went out. */
export class TosConnectionError extends TosNoReplyError {
  override readonly name = "TosConnectionError";
  readonly code = "TOS_CONNECTION";

  constructor(operation: TosOperation, options: NoReply & { readonly cause: Error }) {
    const when = options.sent ? "after the request was sent" : "before the request was sent";
    super(`${operation}: the connection failed ${when} (${errorCode(options.cause)})`, options, {
      cause: options.cause,
    });
  }
}

/** The deadline passed first. */
export class TosTimeoutError extends TosNoReplyError {
  override readonly name = "TosTimeoutError";
  readonly code = "TOS_TIMEOUT";
  /** The milliseconds that were given in all. */
  readonly timeoutMs: number;

  constructor(operation: TosOperation, options: NoReply & { readonly timeoutMs: number }) {
    super(`${operation} did not finish within ${Math.round(options.timeoutMs)} ms`, options);
    this.timeoutMs = options.timeoutMs;
  }
}

/** The caller aborted. */
export class TosAbortedError extends TosNoReplyError {
  override readonly name = "TosAbortedError";
  readonly code = "TOS_ABORTED";

  constructor(operation: TosOperation, options: NoReply) {
    super(`${operation} was aborted by its caller`, options);
  }
}

/** The operation has failed too often of late: it is not asked before its breaker lets a probe through. */
export class TosUnavailableError extends TosNoReplyError {
  override readonly name = "TosUnavailableError";
  readonly code = "TOS_UNAVAILABLE";
  override readonly retryAfterMs: number;

  constructor(operation: TosOperation, { retryAfterMs }: { readonly retryAfterMs: number }) {
    super(`${operation} is not asked for now: it has failed too often`, { sent: false, idempotent: true });
    this.retryAfterMs = retryAfterMs;
  }
}

/** A reply came that is too large, or not what the operation answers. */
export class TosReplyError extends TosError {
  override readonly name = "TosReplyError";
  readonly code = "TOS_REPLY";
  override readonly requestId: string | null;
  readonly retrySafe: boolean;

  constructor(
    operation: TosOperation,
    problem: string,
    options: { requestId: string | null; idempotent: boolean },
  ) {
    super(`${operation}: ${problem}`);
    this.requestId = options.requestId;
    this.retrySafe = options.idempotent;
  }
}

/** Whether a call that writes may have been carried out, although it failed. */
export function mayHaveBeenDone(error: TosError): boolean {
  if (error instanceof TosNoReplyError) return error.sent;
  if (error instanceof TosServiceError) return error.isOutage;
  return !(error instanceof TosCredentialsError);
}

function errorCode(error: Error): string {
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
