/**
 * The objects of one bucket, on disk. A file is named by the SHA-256 of its key, so that no key leaves the folder and no
 * two keys meet; it appears by a rename, so that a reader sees the old object or the new one.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, renameSync, rmSync } from "node:fs";
import { readdir, rm } from "node:fs/promises";
import { dirname, join } from "node:path";
import { FAULTS, TosFault } from "../faults.js";
import { compareKeys } from "./key-order.js";
import {
  type Digests,
  type ObjectRecord,
  type OpenObject,
  openObjectFile,
  writeObjectFile,
} from "./object-file.js";

export interface PutOptions {
  readonly headers: Readonly<Record<string, string>>;
  /** Answers DuplicateObject when the key exists at the moment of the commit. */
  readonly forbidOverwrite?: boolean;
  /** Sees the digests before the commit, and may throw to refuse the object. */
  readonly check?: (digests: Digests) => void;
}

export interface ObjectStoreOptions {
  readonly bucket: string;
  readonly folder: string;
  /** On the same file system as `folder`. */
  readonly temporaryFolder: string;
  readonly now: () => Date;
}

export class ObjectStore {
  readonly #options: ObjectStoreOptions;
  readonly #records = new Map<string, ObjectRecord>();
  #sorted: readonly string[] | null = null;

  private constructor(options: ObjectStoreOptions) {
    this.#options = options;
  }

  /** Reads the records of what the folder holds. A file that is not whole is reported and left out. */
  static async open(options: ObjectStoreOptions, log: (message: string) => void): Promise<ObjectStore> {
    const store = new ObjectStore(options);
    mkdirSync(options.folder, { recursive: true });
    const entries = await readdir(options.folder, { recursive: true, withFileTypes: true });
    for (const entry of entries.filter((each) => each.isFile())) {
      const path = join(entry.parentPath, entry.name);
      try {
        const object = await openObjectFile(path);
        store.#records.set(object.record.key, object.record);
        await object.close();
      } catch (error) {
        log(`left out ${path}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return store;
  }

  head(key: string): ObjectRecord | undefined {
    return this.#records.get(key);
  }

  /** The keys in the byte order of their UTF-8. */
  keys(): readonly string[] {
    this.#sorted ??= [...this.#records.keys()].sort(compareKeys);
    return this.#sorted;
  }

  /** Throws NoSuchKey. The caller reads or closes what it gets. */
  async open(key: string): Promise<OpenObject> {
    if (!this.#records.has(key)) throw this.#noSuchKey(key);
    try {
      return await openObjectFile(this.#path(key));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw this.#noSuchKey(key);
      throw error;
    }
  }

  async put(key: string, chunks: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ObjectRecord> {
    const temporary = join(this.#options.temporaryFolder, randomUUID());
    try {
      const record = await writeObjectFile(temporary, chunks, (digests) => {
        options.check?.(digests);
        const lastModified = this.#options.now().toISOString();
        return { key, ...digests, lastModified, headers: options.headers };
      });
      this.#commit(temporary, record, options.forbidOverwrite ?? false);
      return record;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /** Whether there was such an object. */
  delete(key: string): boolean {
    if (!this.#records.delete(key)) return false;
    this.#sorted = null;
    rmSync(this.#path(key), { force: true });
    return true;
  }

  /** Without an await between them, so that file and record change together, and nothing is overwritten unseen. */
  #commit(temporary: string, record: ObjectRecord, forbidOverwrite: boolean): void {
    if (forbidOverwrite && this.#records.has(record.key)) throw this.objectExists(record.key);
    const path = this.#path(record.key);
    mkdirSync(dirname(path), { recursive: true });
    renameSync(temporary, path);
    if (!this.#records.has(record.key)) this.#sorted = null;
    this.#records.set(record.key, record);
  }

  objectExists(key: string): TosFault {
    return new TosFault(FAULTS.objectExists, { resource: `/${this.#options.bucket}/${key}` });
  }

  #noSuchKey(key: string): TosFault {
    return new TosFault(FAULTS.noSuchKey, { resource: `/${this.#options.bucket}/${key}` });
  }

  #path(key: string): string {
    const name = createHash("sha256").update(key).digest("hex");
    return join(this.#options.folder, name.slice(0, 2), name);
  }
}
