/**
 * One object, one file: its bytes, then its record as JSON, then the record's length and a magic number. Bytes and record
 * can so never be torn apart, and a range is read from the file at its own offset.
 */
import { createHash } from "node:crypto";
import { constants } from "node:fs";
import { copyFile, type FileHandle, open } from "node:fs/promises";
import { Readable } from "node:stream";
import type { Acl } from "./acl.js";
import { Crc64 } from "./crc64.js";

/** What the emulator keeps of an object beside its bytes. */
export interface ObjectRecord {
  readonly key: string;
  /** Bytes. */
  readonly size: number;
  /** MD5 of the bytes in quotes. */
  readonly etag: string;
  readonly crc64: string;
  /** ISO 8601, UTC. */
  readonly lastModified: string;
  /** What GET and HEAD repeat: content-type, cache-control, …, x-tos-meta-*. Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** STANDARD unless it is given. */
  readonly storageClass?: string;
  /** The bucket's default unless it is given. */
  readonly acl?: Acl;
}

/** An open object. Its bytes stay readable when the object is replaced or deleted meanwhile. */
export interface OpenObject {
  readonly record: ObjectRecord;
  /** The bytes from `start` to `end`, both included. Closes the file at its end. */
  stream(start?: number, end?: number): Readable;
  /** All bytes. Closes the file. */
  read(): Promise<Buffer>;
  close(): Promise<void>;
}

export type Digests = Pick<ObjectRecord, "size" | "etag" | "crc64">;

const MAGIC = Buffer.from("TOSOBJ01");
const FOOTER = MAGIC.length + 4;

/** Writes an object to a new file. `describe` makes its record once its bytes are known, and may throw to refuse it. */
export async function writeObjectFile(
  path: string,
  chunks: AsyncIterable<Uint8Array>,
  describe: (digests: Digests) => ObjectRecord,
): Promise<ObjectRecord> {
  const md5 = createHash("md5");
  const crc = new Crc64();
  let size = 0;
  const file = await open(path, "wx");
  try {
    for await (const chunk of chunks) {
      md5.update(chunk);
      crc.update(chunk);
      size += chunk.length;
      await writeAll(file, chunk);
    }
    const record = describe({ size, etag: `"${md5.digest("hex")}"`, crc64: crc.digest() });
    await writeAll(file, trailerOf(record));
    return record;
  } finally {
    await file.close();
  }
}

/**
 * Writes a copy of an object file with another record; its bytes are not read where the file system can share them.
 * `describe` gets the record that stands with the copied bytes, and may throw to refuse. Throws ENOENT as `copyFile` does.
 */
export async function copyObjectFile(
  from: string,
  path: string,
  describe: (source: ObjectRecord) => ObjectRecord,
): Promise<ObjectRecord> {
  await copyFile(from, path, constants.COPYFILE_FICLONE | constants.COPYFILE_EXCL);
  const file = await open(path, "r+");
  try {
    const source = await readRecord(file, path);
    const record = describe(source);
    await file.truncate(source.size);
    await writeAll(file, trailerOf(record), source.size);
    return record;
  } finally {
    await file.close();
  }
}

/** Throws when the file is not there (ENOENT) or is not an object file. */
export async function openObjectFile(path: string): Promise<OpenObject> {
  const file = await open(path, "r");
  try {
    const record = await readRecord(file, path);
    return {
      record,
      stream: (start = 0, end = record.size - 1) => {
        if (end < start) {
          void file.close();
          return Readable.from([]);
        }
        return file.createReadStream({ start, end });
      },
      read: async () => {
        try {
          const bytes = Buffer.allocUnsafe(record.size);
          await readAll(file, bytes, 0);
          return bytes;
        } finally {
          await file.close();
        }
      },
      close: () => file.close(),
    };
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function readRecord(file: FileHandle, path: string): Promise<ObjectRecord> {
  const total = (await file.stat()).size;
  const footer = Buffer.alloc(FOOTER);
  if (total >= FOOTER) await readAll(file, footer, total - FOOTER);
  const length = footer.readUInt32BE(0);
  if (!footer.subarray(4).equals(MAGIC) || length > total - FOOTER) {
    throw new Error(`${path} is not an object file of the emulator`);
  }
  const text = Buffer.alloc(length);
  await readAll(file, text, total - FOOTER - length);
  return JSON.parse(text.toString("utf8")) as ObjectRecord;
}

function trailerOf(record: ObjectRecord): Buffer {
  const text = Buffer.from(JSON.stringify(record));
  const length = Buffer.alloc(4);
  length.writeUInt32BE(text.length);
  return Buffer.concat([text, length, MAGIC]);
}

/** At the file's own position unless one is given. */
async function writeAll(file: FileHandle, bytes: Uint8Array, position?: number): Promise<void> {
  for (let at = 0; at < bytes.length; ) {
    const to = position === undefined ? null : position + at;
    at += (await file.write(bytes, at, bytes.length - at, to)).bytesWritten;
  }
}

async function readAll(file: FileHandle, into: Buffer, position: number): Promise<void> {
  for (let at = 0; at < into.length; ) {
    const { bytesRead } = await file.read(into, at, into.length - at, position + at);
    if (bytesRead === 0) throw new Error("an object file ended before its record says");
    at += bytesRead;
  }
}
