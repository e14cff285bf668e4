/** The buckets of the emulated account: a folder each, `buckets/NAME`, with its record, its styles and its objects. */
import { randomUUID } from "node:crypto";
import { mkdirSync, readdirSync, renameSync, rmSync } from "node:fs";
import { rm } from "node:fs/promises";
import { join } from "node:path";
import { checkBucketName } from "../../tos/names.js";
import { FAULTS, TosFault } from "../faults.js";
import { CorsStore } from "./cors-store.js";
import { readJsonFile, sweepJsonFiles, writeJsonFile } from "./json-file.js";
import { ObjectStore } from "./object-store.js";
import { SeparatorStore } from "./separator-store.js";
import { StyleStore } from "./style-store.js";
import { UploadStore } from "./upload-store.js";

export interface Bucket {
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly createdAt: string;
  readonly objects: ObjectStore;
  readonly styles: StyleStore;
  /** Multipart uploads that are under way. */
  readonly uploads: UploadStore;
  readonly separator: SeparatorStore;
  readonly cors: CorsStore;
}

/** BytePlus TOS docs, create a bucket. */
const MAX_BUCKETS = 100;

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

export interface BucketStoreOptions {
  readonly dataFolder: string;
  readonly now: () => Date;
  readonly log: (message: string) => void;
}

export class BucketStore {
  readonly #options: BucketStoreOptions;
  readonly #buckets = new Map<string, Bucket>();

  private constructor(options: BucketStoreOptions) {
    this.#options = options;
  }

  /** Opens what the folder holds, and makes the folder when there is none. One process may have it open at a time. */
  static async open(options: BucketStoreOptions): Promise<BucketStore> {
    const store = new BucketStore(options);
    mkdirSync(store.#folder(), { recursive: true });
    mkdirSync(store.#temporary(), { recursive: true });
    for (const name of readdirSync(store.#temporary())) {
      // Only what a killed emulator has left, by the names that it gives: the folder may hold somebody's own files.
      if (UUID.test(name)) rmSync(join(store.#temporary(), name), { recursive: true, force: true });
    }
    for (const entry of readdirSync(store.#folder(), { withFileTypes: true })) {
      if (!entry.isDirectory()) continue;
      const { name } = entry;
      sweepJsonFiles(store.#folder(name));
      const record = readJsonFile(join(store.#folder(name), "bucket.json")) as { createdAt: string } | null;
      if (record !== null) await store.#load(name, record.createdAt);
    }
    return store;
  }

  /** By name. */
  all(): readonly Bucket[] {
    return [...this.#buckets.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
  }

  has(name: string): boolean {
    return this.#buckets.has(name);
  }

  /** Throws InvalidBucketName or NoSuchBucket, which name the bucket. */
  get(name: string): Bucket {
    const bucket = this.#buckets.get(name);
    if (bucket !== undefined) return bucket;
    checkName(name);
    throw new TosFault(FAULTS.noSuchBucket, { resource: `/${name}` });
  }

  /** Throws InvalidBucketName, BucketAlreadyOwnedByYou or TooManyBuckets. */
  async create(name: string): Promise<Bucket> {
    checkName(name);
    if (this.#buckets.has(name)) throw new TosFault(FAULTS.bucketExists);
    if (this.#buckets.size >= MAX_BUCKETS) throw new TosFault(FAULTS.tooManyBuckets);
    const createdAt = this.#options.now().toISOString();
    mkdirSync(this.#folder(name), { recursive: true });
    writeJsonFile(join(this.#folder(name), "bucket.json"), { createdAt });
    return this.#load(name, createdAt);
  }

  /**
   * Throws NoSuchBucket or BucketNotEmpty.
   * Assumption: a bucket with multipart uploads under way is not empty, as in Aliyun OSS.
   */
  async delete(name: string): Promise<void> {
    const { objects, uploads } = this.get(name);
    if (objects.keys().length > 0 || uploads.all().length > 0) throw new TosFault(FAULTS.bucketNotEmpty);
    objects.close();
    uploads.close();
    this.#buckets.delete(name);
    // In one step out of sight, so that a kill leaves a whole bucket or none.
    const removed = join(this.#temporary(), randomUUID());
    renameSync(this.#folder(name), removed);
    await rm(removed, { recursive: true, force: true });
  }

  async #load(name: string, createdAt: string): Promise<Bucket> {
    const { now, log } = this.#options;
    const objects = await ObjectStore.open(
      { bucket: name, folder: this.#folder(name, "objects"), temporaryFolder: this.#temporary(), now },
      log,
    );
    const uploads = await UploadStore.open(
      {
        objects,
        bucket: name,
        folder: this.#folder(name, "uploads"),
        temporaryFolder: this.#temporary(),
        now,
      },
      log,
    );
    // Two requests may create the same bucket at once: the first one's stands.
    const earlier = this.#buckets.get(name);
    if (earlier !== undefined) return earlier;
    const styles = new StyleStore(this.#folder(name, "styles.json"), now);
    const separator = new SeparatorStore(this.#folder(name, "style-separator.json"));
    const cors = new CorsStore(this.#folder(name, "cors.json"));
    const bucket = { name, createdAt, objects, styles, separator, cors, uploads };
    this.#buckets.set(name, bucket);
    return bucket;
  }

  #folder(...parts: string[]): string {
    return join(this.#options.dataFolder, "buckets", ...parts);
  }

  #temporary(): string {
    return join(this.#options.dataFolder, "temporary");
  }
}

function checkName(name: string): void {
  const problem = checkBucketName(name);
  if (problem !== null)
    throw new TosFault(FAULTS.invalidBucketName, { detail: problem, resource: `/${name}` });
}
