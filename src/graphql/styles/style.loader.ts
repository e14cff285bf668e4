/** Image styles of a request: however many references it holds, one list per bucket is asked for. */
import type DataLoader from "dataloader";
import pLimit, { type LimitFunction } from "p-limit";
import type { ImageStyle } from "../../tos/image-styles.js";
import type { StyleCache, StyleList } from "../../tos/style-cache.js";
import { type CurrentCall, eachKey } from "../each-key.js";

/** Lists of buckets that one request reads at the same time. */
const LISTS = 8;

/** What it reads by is made when it is first asked: most requests name no style, and those that wait are many. */
export class StyleLoader {
  readonly #cache: StyleCache;
  readonly #call: CurrentCall;
  readonly #begun: number;
  #limit: LimitFunction | undefined;
  #lists: DataLoader<string, StyleList> | undefined;
  #anew: DataLoader<string, StyleList> | undefined;

  constructor(cache: StyleCache, call: CurrentCall) {
    this.#cache = cache;
    this.#call = call;
    this.#begun = cache.now();
  }

  /** Every style of a bucket, sorted by name. */
  async all(bucket: string): Promise<readonly ImageStyle[]> {
    return [...(await this.#list(bucket)).byName.values()];
  }

  /** One style, null when the bucket has none of that name. */
  async find(bucket: string, name: string): Promise<ImageStyle | null> {
    const list = await this.#list(bucket);
    const style = list.byName.get(name);
    if (style !== undefined || list.readAt >= this.#begun) return style ?? null;
    // Made elsewhere a moment ago, it is not in a list that was kept: that has to be looked at before "none" is said.
    return (await this.#listAnew(bucket)).byName.get(name) ?? null;
  }

  /**
   * To be called when a style of the bucket was, or may have been, written, and when TOS misses one that was found: what
   * was known no longer holds, here and for later requests.
   */
  forget(bucket: string): void {
    this.#cache.forget(bucket);
    this.#lists?.clear(bucket);
    this.#anew?.clear(bucket);
  }

  #list(bucket: string): Promise<StyleList> {
    this.#limit ??= pLimit(LISTS);
    this.#lists ??= eachKey((name: string, call) => this.#cache.list(name, call), {
      limit: this.#limit,
      call: this.#call,
    });
    return this.#lists.load(bucket);
  }

  #listAnew(bucket: string): Promise<StyleList> {
    this.#limit ??= pLimit(LISTS);
    this.#anew ??= eachKey((name: string, call) => this.#cache.listSince(name, this.#begun, call), {
      limit: this.#limit,
      call: this.#call,
    });
    return this.#anew.load(bucket);
  }
}
