/** What Linux tells of a process, without a word from the process itself. */
import { readFileSync } from "node:fs";

/** The most memory that it has ever had resident, in bytes. */
export function peakRssBytes(pid: number): number {
  return status(pid, "VmHWM");
}

/** Memory that it has resident now, in bytes. */
export function rssBytes(pid: number): number {
  return status(pid, "VmRSS");
}

function status(pid: number, field: string): number {
  const [, kilobytes = ""] =
    new RegExp(`^${field}:\\s+(\\d+) kB$`, "m").exec(readFileSync(`/proc/${pid}/status`, "utf8")) ?? [];
  return Number(kilobytes) * 1024;
}

/** Hundredths of a second, on every Linux that Node runs on. */
const TICK_MS = 10;

/** What it has used of the processors so far, in milliseconds. */
export function cpuMs(pid: number): number {
  const text = readFileSync(`/proc/${pid}/stat`, "utf8");
  // The name, which may hold spaces, stands in parentheses.
  const fields = text.slice(text.lastIndexOf(")") + 2).split(" ");
  return (Number(fields[11]) + Number(fields[12])) * TICK_MS;
}

/** How many files and sockets a process of this user may have open. */
export function descriptorLimit(): number {
  const [, limit = ""] = /^Max open files\s+(\S+)/m.exec(readFileSync("/proc/self/limits", "utf8")) ?? [];
  return limit === "unlimited" ? Number.POSITIVE_INFINITY : Number(limit);
}
