/** The replies that stand in for an operation's own. */
import { type FaultEntry, TosFault } from "../faults.js";
import { faultReply, type Reply } from "../http/reply.js";
import type { FaultEffect } from "./rule.js";

const GATEWAY_PAGE = "<html><head><title>502 Bad Gateway</title></head><body>502 Bad Gateway</body></html>\n";
const BROKEN_JSON = '{"resp_json": {"code": 10000, "data"';

/** Null for an effect that leaves the operation's reply as it is, and works on its way to the client. */
export function replacementOf(
  effect: FaultEffect,
  about: { readonly requestId: string; readonly resource: string },
): Reply | null {
  switch (effect.kind) {
    case "status": {
      const { code, status, ec = null, message = "The emulator was told to fail here" } = effect;
      const entry: FaultEntry = { code, status, ec, message };
      const reply = faultReply(new TosFault(entry), about);
      if (effect.retryAfterSeconds === undefined) return reply;
      return { ...reply, headers: { ...reply.headers, "retry-after": String(effect.retryAfterSeconds) } };
    }
    case "html":
      return textReply(effect.status ?? 502, "text/html; charset=utf-8", effect.text ?? GATEWAY_PAGE);
    case "wrong-json":
      return textReply(effect.status ?? 200, "application/json", effect.text ?? BROKEN_JSON);
    default:
      return null;
  }
}

/** Whether the operation is not to be run at all. */
export function isLost(effect: FaultEffect): boolean {
  return (
    ["status", "html", "wrong-json", "reset-before-headers"].includes(effect.kind) &&
    !("carryOut" in effect && effect.carryOut === true)
  );
}

function textReply(status: number, contentType: string, text: string): Reply {
  const body = Buffer.from(text);
  return { status, headers: { "content-type": contentType, "content-length": String(body.length) }, body };
}
