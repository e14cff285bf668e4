/** What an operation is: a request in, a reply out. Every operation of the emulator is a function of this type. */
import type { ModelSettings } from "../generation/settings.js";
import type { Reply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import type { BucketStore } from "../storage/bucket-store.js";

export interface Services {
  readonly buckets: BucketStore;
  readonly region: string;
  /** What the model takes beside the stand-in's own work, in milliseconds. */
  readonly latencyMs: number;
  /** What every part of a multipart upload but the last one must have, in bytes. */
  readonly minPartBytes: number;
  readonly model: ModelSettings;
  readonly now: () => Date;
  /** Aborted when the emulator closes. */
  readonly closing: AbortSignal;
}

export type Operation = (request: TosRequest, services: Services) => Reply | Promise<Reply>;
