/** What TOS knows of whole buckets, for one request. */
import type DataLoader from "dataloader";
import pLimit, { type LimitFunction } from "p-limit";
import type { ImageSource } from "../images/image-page.js";
import type { TosClient } from "../tos/client.js";
import { type CurrentCall, eachKey } from "./each-key.js";

/** Calls of one request that are under way at a time, of either kind: others want to have some, too. */
const LISTINGS = 8;
const BUCKETS = 8;

type Buckets = Pick<TosClient, "bucketExists" | "listObjects">;

/** What it reads by is made when it is first asked: most requests need none of it, and those that wait are many. */
export class BucketLoader {
  readonly #tos: Buckets;
  readonly #call: CurrentCall;
  #listing: LimitFunction | undefined;
  #existing: DataLoader<string, boolean> | undefined;

  constructor(tos: Buckets, call: CurrentCall) {
    this.#tos = tos;
    this.#call = call;
  }

  /** Asked for once in a request. */
  exists(bucket: string): Promise<boolean> {
    this.#existing ??= eachKey((name: string, call) => this.#tos.bucketExists(name, call), {
      limit: pLimit(BUCKETS),
      call: this.#call,
    });
    return this.#existing.load(bucket);
  }

  /** A page of the bucket's objects. */
  list(...[bucket, page]: Parameters<ImageSource["list"]>): ReturnType<ImageSource["list"]> {
    this.#listing ??= pLimit(LISTINGS);
    return this.#listing(() => this.#tos.listObjects(bucket, page, this.#call()));
  }
}
