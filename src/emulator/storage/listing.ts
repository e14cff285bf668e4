/** One page of a listing, as a function of the sorted keys: prefix, delimiter, continuation. */
import { compareKeys } from "./key-order.js";

export interface ListingQuery {
  readonly prefix: string;
  /** Empty for none. */
  readonly delimiter: string;
  /** Keys and common prefixes at or before this one are left out; empty for none. */
  readonly after: string;
  readonly maxKeys: number;
}

export interface Listing {
  readonly keys: readonly string[];
  readonly commonPrefixes: readonly string[];
  /** What the next page continues after; null on the last page. */
  readonly next: string | null;
}

/** Keys and common prefixes count alike towards `maxKeys`, in one order. */
export function listPage(sorted: readonly string[], query: ListingQuery): Listing {
  const keys: string[] = [];
  const commonPrefixes: string[] = [];
  if (query.maxKeys === 0) return { keys, commonPrefixes, next: null };
  let last = query.after;
  for (let at = firstAtOrAfter(sorted, query); at < sorted.length; at++) {
    const key = sorted[at] ?? "";
    if (!key.startsWith(query.prefix)) break;
    const item = commonPrefixOf(key, query) ?? key;
    if (compareKeys(item, query.after) <= 0 || item === last) continue;
    if (keys.length + commonPrefixes.length === query.maxKeys) {
      return { keys, commonPrefixes, next: last };
    }
    (item === key && commonPrefixOf(key, query) === null ? keys : commonPrefixes).push(item);
    last = item;
  }
  return { keys, commonPrefixes, next: null };
}

function commonPrefixOf(key: string, { prefix, delimiter }: ListingQuery): string | null {
  if (delimiter === "") return null;
  const end = key.indexOf(delimiter, prefix.length);
  return end === -1 ? null : key.slice(0, end + delimiter.length);
}

function firstAtOrAfter(sorted: readonly string[], { prefix, after }: ListingQuery): number {
  const from = compareKeys(prefix, after) > 0 ? prefix : after;
  let low = 0;
  let high = sorted.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareKeys(sorted[middle] ?? "", from) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}
