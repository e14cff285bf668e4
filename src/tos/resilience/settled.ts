/** An attempt's outcome as a value: with a result or with what was thrown. */

export type Settled<T> = PromiseSettledResult<T>;

/** Never rejects. */
export async function settle<T>(attempt: () => Promise<T>): Promise<Settled<T>> {
  try {
    return { status: "fulfilled", value: await attempt() };
  } catch (reason) {
    return { status: "rejected", reason };
  }
}

/** Gives the result, or throws what was thrown. */
export function unwrap<T>(settled: Settled<T>): T {
  if (settled.status === "fulfilled") return settled.value;
  throw settled.reason;
}
