/** How a bucket's object keys name image styles, `key-NAME`: its separators, kept in one JSON file. */
import { readJsonFile, writeJsonFile } from "./json-file.js";

/** Those that the Node.js SDK's type has (bucket/img.ts). */
export const SEPARATORS = ["-", "_", "!", "\\"] as const;
export type Separator = (typeof SEPARATORS)[number];

export interface SeparatorRule {
  readonly separators: readonly Separator[];
  /** By separator, what a key must begin and end with for it to hold. */
  readonly prefixes: Readonly<Partial<Record<Separator, string>>>;
  readonly suffixes: Readonly<Partial<Record<Separator, string>>>;
}

export interface StyledKey {
  readonly key: string;
  readonly style: string;
}

export class SeparatorStore {
  readonly #path: string;
  #rule: SeparatorRule | null;

  constructor(path: string) {
    this.#path = path;
    this.#rule = readJsonFile(path) as SeparatorRule | null;
  }

  /** Null until one is put. */
  get(): SeparatorRule | null {
    return this.#rule;
  }

  put(rule: SeparatorRule): void {
    writeJsonFile(this.#path, rule);
    this.#rule = rule;
  }

  /** How a key may be read as another key and a style: at each place of each separator, from the end. */
  readings(text: string): readonly StyledKey[] {
    const { separators, prefixes, suffixes } = this.#rule ?? NONE;
    return separators.flatMap((separator) =>
      placesOf(separator, text)
        .map((at) => ({ key: text.slice(0, at), style: text.slice(at + 1) }))
        .filter(
          ({ key }) => key.startsWith(prefixes[separator] ?? "") && key.endsWith(suffixes[separator] ?? ""),
        ),
    );
  }
}

/** With something before and behind, the last one first. */
function placesOf(separator: Separator, text: string): number[] {
  const places: number[] = [];
  for (
    let at = text.lastIndexOf(separator, text.length - 2);
    at > 0;
    at = text.lastIndexOf(separator, at - 1)
  ) {
    places.push(at);
  }
  return places;
}

const NONE: SeparatorRule = { separators: [], prefixes: {}, suffixes: {} };
