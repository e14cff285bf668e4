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

/** Waits for work that may be shared with others: at the deadline it is not aborted, but no longer waited for. */
export async function beforeDeadline<T>(work: Promise<T>, deadline: Deadline): Promise<T | "late"> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<"late">((resolve) => {
    timer = setTimeout(resolve, deadline.remainingMs(), "late");
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
