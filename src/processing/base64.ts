/**
 * Texts inside of a process string: URL-safe base64 by the documents, but clients leave the padding out or use the
 * standard alphabet (Go SDK, Node.js SDK's tests, the TOS MCP server), so all three spellings are read.
 */

/** The text in URL-safe base64 without padding, as the Node.js SDK's tests write it. */
export function encodeBase64Text(text: string): string {
  return Buffer.from(text, "utf8").toString("base64url");
}

/** The text, or null when it is not base64 of UTF-8 or is empty. */
export function decodeBase64Text(encoded: string): string | null {
  const bare = encoded
    .replace(/={1,2}$/, "")
    .replaceAll("-", "+")
    .replaceAll("_", "/");
  if (!/^[A-Za-z0-9+/]+$/.test(bare) || bare.length % 4 === 1) return null;
  if (encoded.endsWith("=") && encoded.length % 4 !== 0) return null;
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(Buffer.from(bare, "base64"));
  } catch {
    return null;
  }
}
