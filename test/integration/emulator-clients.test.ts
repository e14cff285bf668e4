/** Requests signed with the habits of the official clients, whole and tampered with, over a real socket. */
import { connect } from "node:net";
import { TosClient } from "@volcengine/tos-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Crc64 } from "../../src/emulator/storage/crc64.js";
import {
  CLIENTS,
  type Keys,
  presignAs,
  signAs,
  type Wanted,
  type WireRequest,
} from "../unit/emulator/client-habits.js";
import { type Answer, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const NOW = new Date("2026-03-04T05:06:07Z");
const KEY = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const STS = { accessKeyId: "stsAK", secretAccessKey: "stsSK", securityToken: "a token+/=" };
const HABITS = Object.keys(CLIENTS);

let emulator: StartedEmulator;
let instant = NOW;

beforeAll(async () => {
  emulator = await startEmulator({ identities: [KEY, STS], now: () => instant });
  await send(signAs("Go", { ...wanted(), method: "PUT", path: "/examplebucket" }));
  await send(signAs("Go", { ...wanted(), method: "PUT", path: PATH, body: "content" }));
});
afterAll(() => emulator.stop());

const PATH = "/examplebucket/a dir/千军万马 (1)!*'~.txt";

function wanted(keys: Keys = KEY): Wanted {
  return { method: "GET", host: emulator.host, path: PATH, keys, now: NOW };
}

function send({ method, target, headers, body }: WireRequest): Promise<Answer> {
  return emulator.raw(method, target, headers, body);
}

/** `200 content`, or what an error says of its cause. */
async function outcome(request: WireRequest): Promise<string> {
  const answer = await send(request);
  if (answer.status < 400) return `${answer.status} ${answer.text}`.trimEnd();
  const { Code, EC } = answer.json();
  return [answer.status, Code, EC].filter((part) => part !== undefined).join(" ");
}

const BODY_WANTED = {
  method: "POST",
  query: { "x-tos-process": "aigc/image_to_image" },
  headers: { "content-type": "application/json" },
  body: "{}",
};

function withHeader(request: WireRequest, name: string, value: string): WireRequest {
  return { ...request, headers: { ...request.headers, [name]: value } };
}

/** The text with another last hex digit, which is that of the signature. */
function flipLastDigit(text: string): string {
  return text.slice(0, -1) + (text.endsWith("0") ? "1" : "0");
}

describe.each(HABITS)("a request signed as the %s client signs", (client) => {
  it("is accepted, by GET, HEAD and PUT, with metadata and a query", async () => {
    const query = { "response-content-type": "text/plain; charset=utf-8", "x-tos-process-not": "a/b c" };
    expect(await outcome(signAs(client, { ...wanted(), query }))).toBe("200 content");
    expect(await outcome(signAs(client, { ...wanted(), method: "HEAD" }))).toBe("200");
    const headers = { "content-type": "text/plain", "x-tos-meta-note": "runs   of    space" };
    const put = { ...wanted(), method: "PUT", path: `/examplebucket/by ${client}`, headers, body: "new" };
    expect(await outcome(signAs(client, put))).toBe("200");
    expect(await outcome(signAs(client, { ...wanted(), path: put.path }))).toBe("200 new");
  });

  it.each(["GET", "POST"])("is accepted for a generation, by %s with a body", async (method) => {
    const request = signAs(client, { ...wanted(), ...BODY_WANTED, method, path: "/examplebucket" });
    // The signature is good, and the task is not: that comes after it.
    expect(await outcome(request)).toBe("400 MissingArgument");
  });

  it("is accepted with an STS token, and refused with none or another's", async () => {
    expect(await outcome(signAs(client, wanted(STS)))).toBe("200 content");
    const { securityToken: _, ...without } = STS;
    expect(await outcome(signAs(client, wanted(without)))).toBe("403 InvalidSecurityToken");
    expect(await outcome(signAs(client, wanted({ ...STS, securityToken: "other" })))).toBe(
      "403 InvalidSecurityToken",
    );
  });

  const tampered: Record<string, [(request: WireRequest) => WireRequest, string]> = {
    "another signature": [
      (request) => withHeader(request, "authorization", flipLastDigit(request.headers.authorization ?? "")),
      "403 SignatureDoesNotMatch",
    ],
    "an x-tos header that is not signed": [
      (request) => withHeader(request, "x-tos-acl", "public-read"),
      "403 AuthorizationHeaderMalformed 0002-00000016",
    ],
    "another path": [
      (request) => ({ ...request, target: request.target.replace("dir", "DIR") }),
      "403 SignatureDoesNotMatch",
    ],
    "another query": [
      (request) => ({ ...request, target: `${request.target}?versionId=1` }),
      "403 SignatureDoesNotMatch",
    ],
    "another method": [(request) => ({ ...request, method: "DELETE" }), "403 SignatureDoesNotMatch"],
    "another host": [
      (request) => withHeader(request, "host", `localhost:${emulator.port}`),
      "403 SignatureDoesNotMatch",
    ],
    "a date of the same day": [
      (request) => withHeader(request, "x-tos-date", "20260304T050608Z"),
      "403 SignatureDoesNotMatch",
    ],
    "another access key": [
      (request) =>
        withHeader(
          request,
          "authorization",
          (request.headers.authorization ?? "").replace("testAK", "other"),
        ),
      "403 InvalidAccessKeyId",
    ],
  };
  it.each(Object.entries(tampered))("is refused with %s", async (_name, [change, expected]) => {
    expect(await outcome(change(signAs(client, wanted())))).toBe(expected);
  });

  it("is refused when it is old, or of the future", async () => {
    for (const minutes of [-16, 16]) {
      const now = new Date(NOW.getTime() + minutes * 60_000);
      expect(await outcome(signAs(client, { ...wanted(), now }))).toBe("403 RequestTimeTooSkewed");
    }
  });

  it("is accepted presigned until it expires, and refused with another path, query, method or expiry", async () => {
    const request = presignAs(client, { ...wanted(), query: { "response-expires": "0" } }, 60);
    expect(await outcome(request)).toBe("200 content");
    const changes: WireRequest[] = [
      { ...request, target: request.target.replace("dir", "DIR") },
      { ...request, target: request.target.replace("response-expires=0", "response-expires=1") },
      { ...request, target: request.target.replace("X-Tos-Expires=60", "X-Tos-Expires=61") },
      { ...request, target: flipLastDigit(request.target) },
      { ...request, method: "DELETE" },
    ];
    for (const each of changes) expect(await outcome(each)).toBe("403 SignatureDoesNotMatch");
    expect(await outcome(withHeader(request, "x-tos-meta-a", "1"))).toBe(
      "403 AuthorizationHeaderMalformed 0002-00000016",
    );
    instant = new Date(NOW.getTime() + 61_000);
    try {
      expect(await outcome(request)).toBe("403 AccessDenied");
    } finally {
      instant = NOW;
    }
  });

  it("is accepted presigned with a body, signed headers and an STS token", async () => {
    const put = presignAs(client, {
      ...wanted(STS),
      method: "PUT",
      path: "/examplebucket/presigned",
      headers: { "content-type": "text/plain", "x-tos-meta-a": "1" },
      body: "uploaded",
    });
    expect(await outcome(put)).toBe("200");
    expect(await outcome(withHeader(put, "x-tos-meta-a", "2"))).toBe("403 SignatureDoesNotMatch");
    const generation = presignAs(client, { ...wanted(), ...BODY_WANTED, path: "/examplebucket" });
    expect(await outcome(generation)).toBe("400 MissingArgument");
  });
});

it("a body other than the one under a hex digest is refused, by GET and POST, and stored nowhere", async () => {
  for (const method of ["GET", "POST"]) {
    const request = signAs("Rust command line", {
      ...wanted(),
      ...BODY_WANTED,
      method,
      path: "/examplebucket",
    });
    expect(await outcome({ ...request, body: "[]" })).toBe("400 ContentSHA256Mismatch");
  }
  const put = signAs("Rust command line", {
    ...wanted(),
    method: "PUT",
    path: "/examplebucket/held",
    body: "one",
  });
  expect(await outcome({ ...put, body: "two" })).toBe("400 ContentSHA256Mismatch");
  expect(await outcome(signAs("Go", { ...wanted(), path: "/examplebucket/held" }))).toBe(
    "404 NoSuchKey 0017-00000003",
  );
});

it.each(["", "abc", "unsigned-payload", "e".repeat(63)])(
  "x-tos-content-sha256 %j is refused",
  async (digest) => {
    const headers = { "x-tos-content-sha256": digest };
    expect(await outcome(signAs("Go", { ...wanted(), headers }))).toBe("400 InvalidArgument");
  },
);

describe("header values on the wire", () => {
  /** Sends lines as they are, and reads the status line and the body of what comes back. */
  function exchange(lines: readonly string[]): Promise<{ status: number; body: string }> {
    return new Promise((resolve, reject) => {
      const socket = connect(emulator.port, "127.0.0.1", () => socket.write(`${lines.join("\r\n")}\r\n\r\n`));
      let text = "";
      socket.setEncoding("utf8").on("data", (part) => {
        text += part;
      });
      socket.on("error", reject);
      socket.on("end", () =>
        resolve({ status: Number(text.split(" ")[1]), body: text.slice(text.indexOf("\r\n\r\n") + 4) }),
      );
    });
  }
  /** The lines of a signed GET, its `x-tos-meta-a` signed with one value and sent in other lines. */
  function lines(signed: string, ...sent: readonly string[]): string[] {
    const { target, headers } = signAs("Go", { ...wanted(), headers: { "x-tos-meta-a": signed } });
    const others = Object.entries(headers).filter(([name]) => name !== "x-tos-meta-a");
    return [
      `GET ${target} HTTP/1.1`,
      ...others.map(([name, value]) => `${name}: ${value}`),
      ...sent.map((value) => `X-Tos-Meta-A:${value}`),
      "connection: close",
    ];
  }

  it.each<[string, string, string[]]>([
    ["repeated, are joined by commas in their order", "1,2", [" 1", " 2"]],
    ["with white space around them and within are trimmed and folded", "a b", ["   a \t  b  "]],
    ["that are empty are signed as such", "", [""]],
  ])("%s", async (_name, signed, sent) => {
    expect(await exchange(lines(signed, ...sent))).toEqual({ status: 200, body: "content" });
  });

  it("in another order are another request", async () => {
    expect((await exchange(lines("1,2", " 2", " 1"))).status).toBe(403);
  });
});

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
    signAs("Go", {
      ...wanted(),
      method: "PUT",
      path: "/examplebucket/chunked",
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
    const stored = await send(signAs("Go", { ...wanted(), path: "/examplebucket/chunked" }));
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
    const request = signAs("Go", { ...wanted(), method: "PUT", headers, body: whole });
    expect(await outcome(request)).toBe("400 InvalidArgument");
  });
});

