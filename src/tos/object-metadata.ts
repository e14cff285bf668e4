/**
 * What the writer of an object said of it, in headers `x-tos-meta-NAME: VALUE`. The SDKs percent-encode what is not ASCII
 * (the Go SDK more than that) and decode all of it when they read, so `100%25` reads as `100%`.
 */
import type { TosReply } from "./transport.js";

export interface MetadataEntry {
  /** In lower case, without `x-tos-meta-`. */
  readonly name: string;
  readonly value: string;
}

const PREFIX = "x-tos-meta-";

/** Total: what is no percent-encoded UTF-8 stays as it is. Sorted by name. */
export function readMetadata(headers: TosReply["headers"]): MetadataEntry[] {
  return Object.entries(headers)
    .flatMap(([header, value]) =>
      header.toLowerCase().startsWith(PREFIX) && value !== undefined
        ? [
            {
              name: decode(header.slice(PREFIX.length)).toLowerCase(),
              // A header that is given more often means its values in a list (RFC 9110, 5.3).
              value: decode(Array.isArray(value) ? value.join(", ") : value),
            },
          ]
        : [],
    )
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Each run of `%XX` by itself: one that is no UTF-8 does not keep the others from being read. */
function decode(text: string): string {
  return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) => {
    try {
      return decodeURIComponent(run);
    } catch {
      return run;
    }
  });
}
