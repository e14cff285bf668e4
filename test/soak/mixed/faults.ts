/** Faults of every kind that TOS and the way to it have, put into a share of the emulator's requests. */
import type { RequestRecord } from "../../../src/emulator/injection/request-log.js";
import type { FaultEffect } from "../../../src/emulator/injection/rule.js";

const EFFECTS: readonly FaultEffect[] = [
  { kind: "status", status: 500, code: "InternalError" },
  { kind: "status", status: 503, code: "ServiceUnavailable" },
  { kind: "status", status: 503, code: "ServiceUnavailable", carryOut: true },
  { kind: "status", status: 429, code: "ExceedAccountQPSLimit", retryAfterSeconds: 1 },
  { kind: "status", status: 403, code: "AccessDenied" },
  { kind: "reset-before-headers" },
  { kind: "reset-before-headers", carryOut: true },
  { kind: "reset-after-headers" },
  { kind: "truncated-body" },
  { kind: "delay-headers", ms: 1_500 },
  { kind: "delay-body", ms: 1_500 },
  { kind: "html" },
  { kind: "wrong-json" },
  { kind: "wrong-content-length", by: 7 },
  { kind: "missing-request-id" },
];

/** What the emulator was asked. */
export interface UpstreamTally {
  readonly requests: number;
  readonly faults: number;
  /** Requests that its log had forgotten before it was read: what is said of the others would be too little. */
  readonly missed: number;
  /** By the key of its output, calls of a generation that the upstream has not turned away before it began. */
  readonly paid: ReadonlyMap<string, number>;
}

export interface FaultSource {
  /** Reads what came since, and sees to it that of what comes the share fails. */
  turn(): Promise<void>;
  tally(): UpstreamTally;
}

/** @param share of the emulator's requests. */
export function createFaultSource(controlUrl: string, share: number, random: () => number): FaultSource {
  // The latest that was read of each: one that was under way then has its end the next time.
  const records = new Map<
    string,
    Pick<RequestRecord, "status" | "fault"> & { readonly output: string | null }
  >();
  let seen = 0;
  let ordered = 0;
  return {
    async turn() {
      const reply = await fetch(`${controlUrl}/requests`);
      const { requests, dropped } = (await reply.json()) as { requests: RequestRecord[]; dropped: number };
      seen = dropped + requests.length;
      for (const { requestId, status, fault, body } of requests) {
        records.set(requestId, { status, fault, output: body === null ? null : outputOf(body) });
      }
      const owed = Math.floor(seen * share) - ordered;
      for (let at = 0; at < owed; at++) await order(controlUrl, random);
      ordered += Math.max(0, owed);
    },
    tally() {
      const paid = new Map<string, number>();
      for (const { output, status } of records.values()) {
        // With 429 the service says that it has begun nothing.
        if (output !== null && status !== 429) paid.set(output, (paid.get(output) ?? 0) + 1);
      }
      const faults = [...records.values()].filter(({ fault }) => fault !== null).length;
      return { requests: seen, faults, missed: seen - records.size, paid };
    },
  };
}

/** The next request of any kind fails. */
async function order(controlUrl: string, random: () => number): Promise<void> {
  const effect = EFFECTS[Math.floor(random() * EFFECTS.length)];
  const body = JSON.stringify({ operation: "*", effect });
  const reply = await fetch(`${controlUrl}/faults`, { method: "POST", body });
  if (reply.status !== 201) throw new Error(`the rule was not taken: ${await reply.text()}`);
}

/** Of a body that was not read to its end there is none. */
function outputOf(body: string): string | null {
  try {
    return JSON.parse(body).OutputProcessing.Object;
  } catch {
    return null;
  }
}
