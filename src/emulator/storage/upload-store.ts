/**
 * The multipart uploads of one bucket: a folder each, `uploads/ID`, with its record and a file for each part, which
 * appears by a rename. Completing writes the parts into one object, and that appears like any other.
 */
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, renameSync } from "node:fs";
import { readdir, rename, rm } from "node:fs/promises";
import { join } from "node:path";
import { FAULTS, TosFault } from "../faults.js";
import { readJsonFile, writeJsonFile } from "./json-file.js";
import { compareKeys } from "./key-order.js";
import { type Digests, type ObjectRecord, openObjectFile, writeObjectFile } from "./object-file.js";
import type { Description, ObjectStore, ObjectStoreOptions } from "./object-store.js";

/** What was said when the upload was created. */
export interface UploadRecord extends Description {
  readonly id: string;
  readonly key: string;
  /** ISO 8601, UTC. */
  readonly initiated: string;
}

export interface Upload extends UploadRecord {
  /** By part number. The parts are records without headers; `key` is the upload's. */
  readonly parts: ReadonlyMap<number, ObjectRecord>;
}

interface LiveUpload extends Upload {
  readonly parts: Map<number, ObjectRecord>;
}

export interface UploadStoreOptions extends ObjectStoreOptions {
  /** Where completed uploads go. */
  readonly objects: ObjectStore;
}

export class UploadStore {
  readonly #options: UploadStoreOptions;
  readonly #uploads = new Map<string, LiveUpload>();
  #closed = false;

  private constructor(options: UploadStoreOptions) {
    this.#options = options;
  }

  /** Reads what the folder holds. What is not whole is reported and left out. */
  static async open(options: UploadStoreOptions, log: (message: string) => void): Promise<UploadStore> {
    const store = new UploadStore(options);
    const ids = await readdir(options.folder).catch(() => []);
    for (const id of ids) {
      try {
        await store.#load(id);
      } catch (error) {
        log(`left out upload ${id}: ${error instanceof Error ? error.message : String(error)}`);
      }
    }
    return store;
  }

  /** By key, then by id, and so by time. */
  all(): readonly Upload[] {
    return [...this.#uploads.values()].sort((a, b) => compareKeys(a.key, b.key) || compareKeys(a.id, b.id));
  }

  /** Throws NoSuchUpload, also for the upload of another key. */
  get(key: string, id: string): Upload {
    const upload = this.#uploads.get(id);
    if (upload === undefined || upload.key !== key) throw this.#noSuchUpload(key);
    return upload;
  }

  create(key: string, description: Description): Upload {
    if (this.#closed) throw new TosFault(FAULTS.noSuchBucket, { resource: `/${this.#options.bucket}` });
    const now = this.#options.now();
    // Begins with the time, so that the uploads of one key are listed in the order of their making.
    const id = now.getTime().toString(16).padStart(12, "0") + randomUUID().replaceAll("-", "").slice(12);
    const record = { ...description, id, key, initiated: now.toISOString() };
    // Made out of sight first: a folder under `uploads` has its record.
    const temporary = this.#temporary();
    mkdirSync(temporary);
    writeJsonFile(join(temporary, "upload.json"), record);
    mkdirSync(this.#options.folder, { recursive: true });
    renameSync(temporary, this.#folder(id));
    const upload = { ...record, parts: new Map() };
    this.#uploads.set(id, upload);
    return upload;
  }

  /** Adds a part or replaces it. `check` sees its digests and may throw to refuse it. */
  async putPart(
    { id, key }: UploadRecord,
    number: number,
    chunks: AsyncIterable<Uint8Array>,
    check: (digests: Digests) => void,
  ): Promise<ObjectRecord> {
    const temporary = this.#temporary();
    try {
      const part = await writeObjectFile(temporary, chunks, (digests) => {
        check(digests);
        return { key, ...digests, lastModified: this.#options.now().toISOString(), headers: {} };
      });
      const upload = this.#uploads.get(id);
      if (upload === undefined) throw this.#noSuchUpload(key);
      renameSync(temporary, this.#part(id, number));
      upload.parts.set(number, part);
      return part;
    } catch (error) {
      await rm(temporary, { force: true });
      throw error;
    }
  }

  /**
   * Makes the object of the parts with these numbers, which have been checked, and ends the upload.
   * Assumption: its ETag is that of S3: the MD5 of the parts' MD5s, a hyphen, and how many there are.
   */
  async complete(
    upload: Upload,
    numbers: readonly number[],
    options: { readonly forbidOverwrite: boolean },
  ): Promise<ObjectRecord> {
    const { id, key, parts } = upload;
    const chosen = numbers.map((number) => ({ number, etag: parts.get(number)?.etag ?? "" }));
    const md5 = createHash("md5");
    for (const { etag } of chosen) md5.update(etag.replaceAll('"', ""), "hex");
    const record = await this.#options.objects.put(key, this.#chunks(upload, chosen), {
      ...upload,
      ...options,
      etag: `"${md5.digest("hex")}-${numbers.length}"`,
      beforeCommit: () => {
        if (!this.#uploads.delete(id)) throw this.#noSuchUpload(key);
      },
    });
    await this.#discard(id);
    return record;
  }

  /** Throws NoSuchUpload. */
  async abort(key: string, id: string): Promise<void> {
    this.#uploads.delete(this.get(key, id).id);
    await this.#discard(id);
  }

  /** From now on nothing can be created: the bucket is being deleted. */
  close(): void {
    this.#closed = true;
  }

  async *#chunks(
    { id, key }: Upload,
    chosen: readonly { readonly number: number; readonly etag: string }[],
  ): AsyncGenerator<Buffer> {
    for (const { number, etag } of chosen) {
      const part = await openObjectFile(this.#part(id, number)).catch((error: NodeJS.ErrnoException) => {
        throw error.code === "ENOENT" ? this.#noSuchUpload(key) : error;
      });
      try {
        // It may have been uploaded anew since the list was checked.
        if (part.record.etag !== etag) throw new TosFault(FAULTS.invalidPart, { detail: `part ${number}` });
        for await (const chunk of part.stream()) yield chunk;
      } finally {
        await part.close();
      }
    }
  }

  async #load(id: string): Promise<void> {
    const record = readJsonFile(join(this.#folder(id), "upload.json")) as UploadRecord | null;
    if (record === null) throw new Error("it has no record");
    const parts = new Map<number, ObjectRecord>();
    for (const name of await readdir(this.#folder(id))) {
      if (!/^\d+$/.test(name)) continue;
      const part = await openObjectFile(join(this.#folder(id), name));
      await part.close();
      parts.set(Number(name), part.record);
    }
    this.#uploads.set(id, { ...record, parts });
  }

  /** In one step out of sight, so that a kill does not leave half an upload. */
  async #discard(id: string): Promise<void> {
    const temporary = this.#temporary();
    await rename(this.#folder(id), temporary);
    await rm(temporary, { recursive: true, force: true });
  }

  #noSuchUpload(key: string): TosFault {
    return new TosFault(FAULTS.noSuchUpload, { resource: `/${this.#options.bucket}/${key}` });
  }

  #folder(id: string): string {
    return join(this.#options.folder, id);
  }

  #part(id: string, number: number): string {
    return join(this.#folder(id), String(number));
  }

  #temporary(): string {
    return join(this.#options.temporaryFolder, randomUUID());
  }
}
