/** The image styles of one bucket, kept in one JSON file. A style may have other content for a prefix of the keys. */
import { readJsonFile, writeJsonFile } from "./json-file.js";

export interface ImageStyle {
  readonly name: string;
  /** The keys that this content is for; empty for the whole bucket. */
  readonly prefix: string;
  /** A whole chain, `image/…`. */
  readonly content: string;
  /** ISO 8601, UTC. */
  readonly createTime: string;
  readonly lastModifyTime: string;
}

export class StyleStore {
  readonly #path: string;
  readonly #now: () => Date;
  #styles: readonly ImageStyle[];

  constructor(path: string, now: () => Date) {
    this.#path = path;
    this.#now = now;
    this.#styles = (readJsonFile(path) ?? []) as ImageStyle[];
  }

  /** Every style, by name, the bucket's own content before that of prefixes. */
  all(): readonly ImageStyle[] {
    return this.#styles;
  }

  get(name: string, prefix = ""): ImageStyle | undefined {
    return this.#styles.find((style) => style.name === name && style.prefix === prefix);
  }

  /**
   * The content of a style for one object.
   * Assumption: among contents for prefixes of its key the longest wins, and the bucket's own comes last.
   */
  resolve(name: string, key: string): string | undefined {
    return this.#styles
      .filter((style) => style.name === name && key.startsWith(style.prefix))
      .sort((a, b) => b.prefix.length - a.prefix.length)[0]?.content;
  }

  /** The number of names: contents for prefixes are of one style. */
  get size(): number {
    return new Set(this.#styles.map(({ name }) => name)).size;
  }

  has(name: string): boolean {
    return this.#styles.some((style) => style.name === name);
  }

  /** Creates a style or replaces its content. */
  put(name: string, prefix: string, content: string): void {
    const time = this.#now().toISOString();
    const createTime = this.get(name, prefix)?.createTime ?? time;
    this.#save([...this.#without(name, prefix), { name, prefix, content, createTime, lastModifyTime: time }]);
  }

  /** Whether there was such a style. */
  delete(name: string, prefix = ""): boolean {
    const left = this.#without(name, prefix);
    if (left.length === this.#styles.length) return false;
    this.#save(left);
    return true;
  }

  #without(name: string, prefix: string): ImageStyle[] {
    return this.#styles.filter((style) => style.name !== name || style.prefix !== prefix);
  }

  #save(styles: ImageStyle[]): void {
    const order = (style: ImageStyle): string => `${style.name}\u0000${style.prefix}`;
    styles.sort((a, b) => (order(a) < order(b) ? -1 : 1));
    writeJsonFile(this.#path, styles);
    this.#styles = styles;
  }
}
