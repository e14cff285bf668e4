/** The conditional headers of GET and HEAD (RFC 9110, section 13), as a function of values. */
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";
import type { ObjectRecord } from "../storage/object-file.js";

/** Whether the reply is 304. Throws PreconditionFailed. */
export function isNotModified(headers: HeaderMap, { etag, lastModified }: ObjectRecord): boolean {
  const ifMatch = headers.get("if-match");
  const unmodifiedSince = seconds(headers.get("if-unmodified-since"));
  // HTTP dates have whole seconds.
  const modified = Math.floor(Date.parse(lastModified) / 1000);
  if (ifMatch !== undefined) {
    if (!lists(ifMatch, etag)) throw new TosFault(FAULTS.preconditionFailed);
  } else if (unmodifiedSince !== null && modified > unmodifiedSince) {
    throw new TosFault(FAULTS.preconditionFailed);
  }
  const ifNoneMatch = headers.get("if-none-match");
  if (ifNoneMatch !== undefined) return lists(ifNoneMatch, etag);
  const modifiedSince = seconds(headers.get("if-modified-since"));
  return modifiedSince !== null && modified <= modifiedSince;
}

function lists(header: string, etag: string): boolean {
  const bare = etag.replaceAll('"', "");
  return header
    .split(",")
    .map((each) => each.trim().replace(/^W\//, "").replaceAll('"', ""))
    .some((each) => each === "*" || each === bare);
}

function seconds(date: string | undefined): number | null {
  const time = Date.parse(date ?? "");
  return Number.isNaN(time) ? null : Math.floor(time / 1000);
}
