/** Upper bounds of histograms, in seconds: from what a cache answers to the longest time that a caller may set. */
export const DURATION_BUCKETS = [
  0.001, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 20, 40, 60, 90, 120,
];

/** What has gone by since an instant of `performance.now()`, in seconds. */
export function secondsSince(began: number): number {
  return (performance.now() - began) / 1000;
}
