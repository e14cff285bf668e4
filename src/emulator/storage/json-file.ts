/** Small JSON files that are replaced whole: a kill leaves the old text or the new one. */
import { randomUUID } from "node:crypto";
import { readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";

/** Returns null when there is no such file. Throws when it is not JSON. */
export function readJsonFile(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, "utf8"));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null;
    throw new Error(`cannot read ${path}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

export function writeJsonFile(path: string, value: unknown): void {
  const temporary = `${path}.${randomUUID()}`;
  try {
    writeFileSync(temporary, `${JSON.stringify(value, null, 2)}\n`);
    renameSync(temporary, path);
  } catch (error) {
    rmSync(temporary, { force: true });
    throw error;
  }
}

/** Removes what a kill in the middle of a write has left in a folder. */
export function sweepJsonFiles(folder: string): void {
  for (const name of readdirSync(folder)) {
    if (/\.json\.[0-9a-f-]{36}$/.test(name)) rmSync(join(folder, name), { force: true });
  }
}
