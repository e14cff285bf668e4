/** Waits of one caller for what others may wait for, too. */
import { beforeDeadline, type Deadline } from "./deadline.js";
import { TosAbortedError, type TosOperation, TosTimeoutError } from "./errors.js";

/** The call that waits, of which nothing is sent yet. */
export interface WaitingCall {
  readonly operation: TosOperation;
  readonly idempotent: boolean;
  readonly deadline?: Deadline | undefined;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Signal and deadline end the wait, and not the work.
 * @throws what the work throws; TosAbortedError and TosTimeoutError with `sent` false.
 */
export async function waitFor<T>(work: Promise<T>, call: WaitingCall): Promise<T> {
  const { operation, idempotent, deadline, signal } = call;
  let onAbort = (): void => {};
  const aborted = new Promise<never>((_resolve, reject) => {
    onAbort = () => reject(new TosAbortedError(operation, { sent: false, idempotent }));
    if (signal?.aborted) onAbort();
    else signal?.addEventListener("abort", onAbort, { once: true });
  });
  try {
    const ended = Promise.race([work, aborted]);
    if (deadline === undefined) return await ended;
    const result = await beforeDeadline(ended, deadline);
    if (result !== "late") return result;
    throw new TosTimeoutError(operation, { sent: false, idempotent, timeoutMs: deadline.timeoutMs });
  } finally {
    signal?.removeEventListener("abort", onAbort);
  }
}
