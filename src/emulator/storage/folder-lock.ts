/**
 * One emulator at a time may use a data folder: what keeps two writers apart (overwriting forbidden, a bucket deleted,
 * temporary files swept) is in the memory of one process.
 */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";

/** Folders that emulators of this process have open. */
const open = new Set<string>();

/**
 * Takes the folder, which is made when there is none. Returns what gives it back. A lock that a killed process has left
 * is taken over.
 * @throws Error that names the process which has it.
 */
export function lockFolder(dataFolder: string): () => void {
  const folder = resolve(dataFolder);
  const file = join(folder, "emulator.pid");
  if (open.has(folder)) throw new Error("another emulator of this process uses it");
  mkdirSync(folder, { recursive: true });
  if (!create(file)) {
    const holder = Number.parseInt(readFileSync(file, "utf8"), 10);
    if (isRunning(holder)) {
      throw new Error(
        `the emulator of process ${holder} uses it: end that one, or delete ${file} if it is none`,
      );
    }
    rmSync(file, { force: true });
    if (!create(file)) throw new Error("another emulator is just starting on it");
  }
  open.add(folder);
  return () => {
    open.delete(folder);
    rmSync(file, { force: true });
  };
}

/** False when the file exists: creating it is the one step that two processes cannot both do. */
function create(file: string): boolean {
  try {
    writeFileSync(file, `${process.pid}\n`, { flag: "wx" });
    return true;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") return false;
    throw error;
  }
}

/** In a container every emulator may be process 1: a file with our own number is left by an earlier one. */
function isRunning(pid: number): boolean {
  if (!Number.isInteger(pid) || pid <= 0 || pid === process.pid) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}
