import { textAt } from "./json-source.js";
import type { Envelope } from "./read-report.js";
import { asObject, type JsonObject, ownMember, toInteger, toText } from "./scalars.js";

/** What stands behind the wrappers of a reply. */
export type Found =
  | { readonly kind: "envelope"; readonly envelope: Envelope }
  | { readonly kind: "gateway-error"; readonly error: GatewayError; readonly source: string }
  | { readonly kind: "nothing" };

/** A refusal by the gateway in front of the model (`ResponseMetadata.Error`). */
export interface GatewayError {
  readonly code: string | null;
  readonly codeNumber: number | null;
  readonly message: string | null;
  readonly requestId: string | null;
}

const ENVELOPE_MEMBERS = ["code", "data", "message", "status", "request_id"] as const;
const MODEL_WRAPPERS = ["resp_json", "RespJson"] as const;
const RESULT_WRAPPERS = ["Result"] as const;

/** Deepest chain seen is Result, RespJson, envelope; the bound is there to end the search. */
const MAX_WRAPPERS = 8;

/**
 * Finds the model's envelope: under TOS's `resp_json` (TOS API page 1545409), under veImageX's
 * `Result.RespJson`, under the gateway's `Result`, or bare. A wrapper's value may be the object or its JSON
 * text. A gateway error counts unless a readable `code` stands beside it.
 */
export function findEnvelope(outermost: Envelope): Found {
  let current = outermost;
  for (let wrappers = 0; wrappers < MAX_WRAPPERS; wrappers += 1) {
    const wrapped = unwrap(current, MODEL_WRAPPERS);
    if (wrapped !== null) {
      current = wrapped;
      continue;
    }
    if (toInteger(ownMember(current.value, "code")) !== null) return { kind: "envelope", envelope: current };
    const error = readGatewayError(current);
    if (error !== null) return { kind: "gateway-error", error, source: current.source };
    const result = unwrap(current, RESULT_WRAPPERS);
    if (result === null) break;
    current = result;
  }
  const isEnvelope = ENVELOPE_MEMBERS.some((name) => Object.hasOwn(current.value, name));
  return isEnvelope ? { kind: "envelope", envelope: current } : { kind: "nothing" };
}

/**
 * The object that a text holds: the text itself is JSON, or JSON text in a JSON string, or has other text
 * around one object, which is then taken from the first `{` to the last `}` as in ByteDance's own demo
 * (volcengine/ai-app-lab, chat2cartoon). `"not-json"` and `"not-object"` otherwise.
 */
export function parseEnvelopeText(text: string): Envelope | "not-json" | "not-object" {
  const source = text.trim();
  const value = tryParse(source);
  const object = asObject(value);
  if (object !== null) return { value: object, source };
  if (typeof value === "string") {
    const inner = value.trim();
    const innerObject = asObject(tryParse(inner));
    return innerObject === null ? "not-object" : { value: innerObject, source: inner };
  }
  if (value !== undefined) return "not-object";
  const core = source.slice(source.indexOf("{"), source.lastIndexOf("}") + 1);
  const coreObject = core.length < source.length ? asObject(tryParse(core)) : null;
  return coreObject === null ? "not-json" : { value: coreObject, source: core };
}

function unwrap({ value, source }: Envelope, names: readonly string[]): Envelope | null {
  for (const name of names) {
    const wrapped = ownMember(value, name);
    if (typeof wrapped === "string") {
      const parsed = parseEnvelopeText(wrapped);
      if (typeof parsed !== "string") return parsed;
    }
    const object = asObject(wrapped);
    const text = object === null ? null : textAt(source, [name]);
    if (object !== null && text !== null) return { value: object, source: text };
  }
  return null;
}

function readGatewayError({ value, source }: Envelope): GatewayError | null {
  const metadata = asObject(ownMember(value, "ResponseMetadata"));
  const error = metadata === null ? null : asObject(ownMember(metadata, "Error"));
  if (metadata === null || error === null || Object.keys(error).length === 0) return null;
  const code = idOf(error, "Code", source, ["ResponseMetadata", "Error"]);
  return {
    code,
    codeNumber: toInteger(ownMember(error, "CodeN")) ?? toInteger(code),
    message: toText(ownMember(error, "Message")),
    requestId: idOf(metadata, "RequestId", source, ["ResponseMetadata"]),
  };
}

function idOf(object: JsonObject, name: string, source: string, path: readonly string[]): string | null {
  const value = ownMember(object, name);
  if (typeof value === "number") return textAt(source, [...path, name]);
  return toText(value) || null;
}

function tryParse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // No JSON: undefined, which JSON.parse never returns.
    return undefined;
  }
}
