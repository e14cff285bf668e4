/** What a client says of an object when it writes one: headers to repeat, metadata, storage class, ACL, key. */
import { FAULTS, TosFault } from "../faults.js";
import type { HeaderMap } from "../http/headers.js";
import type { Description } from "../storage/object-store.js";
import { readAclHeaders } from "./acl-headers.js";

/** The headers of the content, which GET and HEAD repeat and `response-*` replaces. */
export const CONTENT_HEADERS = [
  "content-type",
  "content-disposition",
  "content-encoding",
  "content-language",
  "cache-control",
  "expires",
];

/** The Node.js SDK's StorageClassType. */
const STORAGE_CLASSES = [
  "STANDARD",
  "IA",
  "ARCHIVE_FR",
  "ARCHIVE",
  "COLD_ARCHIVE",
  "DEEP_COLD_ARCHIVE",
  "INTELLIGENT_TIERING",
];

/** Throws InvalidArgument for what the service does not know. */
export function readDescription(headers: HeaderMap): Description {
  return { headers: readContentHeaders(headers), ...readPlacement(headers) };
}

/** Storage class and ACL: unlike the headers, a copy does not take them from its source. */
export function readPlacement(headers: HeaderMap): Omit<Description, "headers"> {
  const storageClass = headers.get("x-tos-storage-class");
  if (storageClass !== undefined && !STORAGE_CLASSES.includes(storageClass)) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: `x-tos-storage-class must be one of ${STORAGE_CLASSES.join(", ")}`,
    });
  }
  const acl = readAclHeaders(headers);
  return { ...(storageClass !== undefined && { storageClass }), ...(acl !== undefined && { acl }) };
}

function readContentHeaders(headers: HeaderMap): Record<string, string> {
  const kept = [...headers].filter(
    ([name]) =>
      CONTENT_HEADERS.includes(name) ||
      name.startsWith("x-tos-meta-") ||
      name === "x-tos-website-redirect-location",
  );
  const values = kept.map(([name, value]) => [name, asHeaderValue(name, value)] as const);
  return { "content-type": "binary/octet-stream", ...Object.fromEntries(values) };
}

/**
 * A text as a header carries it. SDKs percent-encode what is not ASCII, and read it back so.
 * Assumption: what a client sends as raw UTF-8 comes back percent-encoded too.
 * @throws TosFault InvalidArgument for control characters, which name the parameter.
 */
export function asHeaderValue(name: string, text: string): string {
  if (/^[\t\x20-\x7e]*$/.test(text)) return text;
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (/[\x00-\x08\x0a-\x1f\x7f]/.test(text) || !text.isWellFormed()) {
    throw new TosFault(FAULTS.invalidArgument, {
      detail: `${name} holds characters that no header may have`,
    });
  }
  return text.replace(/[\u0080-\uffff]+/g, encodeURIComponent);
}

/** Whether an existing object must stay. */
export function forbidsOverwrite(headers: HeaderMap): boolean {
  const value = headers.get("x-tos-forbid-overwrite")?.toLowerCase() ?? "false";
  if (value !== "true" && value !== "false") {
    throw new TosFault(FAULTS.invalidArgument, { detail: "x-tos-forbid-overwrite must be true or false" });
  }
  return value === "true";
}

/** Throws InvalidKey for what no object may be called (BytePlus TOS docs, common concepts). */
export function checkNewKey(key: string): void {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
  if (key.startsWith("\\") || /[\x07-\x0d]/.test(key)) throw new TosFault(FAULTS.invalidKey);
}
