/** The Range header (RFC 9110, section 14): one range of bytes. */
import { FAULTS, TosFault } from "../faults.js";

export interface ByteRange {
  readonly start: number;
  /** Included. */
  readonly end: number;
}

/** Null asks for everything: no header, or one that is not a single range of bytes. Throws InvalidRange (416). */
export function parseRange(header: string | undefined, size: number): ByteRange | null {
  const match = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  const [from = "", to = ""] = match?.slice(1) ?? [];
  if (match === null || (from === "" && to === "")) return null;
  if (from === "") {
    const length = Math.min(Number(to), size);
    if (length === 0) throw new TosFault(FAULTS.invalidRange);
    return { start: size - length, end: size - 1 };
  }
  const start = Number(from);
  if (start >= size) throw new TosFault(FAULTS.invalidRange);
  if (to !== "" && Number(to) < start) return null;
  return { start, end: to === "" ? size - 1 : Math.min(Number(to), size - 1) };
}
