/** Where a copy comes from: `x-tos-copy-source`, the right to read it, and the conditions on it. */
import { requireRight } from "../auth/rights.js";
import { FAULTS, TosFault } from "../faults.js";
import type { TosRequest } from "../http/request.js";
import type { BucketStore } from "../storage/bucket-store.js";
import type { ObjectRecord } from "../storage/object-file.js";
import type { ObjectStore } from "../storage/object-store.js";
import { isNotModified } from "./conditions.js";

const CONDITIONS = ["if-match", "if-none-match", "if-modified-since", "if-unmodified-since"];

export interface CopySource {
  readonly objects: ObjectStore;
  readonly key: string;
  /** Throws PreconditionFailed when the source is not the one that the request wants. */
  check(record: ObjectRecord): void;
}

/** Throws InvalidArgument, NotImplemented for a version, AccessDenied or NoSuchBucket. */
export function readCopySource({ headers, identity }: TosRequest, buckets: BucketStore): CopySource {
  const { bucket, key } = parseCopySource(headers.get("x-tos-copy-source") ?? "");
  requireRight(identity, bucket, "read");
  const { objects } = buckets.get(bucket);
  const conditions = new Map(
    CONDITIONS.flatMap((name) => {
      const value = headers.get(`x-tos-copy-source-${name}`);
      return value === undefined ? [] : [[name, value] as const];
    }),
  );
  return {
    objects,
    key,
    check: (record) => {
      // What would be 304 for a reader leaves a copy nothing to do.
      if (isNotModified(conditions, record)) throw new TosFault(FAULTS.preconditionFailed);
    },
  };
}

/** `/bucket/key`, URL-encoded, with or without the first slash; the slashes of the key may be encoded (Node.js SDK). */
function parseCopySource(header: string): { readonly bucket: string; readonly key: string } {
  const [path = "", version] = header.split("?", 2);
  if (version !== undefined) throw new TosFault(FAULTS.notImplemented, { detail: "versions of objects" });
  const [, bucket = "", key = ""] = /^\/?([^/]+)\/(.+)$/.exec(path) ?? [];
  const invalid = new TosFault(FAULTS.invalidArgument, { detail: "x-tos-copy-source must be /bucket/key" });
  try {
    if (key !== "") return { bucket: decodeURIComponent(bucket), key: decodeURIComponent(key) };
  } catch {
    throw invalid;
  }
  throw invalid;
}
