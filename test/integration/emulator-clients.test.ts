/** Requests signed with the habits of the official clients, whole and tampered with, over a real socket. */
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  CLIENTS,
  type Keys,
  presignAs,
  signAs,
  type Wanted,
  type WireRequest,
} from "../unit/emulator/client-habits.js";
import { type Answer, outcomeOf, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const NOW = new Date("2026-03-04T05:06:07Z");
const KEY = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const STS = { accessKeyId: "stsAK", secretAccessKey: "stsSK", securityToken: "a token+/=" };
const HABITS = Object.keys(CLIENTS);
const PATH = "/examplebucket/a dir/千军万马 (1)!*'~.txt";

let emulator: StartedEmulator;
let instant = NOW;

beforeAll(async () => {
  emulator = await startEmulator({ identities: [KEY, STS], now: () => instant });
  await send(signAs("Go", { ...wanted(), method: "PUT", path: "/examplebucket" }));
  await send(signAs("Go", { ...wanted(), method: "PUT", path: PATH, body: "content" }));
});
afterAll(() => emulator.stop());

function wanted(keys: Keys = KEY): Wanted {
  return { method: "GET", host: emulator.host, path: PATH, keys, now: NOW };
}

function send({ method, target, headers, body }: WireRequest): Promise<Answer> {
  return emulator.raw(method, target, headers, body);
}

async function outcome(request: WireRequest): Promise<string> {
  return outcomeOf(await send(request));
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
