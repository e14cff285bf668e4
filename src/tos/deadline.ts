/** The instant by which an operation and everything that it waits for must be over. */
export interface Deadline {
  /** Milliseconds that were given in all. */
  readonly timeoutMs: number;
  /** Milliseconds that are left, 0 when it has passed. */
  remainingMs(): number;
}

/** Starts a deadline now. The clock is monotonic: a change of the system's time moves no deadline. */
export function startDeadline(timeoutMs: number, clock: () => number = () => performance.now()): Deadline {
  const end = clock() + timeoutMs;
  return { timeoutMs, remainingMs: () => Math.max(0, end - clock()) };
}
