/** The text of a Go time.Duration, as `time_elapsed` carries it: `6.430430379s`, `104.852309ms`, `103.592µs`, `1m2.3s`. */
export function goDuration(nanoseconds: number): string {
  const total = Math.max(0, Math.round(nanoseconds));
  if (total === 0) return "0s";
  if (total < 1e3) return `${total}ns`;
  if (total < 1e6) return `${decimal(total, 3)}µs`;
  if (total < 1e9) return `${decimal(total, 6)}ms`;
  const minutes = Math.floor(total / 6e10);
  const seconds = `${decimal(total % 6e10, 9)}s`;
  if (minutes === 0) return seconds;
  return minutes < 60 ? `${minutes}m${seconds}` : `${Math.floor(minutes / 60)}h${minutes % 60}m${seconds}`;
}

/** `value / 10^digits` without trailing zeros. */
function decimal(value: number, digits: number): string {
  const text = String(value).padStart(digits + 1, "0");
  return `${text.slice(0, -digits)}.${text.slice(-digits)}`.replace(/\.?0+$/, "");
}
