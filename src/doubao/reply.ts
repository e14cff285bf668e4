import { findEnvelope, type GatewayError, parseEnvelopeText } from "./envelope.js";
import { type Envelope, readReport } from "./read-report.js";
import type { ModelReport } from "./report.js";

/** Why a reply could not be read: no bytes, markup such as a proxy's error page, no JSON, or other JSON. */
export type UnreadableReason = "EMPTY" | "HTML" | "NOT_JSON" | "NOT_AN_ENVELOPE";

/** What a reply to a generation turned out to be. */
export type Reply =
  | {
      readonly kind: "report";
      readonly report: ModelReport;
      /** Paths of members that had no place in the report, at most 64; they are in its `rawJson`. */
      readonly unrecognised: readonly string[];
    }
  | ({ readonly kind: "gateway-error" } & GatewayError)
  | {
      readonly kind: "unreadable";
      readonly reason: UnreadableReason;
      readonly message: string;
    };

/** The model's codes have five digits; the gateway's own numbers have six (100002 and up). */
const MODEL_CODE_TEXT = /^\d{5}$/;

/** Whether a number has the form of the model's codes, listed or not. */
export function isModelCode(code: number | null): boolean {
  return MODEL_CODE_TEXT.test(String(code));
}

const MAX_TITLE_LENGTH = 80;

/**
 * Reads the body of a reply. Total: for any string it returns a value and never throws.
 *
 * A byte order mark, white space and text around one JSON object are tolerated, since a picture that was paid
 * for should not be lost to a proxy's decoration; the last is how ByteDance's own demo reads the model. The
 * envelope may be bare or wrapped (see `findEnvelope`). A gateway error whose `Code` is one of the model's own
 * five-digit codes is a report with that code, whose `rawJson` is the gateway's text.
 */
export function readReply(body: string): Reply {
  const text = body.trim();
  if (text === "") return unreadable("EMPTY", "The reply has no body.");
  if (text.startsWith("<")) return unreadable("HTML", markupMessage(text));
  const outermost = parseEnvelopeText(text);
  if (outermost === "not-json") return unreadable("NOT_JSON", "The reply is not JSON.");
  if (outermost === "not-object") return unreadable("NOT_AN_ENVELOPE", "The reply is JSON but no object.");
  const found = findEnvelope(outermost);
  switch (found.kind) {
    case "envelope":
      return { kind: "report", ...readReport(found.envelope) };
    case "gateway-error":
      return fromGateway(found.error, found.source);
    case "nothing":
      return unreadable(
        "NOT_AN_ENVELOPE",
        "The reply is a JSON object with none of code, data, message, status and request_id.",
      );
  }
}

function fromGateway(error: GatewayError, source: string): Reply {
  if (error.code === null || !MODEL_CODE_TEXT.test(error.code)) return { kind: "gateway-error", ...error };
  const envelope: Envelope = {
    value: { code: error.code, message: error.message, request_id: error.requestId },
    source,
  };
  return { kind: "report", ...readReport(envelope) };
}

function unreadable(reason: UnreadableReason, message: string): Reply {
  return { kind: "unreadable", reason, message };
}

/** Names the page by its title, because that is where a proxy says what went wrong ("504 Gateway Time-out"). */
function markupMessage(text: string): string {
  const title = /<title>([^<]{1,200})/i.exec(text)?.[1]?.replace(/\s+/g, " ").trim();
  return title
    ? `The reply is markup, not JSON: "${title.slice(0, MAX_TITLE_LENGTH)}".`
    : "The reply is markup, not JSON.";
}
