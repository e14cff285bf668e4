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
  copyObjectFile,
  type Digests,
  type ObjectRecord,
  type OpenObject,
  openObjectFile,
  writeObjectFile,
} from "./object-file.js";

/** What a client says of an object beside its bytes. */
export type Description = Pick<ObjectRecord, "headers" | "storageClass" | "acl">;

export interface PutOptions extends Description {
  /** Answers DuplicateObject when the key exists at the moment of the commit. */
  readonly forbidOverwrite?: boolean;
  /** Sees the digests before the commit, and may throw to refuse the object. */
  readonly check?: (digests: Digests) => void;
  /** In place of the MD5 of the bytes. */
  readonly etag?: string;
  /** Runs at the commit, with no await between them, and may throw to refuse the object. */
  readonly beforeCommit?: () => void;
}

export interface ObjectStoreOptions {
  readonly bucket: string;
  readonly folder: string;
  /** On the same file system as `folder`. */
  readonly temporaryFolder: string;
  readonly now: () => Date;
}

class Superseded extends Error {}

export class ObjectStore {
  readonly #options: ObjectStoreOptions;
  readonly #records = new Map<string, ObjectRecord>();
  #sorted: readonly string[] | null = null;
  #closed = false;

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

  put(key: string, chunks: AsyncIterable<Uint8Array>, options: PutOptions): Promise<ObjectRecord> {
    return this.#write(async (temporary) => {
      const record = await writeObjectFile(temporary, chunks, (digests) => {
        options.check?.(digests);
        return this.#record(key, { ...digests, etag: options.etag ?? digests.etag }, options);
      });
      return [record, options];
    });
  }

  /**
   * Makes an object of the bytes of another one, of this bucket or not. `describe` gets the source's record, and may throw
   * to refuse. Throws NoSuchKey, which names the source.
   */
  copy(
    { objects, key: sourceKey }: { readonly objects: ObjectStore; readonly key: string },
    key: string,
    describe: (source: ObjectRecord) => PutOptions,
  ): Promise<ObjectRecord> {
    return this.#write(async (temporary) => {
      let options: PutOptions = { headers: {} };
      const record = await objects.#copyTo(sourceKey, temporary, (source) => {
        options = describe(source);
        return this.#record(key, source, options);
      });
      return [record, options];
    });
  }

  /** Changes what is said of an object, and not its time. Throws NoSuchKey. */
  async redescribe(key: string, change: Partial<Description>): Promise<void> {
    const before = this.#records.get(key);
    const beforeCommit = (): void => {
      if (this.#records.get(key) !== before) throw new Superseded();
    };
    try {
      await this.#write(async (temporary) => {
        const record = await this.#copyTo(key, temporary, (source) => ({ ...source, ...change }));
        return [record, { ...record, beforeCommit }];
      });
    } catch (error) {
      // An object that was replaced meanwhile must not come back: its successor is described instead.
      if (!(error instanceof Superseded)) throw error;
      await this.redescribe(key, change);
    }
  }

  async #copyTo(key: string, path: string, describe: (source: ObjectRecord) => ObjectRecord) {
    if (!this.#records.has(key)) throw this.#noSuchKey(key);
    try {
      return await copyObjectFile(this.#path(key), path, describe);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") throw this.#noSuchKey(key);
      throw error;
    }
  }

  #record(key: string, { size, etag, crc64 }: Digests, description: Description): ObjectRecord {
    const { headers, storageClass, acl } = description;
    return {
      key,
      size,
      etag,
      crc64,
      lastModified: this.#options.now().toISOString(),
      headers,
      ...(storageClass !== undefined && { storageClass }),
      ...(acl !== undefined && { acl }),
    };
  }

  async #write(
    write: (temporary: string) => Promise<readonly [ObjectRecord, PutOptions]>,
  ): Promise<ObjectRecord> {
    const temporary = join(this.#options.temporaryFolder, randomUUID());
    try {
      const [record, options] = await write(temporary);
      this.#commit(temporary, record, options);
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

  /** From now on nothing can be written: the bucket is being deleted. */
  close(): void {
    this.#closed = true;
  }

  /** Without an await between them, so that file and record change together, and nothing is overwritten unseen. */
  #commit(temporary: string, record: ObjectRecord, options: PutOptions): void {
    if (this.#closed) throw new TosFault(FAULTS.noSuchBucket, { resource: `/${this.#options.bucket}` });
    if (options.forbidOverwrite === true && this.#records.has(record.key))
      throw this.objectExists(record.key);
    options.beforeCommit?.();
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
