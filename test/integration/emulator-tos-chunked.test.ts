/** Uploads in the tos-chunked encoding, as the Go SDK makes them when it sends a CRC64 after the body. */
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { Crc64 } from "../../src/emulator/storage/crc64.js";
import { signAs, type Wanted, type WireRequest } from "../unit/emulator/client-habits.js";
import { type Answer, outcomeOf, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const PATH = "/examplebucket/chunked";

let emulator: StartedEmulator;

beforeAll(async () => {
  emulator = await startEmulator();
  await emulator.call("PUT", "/examplebucket");
});
afterAll(() => emulator.stop());

function signed(wanted: Omit<Wanted, "host" | "keys" | "now">): WireRequest {
  return signAs("Go", { ...wanted, host: emulator.host, keys: EMULATOR_CREDENTIALS, now: new Date() });
}

function send({ method, target, headers, body }: WireRequest): Promise<Answer> {
  return emulator.raw(method, target, headers, body);
}

async function outcome(request: WireRequest): Promise<string> {
  return outcomeOf(await send(request));
}

describe("a body in the tos-chunked encoding", () => {
  const content = "0123456789abcdef".repeat(9000);
  const crc = new Crc64().update(Buffer.from(content)).digest();
  const base64 = () => {
    const bytes = Buffer.alloc(8);
    bytes.writeBigUInt64BE(BigInt(crc));
    return bytes.toString("base64");
  };
  const chunk = (text: string): string => `${text.length.toString(16)}\r\n${text}\r\n`;
  const whole = `${chunk(content.slice(0, 65_536))}${chunk(content.slice(65_536))}0\r\n`;
  const put = (body: string, headers: Record<string, string> = {}) =>
    signed({
      method: "PUT",
      path: PATH,
      headers: {
        "content-encoding": "tos-chunked",
        "x-tos-content-sha256": "STREAMING-UNSIGNED-PAYLOAD-TRAILER",
        "x-tos-trailer": "x-tos-hash-crc64ecma",
        ...headers,
      },
      body,
    });

  it.each([
    ["in base64", base64],
    ["in decimal", () => crc],
  ])("is stored decoded, with the CRC64 of its trailer %s", async (_name, trailer) => {
    const body = `${whole}x-tos-hash-crc64ecma:${trailer()}\r\n\r\n`;
    expect(await outcome(put(body))).toBe("200");
    const stored = await send(signed({ method: "GET", path: PATH }));
    expect(stored.text).toBe(content);
    expect(stored.headers["content-encoding"]).toBeUndefined();
  });

  it.each<[string, string, Record<string, string>, string]>([
    ["another CRC64", `${whole}x-tos-hash-crc64ecma:1\r\n\r\n`, {}, "400 BadDigest"],
    ["no trailer", `${whole}\r\n`, {}, "400 MalformedBody"],
    ["no last chunk", chunk(content), {}, "400 MalformedBody"],
    ["a size that is none", `x${whole}`, {}, "400 MalformedBody"],
    ["a chunk longer than its size", "1\r\nab\r\n0\r\n\r\n", {}, "400 MalformedBody"],
    ["a line without end", "1".repeat(20_000), {}, "400 MalformedBody"],
    ["no content-encoding", whole, { "content-encoding": "identity" }, "400 InvalidArgument"],
  ])("is refused with %s", async (_name, body, headers, expected) => {
    expect(await outcome(put(body, headers))).toBe(expected);
  });

  it("needs its x-tos-content-sha256", async () => {
    const headers = { "content-encoding": "tos-chunked" };
    const request = signed({ method: "PUT", path: PATH, headers, body: whole });
    expect(await outcome(request)).toBe("400 InvalidArgument");
  });
});
