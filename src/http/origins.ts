/** The origins whose pages may use this API from a browser. */

export interface AllowedOrigins {
  /** Such as `https://app.example.com`; `*` stands for all of them. */
  readonly list: readonly string[];
  /** Whether pages on this machine may as well, on any port: for development. */
  readonly localhost: boolean;
}

/** Whether an `Origin` header is one of an allowed page. */
export type IsAllowedOrigin = (origin: string) => boolean;

const LOCALHOST = /^https?:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/;

export function createOriginCheck({ list, localhost }: AllowedOrigins): IsAllowedOrigin {
  const listed = new Set(list);
  const all = listed.has("*");
  return (origin) => all || listed.has(origin) || (localhost && LOCALHOST.test(origin));
}

/** What is wrong with a list of origins, or null. `*` has to stand alone: beside it any other would mislead. */
export function checkOrigins(list: readonly string[]): string | null {
  if (list.includes("*")) return list.length === 1 ? null : "must be * alone, or origins without *";
  return list.every(isOrigin)
    ? null
    : "must be origins as browsers send them, such as https://app.example.com, without a path, separated by commas; or *";
}

/** Schemes other than of the web are those of apps around a web view, such as `capacitor://localhost`. */
function isOrigin(text: string): boolean {
  if (!/^[a-z][a-z0-9+.-]*:\/\/[^/?#@*\s]+$/.test(text) || !URL.canParse(text)) return false;
  return !/^https?:/.test(text) || new URL(text).origin === text;
}
