/**
 * The tos-chunked encoding of the Go SDK: `SIZE\r\n` in hex, so many bytes, `\r\n`, until a size of 0; then trailers
 * `name:value\r\n`, and an empty line.
 */
import { contentEncodings } from "../auth/payload.js";
import { FAULTS, TosFault } from "../faults.js";
import { Crc64 } from "../storage/crc64.js";
import type { HeaderMap } from "./headers.js";

/** Of a line with a size or a trailer, in bytes: what is longer is no such line. */
const MAX_LINE = 8 * 1024;

/** The headers as they would be without the encoding: what is stored of an object must not name it. */
export function decodedHeaders(headers: HeaderMap): HeaderMap {
  const decoded = new Map(headers);
  const encodings = contentEncodings(headers).filter((name) => name !== "tos-chunked");
  decoded.delete("content-encoding");
  if (encodings.length > 0) decoded.set("content-encoding", encodings.join(","));
  decoded.delete("content-length");
  const length = headers.get("x-tos-decoded-content-length");
  if (length !== undefined) decoded.set("content-length", length);
  return decoded;
}

/**
 * The bytes that were encoded. Throws MalformedBody when the encoding is broken or the body ends early, and BadDigest
 * when the trailer's CRC64 or x-tos-decoded-content-length is another body's.
 */
export async function* decodeTosChunked(
  chunks: AsyncIterable<Buffer>,
  headers: HeaderMap,
): AsyncGenerator<Buffer> {
  const input = new Input(chunks);
  try {
    const crc = new Crc64();
    let size = 0;
    for await (const bytes of readChunks(input)) {
      size += bytes.length;
      crc.update(bytes);
      yield bytes;
    }
    checkEnd(await readTrailers(input), headers, { size, crc64: crc.digest() });
  } finally {
    await input.close();
  }
}

async function* readChunks(input: Input): AsyncGenerator<Buffer> {
  for (let left = sizeOf(await input.line()); left > 0; left = sizeOf(await input.line())) {
    while (left > 0) {
      const bytes = await input.some(left);
      left -= bytes.length;
      yield bytes;
    }
    if ((await input.line()) !== "") throw malformed("a chunk is longer than it says");
  }
}

function checkEnd(
  trailers: ReadonlyMap<string, string>,
  headers: HeaderMap,
  { size, crc64 }: { readonly size: number; readonly crc64: string },
): void {
  const announced = headers.get("x-tos-trailer")?.toLowerCase();
  if (announced !== undefined && !trailers.has(announced))
    throw malformed(`the trailer ${announced} is missing`);
  const sent = trailers.get("x-tos-hash-crc64ecma") ?? crc64;
  const length = headers.get("x-tos-decoded-content-length") ?? String(size);
  if ((sent !== crc64 && sent !== base64(crc64)) || length !== String(size)) {
    throw new TosFault(FAULTS.badChecksum);
  }
}

async function readTrailers(input: Input): Promise<Map<string, string>> {
  const trailers = new Map<string, string>();
  for (let line = await input.line(); line !== ""; line = await input.line()) {
    const colon = line.indexOf(":");
    if (colon <= 0) throw malformed("a trailer is not name:value");
    trailers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return trailers;
}

function sizeOf(line: string): number {
  if (!/^[0-9a-f]{1,12}$/i.test(line)) throw malformed("the size of a chunk is not hexadecimal");
  return Number.parseInt(line, 16);
}

/**
 * Assumption: the trailer holds the CRC64 as eight bytes, big-endian, in base64, as the Go SDK reads it, or in decimal, as
 * the header of the same name has it.
 */
function base64(decimal: string): string {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(decimal));
  return bytes.toString("base64");
}

function malformed(detail: string): TosFault {
  return new TosFault(FAULTS.malformedChunks, { detail });
}

/** A body, read by lines and by numbers of bytes. */
class Input {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(chunks: AsyncIterable<Buffer>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** Up to the next `\r\n`, which is read and left out. */
  async line(): Promise<string> {
    let end = this.#rest.indexOf("\r\n");
    while (end === -1) {
      if (this.#rest.length > MAX_LINE) throw malformed("a line is too long");
      const more = await this.#next();
      this.#rest = Buffer.concat([this.#rest, more]);
      end = this.#rest.indexOf("\r\n");
    }
    const line = this.#rest.toString("latin1", 0, end);
    this.#rest = this.#rest.subarray(end + 2);
    return line;
  }

  /** At least one byte and at most `most`. */
  async some(most: number): Promise<Buffer> {
    if (this.#rest.length === 0) this.#rest = await this.#next();
    const bytes = this.#rest.subarray(0, most);
    this.#rest = this.#rest.subarray(bytes.length);
    return bytes;
  }

  /** Lets go of what was not read, so that the server can do with it what it does with any body that nobody wants. */
  async close(): Promise<void> {
    await this.#chunks.return?.();
  }

  async #next(): Promise<Buffer> {
    const { value, done } = await this.#chunks.next();
    if (done === true) throw malformed("the body ends before its last chunk");
    return value.length === 0 ? this.#next() : value;
  }
}
