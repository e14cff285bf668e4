/**
 * Sends one signed request and collects its reply. This is the one place that touches sockets: it owns the pools (one for each origin), keeps
 * the deadline, caps the reply, and knows whether a request went out before it failed.
 */
import { Agent, type Dispatcher, Pool } from "undici";
import type { AttemptObserver, CallObserver } from "./call-observer.js";
import type { CredentialsProvider } from "./credentials.js";
import { type Deadline, startDeadline } from "./deadline.js";
import { locate, type TosEndpoint } from "./endpoint.js";
import {
  TosAbortedError,
  TosConnectionError,
  type TosError,
  type TosOperation,
  TosReplyError,
  TosTimeoutError,
} from "./errors.js";
import { canonicalQuery, type QueryPairs, signHeaders, uriEncode } from "./signature.js";

export interface TosRequest {
  readonly operation: TosOperation;
  readonly method: "GET" | "HEAD" | "PUT" | "POST" | "DELETE";
  readonly bucket: string;
  readonly key?: string;
  readonly query?: QueryPairs;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
  /** Whether repeating the request has no further effect. Default true: all but a generation have this property. */
  readonly idempotent?: boolean;
  /** An abort ends the call only before it is sent: what is paid for runs to its end within the deadline. */
  readonly finishOnceSent?: boolean;
  /** Bytes that a reply may have, when not the transport's own limit. */
  readonly maxReplyBytes?: number;
}

export interface CallOptions {
  readonly deadline?: Deadline;
  /** Ends the call with TosAbortedError; a generation only as long as it is not sent. */
  readonly signal?: AbortSignal | undefined;
}

export interface TosReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Buffer;
  readonly requestId: string | null;
}

export interface TransportOptions {
  readonly endpoint: TosEndpoint;
  readonly region: string;
  readonly credentials: CredentialsProvider;
  /** For calls that come without a deadline, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** In milliseconds. Default 5,000. */
  readonly connectTimeoutMs?: number;
  /** Sockets per origin. Default 512. */
  readonly connections?: number;
  /** Default 32 MiB: a reply may hold pictures in base64. */
  readonly maxReplyBytes?: number;
  readonly now?: () => Date;
  readonly observer?: CallObserver;
}

export interface TosTransport {
  /** Resolves with a reply of any status; rejects with a TosError when there is none. */
  send(request: TosRequest, options?: CallOptions): Promise<TosReply>;
  /** Waits for what is under way and closes every socket. Called again, waits for the same. */
  close(): Promise<void>;
}

