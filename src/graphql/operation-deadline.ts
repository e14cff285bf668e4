/** By when everything that an operation waits for must be over. */
import { type Deadline, startDeadline } from "../tos/deadline.js";

export interface OperationDeadline {
  /** That of the query or, in a mutation, of the field that runs with what it selects: they run one after the other. */
  current(): Deadline;
  /**
   * To be called when a field of a mutation begins: what the fields before have taken is not this one's.
   * @param timeoutMs what it may take, in milliseconds. Default: what a query may.
   */
  begin(timeoutMs?: number): Deadline;
}

/** Starts now. `timeoutMs`: for a query, and for whatever says nothing of its own. */
export function startOperation(timeoutMs: number): OperationDeadline {
  let deadline = startDeadline(timeoutMs);
  return {
    current: () => deadline,
    begin(ownMs = timeoutMs) {
      deadline = startDeadline(ownMs);
      return deadline;
    },
  };
}
