/** The faults that a call is put under, one of each kind that the emulator can inject, and what of them the call meets. */
import type { FaultEffect } from "../../../src/emulator/injection/rule.js";

/** What a fault comes to for the call that it hits. */
export type Meets =
  /** The reply is what it should be. */
  | "nothing"
  | "denied"
  | "throttled"
  /** The service failed. */
  | "failed"
  /** 400 */
  | "refused"
  | "noBucket"
  /** 404 in answer to HEAD, which does not tell what is missing. */
  | "missing"
  /** 404 of something that is not TOS. */
  | "strayPage"
  /** A reply came that is not what the operation answers. */
  | "unreadable"
  /** The connection broke after the request was sent. */
  | "broken"
  /** No connection came about. */
  | "unreachable"
  | "late"
  /** Headers that say JSON, of an object that is a picture. */
  | "otherType"
  /** Spaces without end: the time is over first, or the limit of a reply. */
  | "tooMuch"
  /** The connection is reset behind the last byte of the reply, which may be lost by it. */
  | "perhapsBroken";

/** What the reply of an operation consists of. */
export type ReplyForm =
  | "json"
  /** Headers alone, in answer to HEAD. */
  | "head"
  /** Status 200 and an empty body. */
  | "written"
  /** Status 204. */
  | "gone";

export interface Fault {
  readonly effect: FaultEffect;
  readonly meets: Readonly<Record<ReplyForm, Meets>>;
  /** Whether the reply, if there is one, has the id that TOS gave the request. */
  readonly hasId: boolean;
  /** Whether the call may end by its deadline alone. */
  readonly stalls: boolean;
}

type Without = Partial<Record<ReplyForm, Meets>> & { readonly hasId?: boolean; readonly stalls?: boolean };

/** `meets`: of the forms that `other` does not name. */
function fault(
  effect: FaultEffect,
  meets: Meets,
  { hasId = true, stalls = false, ...other }: Without = {},
): Fault {
  const all = { json: meets, head: meets, written: meets, gone: meets };
  return { effect, meets: { ...all, ...other }, hasId, stalls };
}

/** For replies that have no body to break. */
const BODILESS = { head: "nothing", written: "nothing", gone: "nothing" } as const;
const OF_JSON = { ...BODILESS, head: "otherType" } as const;

/** Longer than any deadline of a test. */
const FOREVER = 600_000;

/** More than a call that is repeated would wait for. */
const RETRY_AFTER_SECONDS = 3600;

const refusal = (status: number, code: string, more: Partial<FaultEffect> = {}): FaultEffect =>
  ({ kind: "status", status, code, ...more }) as FaultEffect;

export const FAULTS = {
  "403": fault(refusal(403, "AccessDenied"), "denied"),
  "429": fault(
    refusal(429, "ExceedAccountQPSLimit", { retryAfterSeconds: RETRY_AFTER_SECONDS }),
    "throttled",
  ),
  "503 with the code of a limit": fault(
    refusal(503, "ExceedBucketQPSLimit", { retryAfterSeconds: RETRY_AFTER_SECONDS }),
    "throttled",
    // The code stands in the body.
    { head: "failed" },
  ),
  "500": fault(refusal(500, "InternalError"), "failed"),
  "500 after the work was done": fault(refusal(500, "InternalError", { carryOut: true }), "failed"),
  "408": fault(refusal(408, "RequestTimeout"), "failed"),
  "400": fault(refusal(400, "InvalidArgument"), "refused"),
  "404 of the bucket": fault(refusal(404, "NoSuchBucket", { ec: "0006-00000001" }), "noBucket", {
    head: "missing",
  }),
  "a gateway's page": fault({ kind: "html" }, "failed", { hasId: false }),
  "a page with status 200": fault({ kind: "html", status: 200 }, "unreadable", { hasId: false }),
  "a page with status 404": fault({ kind: "html", status: 404 }, "strayPage", {
    hasId: false,
    head: "unreadable",
  }),
  "JSON that is cut off": fault({ kind: "wrong-json", carryOut: true }, "unreadable", OF_JSON),
  "JSON of another kind": fault(
    { kind: "wrong-json", text: '{"hello":"world"}', carryOut: true },
    "unreadable",
    OF_JSON,
  ),
  "JSON that is nested without end": fault(
    { kind: "wrong-json", text: "[".repeat(200_000), carryOut: true },
    "unreadable",
    OF_JSON,
  ),
  "JSON that is cut off, with status 500": fault({ kind: "wrong-json", status: 500 }, "failed"),
  "a pause before the headers": fault({ kind: "delay-headers", ms: 20 }, "nothing"),
  "a pause in the body": fault({ kind: "delay-body", ms: 20 }, "nothing"),
  "a reset": fault({ kind: "reset-before-headers" }, "broken"),
  "a reset after the work was done": fault({ kind: "reset-before-headers", carryOut: true }, "broken"),
  "a reset after the headers": fault({ kind: "reset-after-headers" }, "broken", {
    head: "perhapsBroken",
    written: "perhapsBroken",
    gone: "perhapsBroken",
  }),
  "half of the body": fault({ kind: "truncated-body" }, "broken", BODILESS),
  "nothing of the body": fault({ kind: "truncated-body", afterBytes: 0 }, "broken", BODILESS),
  "a body that is longer than it says": fault(
    { kind: "wrong-content-length", by: -5 },
    "unreadable",
    BODILESS,
  ),
  "no request id": fault({ kind: "missing-request-id" }, "unreadable", { json: "nothing", hasId: false }),
  "headers that do not come": fault({ kind: "delay-headers", ms: FOREVER }, "late", { stalls: true }),
  "a body that stops": fault({ kind: "delay-body", ms: FOREVER, afterBytes: 1 }, "late", {
    ...BODILESS,
    stalls: true,
  }),
  "a body that is shorter than it says": fault({ kind: "wrong-content-length", by: 10 }, "late", {
    head: "nothing",
    // Status 204 with a length breaks HTTP itself.
    gone: "broken",
    stalls: true,
  }),
  "a body without end": fault({ kind: "endless-body" }, "tooMuch", {
    head: "nothing",
    gone: "nothing",
    stalls: true,
  }),
} as const satisfies Record<string, Fault>;
