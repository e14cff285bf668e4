/**
 * Cursors of `images`: the key that a page continues after, bound to the bucket and the prefix that it was listed with. A
 * key, and not TOS's continuation token, because it outlives a restart and the object that it names. The digest finds
 * cursors of other lists and broken ones; it is no secret, since whoever may ask for a list may begin it anywhere.
 */
import { createHash } from "node:crypto";

/** The list that a cursor is of. */
export interface CursorScope {
  readonly bucket: string;
  readonly prefix: string;
}

const VERSION = 1;
const DIGEST_BYTES = 9;
/** What a key of 1,024 bytes comes to. */
const MAX_LENGTH = Math.ceil(((1 + DIGEST_BYTES + 1024) * 4) / 3);

export function writeCursor(scope: CursorScope, key: string): string {
  const bytes = Buffer.concat([Buffer.of(VERSION), digest(scope, key), Buffer.from(key)]);
  return bytes.toString("base64url");
}

/** The key; null when the text is no cursor of this list. */
export function readCursor(scope: CursorScope, cursor: string): string | null {
  if (cursor.length > MAX_LENGTH) return null;
  const bytes = Buffer.from(cursor, "base64url");
  const key = bytes.subarray(1 + DIGEST_BYTES).toString("utf8");
  // Written anew it is the same text, or it was none of ours: base64 alone would pass over what it does not know.
  return key !== "" && writeCursor(scope, key) === cursor ? key : null;
}

/** What is wrong with a cursor, or null. */
export function checkCursor(scope: CursorScope, cursor: string): string | null {
  return readCursor(scope, cursor) === null
    ? "must be a cursor that `images` gave out for the same bucket and prefix"
    : null;
}

function digest({ bucket, prefix }: CursorScope, key: string): Buffer {
  return createHash("sha256")
    .update(JSON.stringify(["images", VERSION, bucket, prefix, key]))
    .digest()
    .subarray(0, DIGEST_BYTES);
}