describe("a policy URL of the official Node.js SDK", () => {
  const sdk = (bucket: string) =>
    new TosClient({
      accessKeyId: KEY.accessKeyId,
      accessKeySecret: KEY.secretAccessKey,
      region: "cn-beijing",
      endpoint: emulator.host,
      secure: false,
      bucket,
    });
  /** The SDK writes http://bucket.127.0.0.1, which no URL parser takes: the host goes into the header. */
  const follow = async (url: string, method = "GET"): Promise<string> => {
    const [, host = "", target = ""] = /^http:\/\/([^/?]+)(.*)$/.exec(url) ?? [];
    return outcome({
      method,
      target: target.startsWith("?") ? `/${target}` : target,
      headers: { host },
      body: undefined,
    });
  };
  /** The SDK signs with the time of its own clock. */
  const atNow = async (test: () => Promise<void>): Promise<void> => {
    instant = new Date();
    await test().finally(() => {
      instant = NOW;
    });
  };
  const policy = (bucket = "examplebucket") =>
    sdk(bucket).preSignedPolicyURL({
      conditions: [
        { key: "key", operator: "starts-with", value: "shared/" },
        { key: "key", value: "one.txt" },
      ],
    });

  beforeAll(async () => {
    for (const key of ["shared/a b.txt", "one.txt", "one.txt.bak"]) {
      await send(signAs("Go", { ...wanted(), method: "PUT", path: `/examplebucket/${key}`, body: key }));
    }
  });

  it("opens the objects that its conditions name, to GET and HEAD, with any other query", () =>
    atNow(async () => {
      const { getSignedURLForGetOrHead: urlOf } = policy();
      expect(await follow(urlOf("shared/a b.txt"))).toBe("200 shared/a b.txt");
      expect(await follow(urlOf("one.txt", { "response-content-type": "text/plain" }), "HEAD")).toBe("200");
    }));

  it("opens no other object, bucket or operation", () =>
    atNow(async () => {
      const { getSignedURLForGetOrHead: urlOf } = policy();
      expect(await follow(urlOf("one.txt.bak"))).toBe("403 AccessDenied");
      expect(await follow(urlOf("one.txt"), "DELETE")).toBe("403 AccessDenied");
      const elsewhere = policy("otherbucket").getSignedURLForGetOrHead("one.txt");
      expect(await follow(elsewhere.replace("otherbucket.", "examplebucket."))).toBe("403 AccessDenied");
    }));

  it("lists under the prefixes of its conditions", () =>
    atNow(async () => {
      const { getSignedURLForList: urlOf } = policy();
      const listed = await follow(urlOf({ "list-type": "2", prefix: "shared/" }));
      expect(JSON.parse(listed.slice("200 ".length)).Contents).toMatchObject([{ Key: "shared/a b.txt" }]);
      expect(await follow(urlOf({ "list-type": "2" }))).toBe("403 AccessDenied");
    }));

  it("is refused with another policy, signature or expiry", () =>
    atNow(async () => {
      const url = policy().getSignedURLForGetOrHead("one.txt");
      const other = encodeURIComponent(btoa('{"conditions":[["starts-with","$key",""]]}'));
      for (const changed of [
        url.replace(/X-Tos-Policy=[^&]+/, `X-Tos-Policy=${other}`),
        url.replace(/X-Tos-Expires=\d+/, "X-Tos-Expires=604800"),
        url.replace(/X-Tos-Signature=[0-9a-f]{8}/, "X-Tos-Signature=00000000"),
      ]) {
        expect(await follow(changed)).toBe("403 SignatureDoesNotMatch");
      }
    }));

  it("expires", async () => {
    const url = policy().getSignedURLForGetOrHead("one.txt");
    instant = new Date(Date.now() + 3_700_000);
    expect(await follow(url)).toBe("403 AccessDenied");
    instant = NOW;
  });
});
