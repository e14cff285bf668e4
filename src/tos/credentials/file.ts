/** Credentials from a file that others rewrite: a mounted secret, a file of an agent. */
import { type FSWatcher, watch } from "node:fs";
import { readFile } from "node:fs/promises";
import { dirname } from "node:path";
import {
  areSame,
  type CredentialsObserver,
  type OpenCredentials,
  type TosCredentials,
} from "../credentials.js";
import { asCredentialsError, TosCredentialsError } from "../errors.js";
import { readCredentials } from "./read-credentials.js";
import { shareRun } from "./share-run.js";

export interface CredentialsFileOptions {
  /** A JSON file: see `readCredentials`. */
  readonly path: string;
  /** How often it is read although nothing told of a change, in milliseconds. Default 10,000. */
  readonly pollMs?: number;
  readonly observer?: CredentialsObserver;
}

/** From the first sign of a change to the reading, in milliseconds: a writer gets to finish, and a busy folder costs little. */
const SETTLE_MS = 50;

/**
 * Reads the file, and again whenever it or its folder changes. A file that cannot be read, or is no JSON of credentials
 * (because it is being written, for example), changes nothing.
 * @throws TosCredentialsError when it cannot be used at the start.
 */
export async function openCredentialsFile(options: CredentialsFileOptions): Promise<OpenCredentials> {
  const { path, pollMs = 10_000, observer } = options;
  let keys = await readFrom(path);
  let problem: string | null = null;
  let reading: Promise<void> | undefined;
  let isClosed = false;

  const readOnce = shareRun(async () => {
    try {
      const found = await readFrom(path);
      problem = null;
      // The end of the same keys may be corrected.
      const isKnown = areSame(found, keys) && found.expiresAt?.getTime() === keys.expiresAt?.getTime();
      if (isClosed || isKnown) return;
      keys = found;
      observer?.renewed?.({ expiresAt: found.expiresAt ?? null });
    } catch (thrown) {
      const error = asCredentialsError(thrown);
      if (!isClosed && error.message !== problem) observer?.failed?.(error);
      problem = error.message;
    }
  });
  const read = (): Promise<void> => {
    reading = readOnce();
    return reading;
  };

  let settling: NodeJS.Timeout | undefined;
  const stopWatching = watchFolder(path, () => {
    settling ??= setTimeout(() => {
      settling = undefined;
      void read();
    }, SETTLE_MS).unref();
  });
  // The system may have no watch left, or none for this kind of file system, or lose it with the folder.
  const poll = setInterval(read, pollMs).unref();

  return {
    current: () => keys,
    async refresh(refused) {
      // One that is under way may have begun before the file was replaced.
      await reading;
      if (areSame(keys, refused)) await read();
    },
    close() {
      isClosed = true;
      stopWatching();
      clearTimeout(settling);
      clearInterval(poll);
    },
  };
}

async function readFrom(path: string): Promise<TosCredentials> {
  const text = await readFile(path, "utf8").catch((error: NodeJS.ErrnoException) => {
    throw new TosCredentialsError(`the file of keys cannot be read (${error.code ?? error.name})`);
  });
  const found = readCredentials(text);
  if ("problem" in found) throw new TosCredentialsError(`the file of keys ${found.problem}`);
  return found.credentials;
}

/**
 * Calls back at each change in the file's folder: a file that is replaced has another inode, which a watch of the file
 * itself would not see, and Kubernetes replaces a link beside it. Returns what ends it.
 */
function watchFolder(path: string, onChange: () => void): () => void {
  let watcher: FSWatcher;
  try {
    watcher = watch(dirname(path), { persistent: false }, onChange);
  } catch {
    return () => {};
  }
  watcher.on("error", () => watcher.close());
  return () => watcher.close();
}
