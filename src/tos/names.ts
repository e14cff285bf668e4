/**
 * What may name a bucket, an object and an image style. Each check returns what is wrong, or null;
 * no message repeats the name itself.
 */

export const MAX_KEY_BYTES = 1024;
export const MAX_STYLE_NAME_LENGTH = 256;
/** Of one bucket (BytePlus TOS docs, creating an image style). */
export const MAX_STYLES = 100;

const BUCKET = /^[a-z0-9](?:[a-z0-9-]{1,61}[a-z0-9])$/;
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const CONTROL = /[\u0000-\u001f\u007f]/;
const STYLE = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** 3 to 63 of `a-z0-9-`, not starting or ending with `-` (BytePlus TOS docs, common concepts; the Go and Node.js SDKs). */
export function checkBucketName(name: string): string | null {
  return BUCKET.test(name)
    ? null
    : "must be a bucket name: 3 to 63 lower-case letters, digits and hyphens, with no hyphen at either end";
}

/**
 * UTF-8, 1 to 1,024 bytes, no leading backslash, no control characters (BytePlus TOS docs, common concepts). The page
 * names \a \b \t \n \v \f \r; the rest of the control range is refused too, since HTTP stacks do not carry it intact.
 */
export function checkObjectKey(key: string): string | null {
  if (key === "") return "must not be empty";
  if (!key.isWellFormed()) return "must be well-formed Unicode: it holds half of a surrogate pair";
  if (Buffer.byteLength(key) > MAX_KEY_BYTES) return `must be at most ${MAX_KEY_BYTES} bytes in UTF-8`;
  if (key.startsWith("\\")) return "must not start with a backslash";
  if (CONTROL.test(key)) return "must not contain control characters";
  if (/(^|\/)\.{1,2}(\/|$)/.test(key)) {
    return "must not have a path segment of one or two dots: HTTP stacks fold them into another key";
  }
  return null;
}

/** What keys may begin with: anything that a key may hold, cut off anywhere, and nothing at all. */
export function checkKeyPrefix(prefix: string): string | null {
  if (!prefix.isWellFormed()) return "must be well-formed Unicode: it holds half of a surrogate pair";
  if (Buffer.byteLength(prefix) > MAX_KEY_BYTES) return `must be at most ${MAX_KEY_BYTES} bytes in UTF-8`;
  return CONTROL.test(prefix) ? "must not contain control characters" : null;
}

/**
 * An object's key where a caller might take it for an address: the API page's first sample shows `https://xxx`, its text
 * and second sample a key of the addressed bucket (docs/6349/1545409). The text is followed.
 */
export function checkObjectKeyNotUrl(key: string): string | null {
  return /^[a-z][a-z0-9+.-]*:\/\//i.test(key)
    ? "must be the key of an object in the bucket, not a URL: upload the picture first and give its key"
    : null;
}

/** 1 to 256 of `A-Za-z0-9_.-`, not beginning with `.` or `-` (BytePlus TOS docs, creating an image style). */
export function checkStyleName(name: string): string | null {
  return name.length <= MAX_STYLE_NAME_LENGTH && STYLE.test(name)
    ? null
    : `must be a style name: 1 to ${MAX_STYLE_NAME_LENGTH} letters, digits, hyphens, underscores and dots, beginning with a letter, digit or underscore`;
}
