/** From which pages a bucket may be used: its CORS rules, kept in one JSON file. */
import { rmSync } from "node:fs";
import { readJsonFile, writeJsonFile } from "./json-file.js";

/** What pages may be allowed (docs/6349/75033). */
export const CORS_METHODS = ["GET", "PUT", "POST", "DELETE", "HEAD"] as const;
export type CorsMethod = (typeof CORS_METHODS)[number];

export interface CorsRule {
  /** `https://www.example.com`, or with one `*` in place of any text. */
  readonly origins: readonly string[];
  readonly methods: readonly CorsMethod[];
  /** Names of request headers, perhaps with one `*` each. */
  readonly headers: readonly string[];
  /** Names of the reply's headers that a page may read beside the few that every page may. */
  readonly exposed: readonly string[];
  /** How long a browser may keep the answer to a preflight. */
  readonly maxAgeSeconds: number;
  /** Whether all replies of the bucket say `Vary: Origin`. */
  readonly varies: boolean;
}

export class CorsStore {
  readonly #path: string;
  #rules: readonly CorsRule[] | null;

  constructor(path: string) {
    this.#path = path;
    this.#rules = readJsonFile(path) as readonly CorsRule[] | null;
  }

  /** Null until rules are put. */
  get(): readonly CorsRule[] | null {
    return this.#rules;
  }

  put(rules: readonly CorsRule[]): void {
    writeJsonFile(this.#path, rules);
    this.#rules = rules;
  }

  delete(): void {
    rmSync(this.#path, { force: true });
    this.#rules = null;
  }
}
