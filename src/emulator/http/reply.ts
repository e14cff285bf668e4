/** A reply as a value, and the making of the common ones. */
import type { Readable } from "node:stream";
import type { TosFault } from "../faults.js";

export interface Reply {
  readonly status: number;
  /** Beside the common ones (request ids, Date, Server), which the server adds. */
  readonly headers: Readonly<Record<string, string>>;
  /** A stream needs its `content-length` among the headers. */
  readonly body: Uint8Array | Readable | null;
}

export function emptyReply(status: number, headers: Record<string, string> = {}): Reply {
  return { status, headers, body: null };
}

export function jsonReply(value: unknown, status = 200, headers: Record<string, string> = {}): Reply {
  const body = Buffer.from(JSON.stringify(value));
  return {
    status,
    headers: { "content-type": "application/json", "content-length": String(body.length), ...headers },
    body,
  };
}

/** The JSON error body of TOS (BytePlus TOS docs, codes in response; the SDKs' TosServerError). */
export function faultReply(fault: TosFault, about: { requestId: string; resource: string }): Reply {
  const { code, status, ec } = fault.entry;
  return jsonReply(
    {
      Code: code,
      Message: fault.message,
      RequestId: about.requestId,
      HostId: about.requestId,
      Resource: fault.resource ?? about.resource,
      ...(ec !== null && { EC: ec }),
    },
    status,
    ec === null ? {} : { "x-tos-ec": ec },
  );
}
