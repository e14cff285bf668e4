/** Rules of fault injection as a client meets them, and the log of what was asked. */
import { once } from "node:events";
import { get, type IncomingMessage } from "node:http";
import { TosClient } from "@volcengine/tos-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import type { FaultEffect } from "../../src/emulator/injection/rule.js";
import { signHeaders } from "../../src/tos/signature.js";
import { type Answer, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const KEY = { accessKeyId: "emulator", secretAccessKey: "emulator-secret" };
const CONTENT = "0123456789".repeat(200);
const PATH = "/examplebucket/digits";

let started: StartedEmulator;
const logged: string[] = [];

beforeAll(async () => {
  started = await startEmulator({ log: (message) => logged.push(message) });
  for (const bucket of ["examplebucket", "tostest"]) await started.call("PUT", `/${bucket}`);
  await started.call("PUT", PATH, { body: CONTENT });
});
afterEach(() => {
  started.emulator.faults.clear();
  started.emulator.requests.clear();
});
afterAll(async () => {
  await started.stop();
  expect(logged).toEqual([]);
});

function fail(effect: FaultEffect, operation = "GetObject"): void {
  started.emulator.faults.add({ operation, effect });
}

const read = (): Promise<Answer> => started.call("GET", PATH);

/** A GET by node:http on a connection of its own, which shows what comes before a connection breaks. */
async function open(): Promise<IncomingMessage> {
  const headers = signHeaders(
    { method: "GET", path: PATH, query: [], host: started.host, headers: {} },
    KEY,
    { region: "cn-beijing", now: new Date() },
  );
  const request = get(`${started.url}${PATH}`, { headers, agent: false });
  // What is wrong after the whole of a response concerns nobody who has read it.
  request.on("error", () => {});
  const [response] = (await once(request, "response")) as [IncomingMessage];
  return response;
}

/** What arrives of a body, and how it ends. */
async function drain(response: IncomingMessage): Promise<{ text: string; error: string | null }> {
  let text = "";
  try {
    for await (const chunk of response) text += String(chunk);
    return { text, error: null };
  } catch (error) {
    return { text, error: (error as NodeJS.ErrnoException).code ?? String(error) };
  }
}

describe("a request that a rule matches", () => {
  it("gets the status, code, EC and Retry-After that the rule names", async () => {
    fail({
      kind: "status",
      status: 429,
      code: "ExceedAccountQPSLimit",
      ec: "0001-00000002",
      retryAfterSeconds: 7,
    });
    const answer = await read();
    expect([answer.status, answer.headers["retry-after"], answer.headers["x-tos-ec"]]).toEqual([
      429,
      "7",
      "0001-00000002",
    ]);
    expect(answer.json()).toEqual({
      Code: "ExceedAccountQPSLimit",
      Message: "The emulator was told to fail here",
      RequestId: answer.headers["x-tos-request-id"],
      HostId: answer.headers["x-tos-request-id"],
      Resource: PATH,
      EC: "0001-00000002",
    });
    expect((await read()).text).toBe(CONTENT);
  });

  it("waits for its headers", async () => {
    fail({ kind: "delay-headers", ms: 60 });
    const startedAt = performance.now();
    expect((await open()).statusCode).toBe(200);
    // Timers may fire a millisecond early.
    expect(performance.now() - startedAt).toBeGreaterThan(58);
  });

  it("waits in the middle of its body", async () => {
    fail({ kind: "delay-body", ms: 60, afterBytes: 3 });
    const response = await open();
    const [first] = await once(response, "data");
    const startedAt = performance.now();
    expect([String(first), (await drain(response)).text]).toEqual(["012", CONTENT.slice(3)]);
    expect(performance.now() - startedAt).toBeGreaterThan(50);
  });

  it("loses its connection before the headers", async () => {
    fail({ kind: "reset-before-headers" });
    await expect(open()).rejects.toMatchObject({ code: "ECONNRESET" });
  });

  it("loses its connection after the headers", async () => {
    fail({ kind: "reset-after-headers" });
    const response = await open();
    expect([response.statusCode, response.headers["content-length"]]).toEqual([200, "2000"]);
    expect(await drain(response)).toEqual({ text: "", error: "ECONNRESET" });
  });

  it.each([
    [undefined, 1000],
    [5, 5],
    [0, 0],
  ])("gets a body that is cut off after %s bytes", async (afterBytes, length) => {
    fail({ kind: "truncated-body", ...(afterBytes !== undefined && { afterBytes }) });
    const response = await open();
    expect(response.headers["content-length"]).toBe("2000");
    expect(await drain(response)).toEqual({ text: CONTENT.slice(0, length), error: "ECONNRESET" });
  });

  it("gets a body without end, until it leaves", async () => {
    fail({ kind: "endless-body" });
    const response = await open();
    expect(response.headers["content-length"]).toBeUndefined();
    let size = 0;
    for await (const chunk of response) {
      size += (chunk as Buffer).length;
      if (size > 1_000_000) break;
    }
    expect(size).toBeGreaterThan(1_000_000);
    expect((await read()).text).toBe(CONTENT);
  });

  it("gets a gateway's page of HTML, without the headers of TOS", async () => {
    fail({ kind: "html" });
    const answer = await read();
    expect([answer.status, answer.headers["content-type"], answer.headers["x-tos-request-id"]]).toEqual([
      502,
      "text/html; charset=utf-8",
      undefined,
    ]);
    expect(answer.text).toContain("<h");
    fail({ kind: "html", status: 200, text: "<p>sign in</p>" });
    expect([(await read()).text, (await read()).text]).toEqual(["<p>sign in</p>", CONTENT]);
  });

  it("gets JSON that is none, or that a client does not expect", async () => {
    fail({ kind: "wrong-json" });
    const broken = await read();
    expect([broken.status, broken.headers["content-type"]]).toEqual([200, "application/json"]);
    expect(() => broken.json()).toThrow(SyntaxError);
    fail({ kind: "wrong-json", status: 500, text: "[]" });
    const odd = await read();
    expect([odd.status, odd.json()]).toEqual([500, []]);
  });

  it("gets a content-length that is too small", async () => {
    fail({ kind: "wrong-content-length", by: -1990 });
    const response = await open();
    expect([response.headers["content-length"], (await drain(response)).text]).toEqual(["10", "0123456789"]);
  });

  it("gets a content-length that is too large, and waits for the rest", async () => {
    fail({ kind: "wrong-content-length", by: 1 });
    const response = await open();
    let text = "";
    for await (const chunk of response) {
      text += String(chunk);
      if (text.length === 2000) break;
    }
    expect([response.headers["content-length"], text, response.complete]).toEqual(["2001", CONTENT, false]);
  });

  it("gets a reply without request ids", async () => {
    fail({ kind: "missing-request-id" });
    const { status, headers, text } = await read();
    expect([status, headers["x-tos-request-id"], headers["x-tos-id-2"], text]).toEqual([
      200,
      undefined,
      undefined,
      CONTENT,
    ]);
  });

  it.each<FaultEffect>([
    { kind: "endless-body" },
    { kind: "delay-body", ms: 600_000 },
    { kind: "truncated-body" },
  ])(
    "by HEAD has no body that %j could break, nor is the next request of its connection held up",
    async (effect) => {
      fail(effect, "HeadObject");
      expect(await started.call("HEAD", PATH)).toMatchObject({ status: 200, text: "" });
      expect(await read()).toMatchObject({ status: 200, text: CONTENT });
    },
  );
});

describe("an operation whose reply is lost", () => {
  const put = (key: string) => started.call("PUT", `/examplebucket/${key}`, { body: "x" });
  const exists = async (key: string): Promise<boolean> =>
    (await started.call("HEAD", `/examplebucket/${key}`)).status === 200;
  const error = { status: 500, code: "InternalError" };

  it.each<[string, FaultEffect, boolean]>([
    ["status", { kind: "status", ...error }, false],
    ["status-run", { kind: "status", ...error, carryOut: true }, true],
    ["html", { kind: "html" }, false],
    ["html-run", { kind: "html", carryOut: true }, true],
    ["json", { kind: "wrong-json" }, false],
    ["json-run", { kind: "wrong-json", carryOut: true }, true],
    ["reset", { kind: "reset-before-headers" }, false],
    ["reset-run", { kind: "reset-before-headers", carryOut: true }, true],
    ["after", { kind: "reset-after-headers" }, true],
  ])("is carried out when the rule says so: %s", async (key, effect, carriedOut) => {
    fail(effect, "PutObject");
    await put(key).catch(() => {});
    expect(await exists(key)).toBe(carriedOut);
  });

  it("has its own error replaced too", async () => {
    fail({ kind: "status", status: 503, code: "ServiceUnavailable", carryOut: true });
    expect((await started.call("GET", "/examplebucket/none")).json().Code).toBe("ServiceUnavailable");
  });
});

describe("a rule", () => {
  const status = { kind: "status", status: 503, code: "ServiceUnavailable" } as const;
  const statuses = async (...paths: string[]): Promise<number[]> => {
    const found: number[] = [];
    for (const path of paths) found.push((await started.call("GET", path)).status);
    return found;
  };

  it("hits as many requests as it counts, and is gone", async () => {
    const { faults } = started.emulator;
    const { id } = faults.add({ operation: "GetObject", count: 2, effect: status });
    expect(faults.list()).toEqual([{ id, operation: "GetObject", count: 2, effect: status }]);
    expect(await statuses(PATH)).toEqual([503]);
    expect(faults.list()).toMatchObject([{ id, count: 1 }]);
    expect(await statuses(PATH, PATH)).toEqual([503, 200]);
    expect(faults.list()).toEqual([]);
  });

  it("that counts always hits until it is removed", async () => {
    const { faults } = started.emulator;
    const { id } = faults.add({ operation: "*", count: "always", effect: status });
    expect(await statuses(PATH, "/", PATH)).toEqual([503, 503, 503]);
    expect([faults.remove(id), faults.remove(id)]).toEqual([true, false]);
    expect(await statuses(PATH)).toEqual([200]);
  });

  it("leaves other operations, buckets and keys alone", async () => {
    const { faults } = started.emulator;
    faults.add({ operation: "GetObject", bucket: "tostest", count: "always", effect: status });
    faults.add({ operation: "GetObject", key: "other", count: "always", effect: status });
    faults.add({ operation: "ListBuckets", count: "always", effect: status });
    expect(await statuses(PATH, "/tostest/digits", "/examplebucket/other", "/")).toEqual([
      200, 503, 503, 503,
    ]);
    expect((await started.call("HEAD", "/tostest")).status).toBe(200);
  });

  it("comes after those that were added before it", async () => {
    fail({ kind: "status", status: 500, code: "InternalError" });
    fail({ kind: "status", status: 429, code: "TooManyRequests" });
    expect(await statuses(PATH, PATH, PATH)).toEqual([500, 429, 200]);
  });

  it("is not used up by a request that is not signed well", async () => {
    fail(status);
    const refused = await started.call("GET", PATH, { credentials: { ...KEY, secretAccessKey: "wrong" } });
    expect(refused.json().Code).toBe("SignatureDoesNotMatch");
    expect(await statuses(PATH)).toEqual([503]);
  });
});

describe("closing the emulator", () => {
  it.each<FaultEffect>([
    { kind: "delay-headers", ms: 600_000 },
    { kind: "delay-body", ms: 600_000 },
    { kind: "endless-body" },
  ])("ends a request under %j", async (effect) => {
    const own = await startEmulator();
    await own.call("PUT", "/examplebucket");
    own.emulator.faults.add({ operation: "ListObjectsV2", effect });
    const call = own
      .call("GET", "/examplebucket", { query: [["list-type", "2"]] })
      .catch((error: unknown) => error);
    // Two turns on a connection of its own: by then the first request is under way.
    for (let turn = 0; turn < 2; turn++) await fetch(own.url);
    expect(own.emulator.faults.list()).toEqual([]);
    await own.emulator.close();
    expect(await call).toBeInstanceOf(Error);
    await own.stop();
  });
});

describe("the official Node.js SDK", () => {
  const sdk = () =>
    new TosClient({
      accessKeyId: KEY.accessKeyId,
      accessKeySecret: KEY.secretAccessKey,
      region: "cn-beijing",
      endpoint: started.host,
      secure: false,
      bucket: "examplebucket",
      maxRetryCount: 3,
    });

  it.each<FaultEffect>([
    { kind: "status", status: 503, code: "ServiceUnavailable" },
    { kind: "status", status: 429, code: "ExceedBucketQPSLimit" },
    { kind: "reset-before-headers" },
    { kind: "html" },
  ])("repeats a HEAD that met %j twice", async (effect) => {
    const { faults, requests } = started.emulator;
    faults.add({ operation: "HeadObject", key: "digits", count: 2, effect });
    expect((await sdk().headObject("digits")).data["content-length"]).toBe("2000");
    expect(requests.all("HeadObject").map(({ fault }) => fault)).toEqual([effect.kind, effect.kind, null]);
  });

  it("does not repeat what cannot succeed", async () => {
    const { faults, requests } = started.emulator;
    faults.add({ operation: "HeadObject", effect: { kind: "status", status: 403, code: "AccessDenied" } });
    await expect(sdk().headObject("digits")).rejects.toMatchObject({ statusCode: 403 });
    expect(requests.all("HeadObject")).toHaveLength(1);
  });
});
