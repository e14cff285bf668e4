import type { FieldReader } from "./field-reader.js";

/**
 * Addresses of the generated pictures: `image_urls`, and `image_url` of the older models. Null, absent and `[]`
 * all give none, a lone string gives one. An address is kept exactly as it came, since its query is signed;
 * what is no absolute http(s) address is left out and reported.
 */
export function readImageUrls(data: FieldReader): string[] {
  return collect(data, ["image_urls", "image_url"], (text) => (isHttpUrl(text) ? text : null));
}

/**
 * The generated pictures themselves: `binary_data_base64`, and `image` of the older models, as padded standard
 * base64 (RFC 4648 section 4). A data-URI prefix is taken off; what is no valid base64 is left out and reported.
 */
export function readBinaryData(data: FieldReader): string[] {
  return collect(data, ["binary_data_base64", "image"], toBase64);
}

/** What the first member lists, and what the second adds to it. */
function collect(
  data: FieldReader,
  [listed, single]: readonly [string, string],
  read: (text: string) => string | null,
): string[] {
  const readAll = (name: string): string[] =>
    data.list(name).flatMap((value) => {
      const result = typeof value === "string" ? read(value) : null;
      if (result === null) data.reject(name);
      return result ?? [];
    });
  // Repeats inside the list stay: the place in it tells the picture from the edge map of a control net.
  const found = readAll(listed);
  return [...found, ...readAll(single).filter((picture) => !found.includes(picture))];
}

function isHttpUrl(text: string): boolean {
  // The first test keeps out what URL repairs: missing slashes, blanks around or inside.
  return /^https?:\/\/\S+$/i.test(text) && URL.canParse(text);
}

function toBase64(text: string): string | null {
  const digits = text.replace(/^data:[^,]{0,100};base64,/i, "");
  if (digits.length === 0 || digits.length % 4 !== 0) return null;
  const padding = digits.endsWith("==") ? 2 : digits.endsWith("=") ? 1 : 0;
  // A search for what must not be there: a pattern that matches the whole would backtrack over megabytes.
  const foreign = digits.search(/[^A-Za-z0-9+/]/);
  return foreign === -1 || foreign === digits.length - padding ? digits : null;
}