/** One transport serves every bucket and caller of the process. */
export function createTransport(options: TransportOptions): TosTransport {
  const { endpoint, region, credentials, observer, now = () => new Date() } = options;
  const timeoutMs = options.timeoutMs ?? 10_000;
  const maxReplyBytes = options.maxReplyBytes ?? 32 * 1024 * 1024;
  // One Pool per origin. The agent drops the pool of an origin when its last socket closes, so that callers who name many
  // buckets do not leave a pool behind for each.
  const agent = new Agent({
    factory: (origin, poolOptions) => new Pool(origin, poolOptions),
    connections: options.connections ?? 512,
    // Replies take seconds: a second request on the same socket would wait for the first one's picture.
    pipelining: 1,
    connect: { timeout: options.connectTimeoutMs ?? 5_000 },
    // The deadline of the call rules; undici's own limits would cut a long generation.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
  let closing: Promise<void> | undefined;

  return {
    async send(request, call = {}) {
      // Of one that has waited for its turn among others the time may be over: it is not sent for nobody. Timers are as
      // exact as a millisecond: what ended those before it may have been that early.
      if (call.deadline !== undefined && call.deadline.remainingMs() < 1) {
        const { operation, idempotent = true } = request;
        const { timeoutMs } = call.deadline;
        throw new TosTimeoutError(operation, { sent: false, idempotent, timeoutMs });
      }
      const address = locate(endpoint, request.bucket, request.key);
      const query = request.query ?? [];
      const headers = { "user-agent": "tos-image-graphql", ...request.headers };
      const signed = signHeaders(
        { method: request.method, path: address.path, query, host: address.host, headers },
        credentials(),
        { region, now: now() },
      );
      const { operation, method, bucket } = request;
      const observed = observer?.attempt?.({ operation, method, origin: address.origin, bucket });
      const search = query.length === 0 ? "" : `?${canonicalQuery(query)}`;
      return exchange(
        agent,
        {
          origin: address.origin,
          method: request.method,
          path: `${uriEncode(address.path, true)}${search}`,
          headers: { ...headers, ...observed?.headers, ...signed },
          body: request.body ?? null,
          // Never to share a socket with another request, nor to be sent again by undici, whatever its method.
          idempotent: request.idempotent ?? true,
          // undici would close the socket after each HEAD, and a new one costs a handshake.
          reset: false,
        },
        {
          operation,
          idempotent: request.idempotent ?? true,
          finishOnceSent: request.finishOnceSent ?? false,
          deadline: call.deadline ?? startDeadline(timeoutMs),
          signal: call.signal,
          maxReplyBytes: request.maxReplyBytes ?? maxReplyBytes,
          observed,
        },
      );
    },
    close() {
      closing ??= agent.close();
      return closing;
    },
  };
}

interface Exchange {
  readonly operation: TosOperation;
  readonly idempotent: boolean;
  readonly finishOnceSent: boolean;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
  readonly maxReplyBytes: number;
  readonly observed: AttemptObserver | undefined;
}

/**
 * One request and its reply. Settles once: with the reply, or at the first of deadline, abort, broken connection and
 * excess size; undici alone would let an abort wait until a queued request had found its socket.
 */
function exchange(
  dispatcher: Dispatcher,
  options: Dispatcher.DispatchOptions,
  call: Exchange,
): Promise<TosReply> {
  const { operation, idempotent, deadline, signal, maxReplyBytes } = call;
  return new Promise((resolve, reject) => {
    let sent = false;
    let settled = false;
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: TosReply["headers"] = {};
    let requestId: string | null = null;
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (act: () => void): void => {
      if (settled) return;
      settled = true;
      clearTimeout(timer);
      signal?.removeEventListener("abort", onAbort);
      act();
    };
    const fail = (error: TosError): void =>
      settle(() => {
        call.observed?.ended({ kind: "error", error });
        reject(error);
        controller?.abort(error);
      });
    const onAbort = (): void => {
      if (!(sent && call.finishOnceSent)) fail(new TosAbortedError(operation, { sent, idempotent }));
    };
    const timer = setTimeout(
      () => fail(new TosTimeoutError(operation, { sent, idempotent, timeoutMs: deadline.timeoutMs })),
      // Of a fraction Node takes the whole milliseconds.
      Math.ceil(deadline.remainingMs()),
    );
    if (signal?.aborted) return onAbort();
    signal?.addEventListener("abort", onAbort, { once: true });

    const handler: Dispatcher.DispatchHandler = {
      onRequestStart(started) {
        controller = started;
        if (settled) started.abort(new Error("settled before the request was sent"));
        else sent = true;
      },
      onResponseStart(_controller, statusCode, responseHeaders) {
        status = statusCode;
        headers = responseHeaders;
        requestId = headerText(responseHeaders["x-tos-request-id"]);
      },
      onResponseData(_controller, chunk) {
        size += chunk.length;
        if (size > maxReplyBytes) {
          fail(
            new TosReplyError(operation, `the reply is over the limit of ${maxReplyBytes} bytes`, {
              requestId,
              idempotent,
            }),
          );
          return;
        }
        chunks.push(chunk);
      },
      onResponseEnd() {
        settle(() => {
          call.observed?.ended({ kind: "reply", status, requestId });
          resolve({ status, headers, body: Buffer.concat(chunks, size), requestId });
        });
      },
      onResponseError(_controller, cause) {
        fail(new TosConnectionError(operation, { sent, idempotent, cause }));
      },
    };
    try {
      dispatcher.dispatch(options, handler);
    } catch (error) {
      const cause = error instanceof Error ? error : new Error(String(error));
      fail(new TosConnectionError(operation, { sent, idempotent, cause }));
    }
  });
}

/** The text of a header that is given once; of one that is given more often, its first value. */
export function headerText(value: string | string[] | undefined): string | null {
  return (Array.isArray(value) ? value[0] : value) ?? null;
}
