/**
 * The `resp_json` of a generation: the model's own reply. Members of `data` stand in alphabetical order, since the
 * service's Go maps are written so.
 */
import { randomBytes } from "node:crypto";
import { type ModelFailure, SUCCESS_CODE } from "./codes.js";
import { goDuration } from "./go-duration.js";
import type { JsonObject } from "./json.js";
import { type Generated, replyMembers } from "./reply-members.js";

export type { Generated } from "./reply-members.js";

export function successResponse(generated: Generated, now: Date, elapsedMs: number): JsonObject {
  const logId = createLogId(now);
  const members = Object.entries(replyMembers(generated, { now, logId }));
  const data = Object.fromEntries(members.sort(([a], [b]) => (a < b ? -1 : 1)));
  return envelope(SUCCESS_CODE, data, "Success", logId, elapsedMs);
}

/**
 * Assumption: TOS passes a model failure on as it passes a success, `{"resp_json": …}`, under the HTTP status that the
 * model's own service uses for the code.
 */
export function failureResponse(failure: ModelFailure, now: Date, elapsedMs: number): JsonObject {
  return envelope(failure.code, null, failure.message, createLogId(now), elapsedMs);
}

function envelope(
  code: number,
  data: JsonObject | null,
  message: string,
  logId: string,
  elapsedMs: number,
): JsonObject {
  return {
    resp_json: {
      code,
      data,
      message,
      request_id: logId,
      status: code,
      time_elapsed: goDuration(elapsedMs * 1e6),
    },
  };
}

/** The model's log id: 14 digits of the time in China, then 20 hex digits. */
function createLogId(now: Date): string {
  const time = new Date(now.getTime() + 8 * 3_600_000).toISOString().replace(/\D/g, "").slice(0, 14);
  return time + randomBytes(10).toString("hex").toUpperCase();
}
