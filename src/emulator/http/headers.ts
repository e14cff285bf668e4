/** Request headers by lower-case name. A repeated header's values are joined by a comma, as they are when signed. */
export type HeaderMap = ReadonlyMap<string, string>;

/** @param raw names and values in turn, as `IncomingMessage.rawHeaders` holds them. */
export function readHeaders(raw: readonly string[]): HeaderMap {
  const headers = new Map<string, string>();
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = (raw[at] ?? "").toLowerCase();
    const value = decodeValue(raw[at + 1] ?? "");
    const earlier = headers.get(name);
    headers.set(name, earlier === undefined ? value : `${earlier},${value}`);
  }
  return headers;
}

/** Node.js reads header bytes as Latin-1; a client that sends raw UTF-8 has signed the text that it meant. */
function decodeValue(value: string): string {
  if (!/[\u0080-\u00ff]/.test(value)) return value;
  const text = Buffer.from(value, "latin1").toString("utf8");
  return text.includes("\ufffd") ? value : text;
}
