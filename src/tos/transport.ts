/**
 * Sends one signed request and collects its reply. This is the one place that touches sockets: it owns the pools (one for each origin), keeps
 * the deadline, caps the reply, and knows whether a request went out before it failed.
 */
import { Agent, type Dispatcher, Pool } from "undici";
import type { AttemptObserver, CallObserver } from "./call-observer.js";
import { createKeyring } from "./credentials/keyring.js";
import type { CredentialsProvider, CredentialsSource, TosCredentials } from "./credentials.js";
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
  /**
   * Whose sockets it uses. Generations hold theirs for seconds: sharing them, every other call would wait behind. Default
   * "calls".
   */
  readonly pool?: PoolName;
  /** Bytes that a reply may have, when not the transport's own limit. */
  readonly maxReplyBytes?: number;
}

export type PoolName = "calls" | "generations";

/** Over all origins. */
export interface PoolStats {
  /** Sockets that are open. */
  readonly connected: number;
  /** Of these, sockets that nothing uses. */
  readonly free: number;
  /** Requests that wait for a socket, those included whose own is being connected. */
  readonly queued: number;
  /** Requests that were sent and have no whole reply yet. */
  readonly running: number;
}

export interface CallOptions {
  readonly deadline?: Deadline;
  /** Ends the call with TosAbortedError; a generation only as long as it is not sent. */
  readonly signal?: AbortSignal | undefined;
  /** With less time left than this, in milliseconds, it is not sent. Default 1. */
  readonly leastMs?: number;
  /** How often the same call was sent before. Default 0. */
  readonly resendCount?: number;
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
  /** Asked for each signature; a source, also for others when the service refuses those that it had. */
  readonly credentials: CredentialsProvider | CredentialsSource;
  /** For calls that come without a deadline, in milliseconds. Default 10,000. */
  readonly timeoutMs?: number;
  /** In milliseconds. Default 5,000. */
  readonly connectTimeoutMs?: number;
  /** Sockets per origin for all calls but generations, which whoever admits them bounds. Default 512. */
  readonly connections?: number;
  /** Default 32 MiB: a reply may hold pictures in base64. */
  readonly maxReplyBytes?: number;
  readonly now?: () => Date;
  readonly observer?: CallObserver;
}

export interface TosTransport {
  /** Resolves with a reply of any status; rejects with a TosError when there is none. */
  send(request: TosRequest, options?: CallOptions): Promise<TosReply>;
  poolStats(): Readonly<Record<PoolName, PoolStats>>;
  /** Waits for what is under way and closes every socket. Called again, waits for the same. */
  close(): Promise<void>;
}

/** One transport serves every bucket and caller of the process. */
export function createTransport(options: TransportOptions): TosTransport {
  const { endpoint, region, observer, now = () => new Date() } = options;
  const keyring = createKeyring(options.credentials, now);
  const timeoutMs = options.timeoutMs ?? 10_000;
  const maxReplyBytes = options.maxReplyBytes ?? 32 * 1024 * 1024;
  const { connections = 512, connectTimeoutMs = 5_000 } = options;
  const agents: Readonly<Record<PoolName, Agent>> = {
    calls: createAgent(connections, connectTimeoutMs),
    generations: createAgent(null, connectTimeoutMs),
  };
  let closing: Promise<void> | undefined;

  return {
    async send(request, call = {}) {
      // Of one that has waited for its turn among others the time may be over: it is not sent for nobody. Timers are as
      // exact as a millisecond: what ended those before it may have been that early.
      const leastMs = call.leastMs ?? 1;
      if (call.deadline !== undefined && call.deadline.remainingMs() < leastMs) {
        const { operation, idempotent = true } = request;
        const { timeoutMs } = call.deadline;
        throw new TosTimeoutError(operation, { sent: false, idempotent, timeoutMs });
      }
      const address = locate(endpoint, request.bucket, request.key);
      const query = request.query ?? [];
      const headers = { "user-agent": "tos-image-graphql", ...request.headers };
      const { operation, method, bucket, idempotent = true, finishOnceSent = false } = request;
      const { signal, deadline = startDeadline(timeoutMs) } = call;
      let resendCount = call.resendCount ?? 0;
      const search = query.length === 0 ? "" : `?${canonicalQuery(query)}`;
      const attempt = (keys: TosCredentials): Promise<TosReply> => {
        const signed = signHeaders({ method, path: address.path, query, host: address.host, headers }, keys, {
          region,
          now: now(),
        });
        const { origin } = address;
        const observed = observer?.attempt?.({ operation, method, origin, bucket, resendCount });
        resendCount += 1;
        return exchange(
          agents[request.pool ?? "calls"],
          {
            origin,
            method,
            path: `${uriEncode(address.path, true)}${search}`,
            headers: { ...observed?.headers, ...headers, ...signed },
            body: request.body ?? null,
            // Never to share a socket with another request, nor to be sent again by undici, whatever its method.
            idempotent,
            // undici would close the socket after each HEAD, and a new one costs a handshake.
            reset: false,
          },
          {
            operation,
            idempotent,
            finishOnceSent,
            deadline,
            signal,
            maxReplyBytes: request.maxReplyBytes ?? maxReplyBytes,
            observed,
          },
        );
      };
      return keyring.send({ operation, method, idempotent, deadline, signal, leastMs }, attempt);
    },
    poolStats: () => ({ calls: statsOf(agents.calls), generations: statsOf(agents.generations) }),
    close() {
      closing ??= Promise.all([agents.calls.close(), agents.generations.close()]).then(() => {});
      return closing;
    },
  };
}

/** `connections`: sockets per origin; null: as many as there are requests. */
function createAgent(connections: number | null, connectTimeoutMs: number): Agent {
  // One Pool per origin. The agent drops the pool of an origin when its last socket closes, so that callers who name many
  // buckets do not leave a pool behind for each.
  return new Agent({
    factory: (origin, poolOptions) => new Pool(origin, poolOptions),
    connections,
    // Replies take seconds: a second request on the same socket would wait for the first one's picture.
    pipelining: 1,
    connect: { timeout: connectTimeoutMs },
    // The deadline of the call rules; undici's own limits would cut a long generation.
    headersTimeout: 0,
    bodyTimeout: 0,
  });
}

function statsOf(agent: Agent): PoolStats {
  const sum = { connected: 0, free: 0, queued: 0, running: 0 };
  for (const stats of Object.values(agent.stats)) {
    sum.connected += Number(stats.connected);
    sum.running += stats.running;
    sum.queued += stats.pending;
    if ("free" in stats) sum.free += stats.free;
  }
  return sum;
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
        reject(error);
        controller?.abort(error);
        call.observed?.ended({ kind: "error", error });
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
              // It would be as large again.
              idempotent: false,
            }),
          );
          return;
        }
        chunks.push(chunk);
      },
      onResponseEnd() {
        settle(() => {
          resolve({ status, headers, body: Buffer.concat(chunks, size), requestId });
          // Not before: an observer that threw would leave the call, which may be paid for, without its end.
          call.observed?.ended({ kind: "reply", status, requestId });
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
