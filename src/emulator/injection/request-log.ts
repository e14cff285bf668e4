/** What the emulator was asked, for tests to assert on. Of secrets it keeps none. */
import type { Address } from "../http/address.js";
import type { HeaderMap } from "../http/headers.js";
import type { FaultEffect } from "./rule.js";

export interface RequestRecord {
  /** Null for what is no operation of TOS. */
  readonly operation: string | null;
  readonly method: string;
  /** Null where the request addresses the account, or cannot be parsed. */
  readonly bucket: string | null;
  readonly key: string;
  /** Decoded. */
  readonly path: string;
  /** Decoded, without signature and token. */
  readonly query: Readonly<Record<string, string>>;
  /** Those that change what a request means, by lower-case name, without Authorization and token. */
  readonly headers: Readonly<Record<string, string>>;
  /** Bytes of the body that were read so far, decoded from tos-chunked. */
  readonly bodyBytes: number;
  /** The body of an `aigc` request, at most 64 KiB of it; null for any other. */
  readonly body: string | null;
  /** Whose signature it bears, once that was found valid. */
  readonly accessKeyId: string | null;
  /** Null while it is under way, and when it was cut off before a reply. */
  readonly status: number | null;
  readonly requestId: string;
  /** From its coming to the headers of its reply, in milliseconds; null while it is under way. */
  readonly ms: number | null;
  /** The fault that a rule put in. */
  readonly fault: FaultEffect["kind"] | null;
}

/** A record that the server is still writing. */
export type RequestDraft = { -readonly [Member in keyof RequestRecord]: RequestRecord[Member] };

export interface RequestLog {
  /** The latest requests in the order of their coming, of one operation when it is given. */
  all(operation?: string): readonly RequestRecord[];
  /** How many were forgotten, since the log holds {@link MAX_RECORDS}. */
  readonly dropped: number;
  clear(): void;
}

/** The log as the server sees it. */
export interface RequestJournal extends RequestLog {
  begin(request: { method: string; target: string; requestId: string }): RequestDraft;
}

const MAX_RECORDS = 1000;
/** Bytes of the body that a record keeps. */
const MAX_RECORDED_BODY = 64 * 1024;

export function createRequestLog(): RequestJournal {
  let records: RequestDraft[] = [];
  let dropped = 0;
  return {
    all: (operation) =>
      records
        .filter((record) => operation === undefined || record.operation === operation)
        .map((record) => ({ ...record })),
    get dropped() {
      return dropped;
    },
    clear() {
      records = [];
      dropped = 0;
    },
    begin({ method, target, requestId }) {
      const draft: RequestDraft = {
        operation: null,
        method,
        bucket: null,
        key: "",
        path: target.split("?", 1)[0] ?? "",
        query: {},
        headers: {},
        bodyBytes: 0,
        body: null,
        accessKeyId: null,
        status: null,
        requestId,
        ms: null,
        fault: null,
      };
      records.push(draft);
      if (records.length > MAX_RECORDS) {
        records.shift();
        dropped++;
      }
      return draft;
    },
  };
}

const SECRET = ["x-tos-signature", "x-tos-security-token", "x-tos-server-side-encryption-customer-key"];
const KEPT =
  /^(?:host|origin|user-agent|access-control-.+|content-.+|range|expect|if-.+|x-sdk-retry-count|traceparent|x-tos-.+)$/;

/** What a record shows of a request's address and headers. */
export function describeRequest(
  { bucket, key, path, query }: Address,
  headers: HeaderMap,
): Pick<RequestRecord, "bucket" | "key" | "path" | "query" | "headers"> {
  const shown = (pairs: Iterable<readonly [string, string]>) =>
    Object.fromEntries([...pairs].filter(([name]) => !SECRET.includes(name.toLowerCase())));
  return {
    bucket,
    key,
    path,
    query: shown(query.pairs),
    headers: shown([...headers].filter(([name]) => KEPT.test(name))),
  };
}

/** Passes a body on, and counts it into the record; keeps its text too where that is asked for. */
export async function* recordBody(
  chunks: AsyncIterable<Buffer>,
  draft: RequestDraft,
  keepText: boolean,
): AsyncGenerator<Buffer> {
  const kept: Buffer[] = [];
  try {
    for await (const chunk of chunks) {
      const room = MAX_RECORDED_BODY - draft.bodyBytes;
      if (keepText && room > 0) kept.push(chunk.subarray(0, room));
      draft.bodyBytes += chunk.length;
      yield chunk;
    }
  } finally {
    if (keepText) draft.body = Buffer.concat(kept).toString("utf8");
  }
}
