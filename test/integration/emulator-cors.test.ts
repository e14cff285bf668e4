/** Pages in a browser and the emulator: what a browser asks before it sends, what it lets the page read, and rules. */
import { createHash } from "node:crypto";
import type { TosClient } from "@volcengine/tos-sdk";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { createOfficialClient } from "../helpers/official-sdk.js";
import { outcomeOf, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const PAGE = "http://localhost:5173";
const RULE = {
  AllowedOrigins: ["https://app.example.com"],
  AllowedMethods: ["PUT" as const],
  AllowedHeaders: ["content-type"],
  ExposeHeaders: ["ETag"],
  MaxAgeSeconds: 60,
};

let started: StartedEmulator;
let official: TosClient;

beforeAll(async () => {
  started = await startEmulator();
  await started.call("PUT", "/examplebucket");
  await started.call("PUT", "/examplebucket/a.txt", { body: "a" });
  official = createOfficialClient({ port: started.port, credentials: EMULATOR_CREDENTIALS });
});
afterEach(async () => {
  await started.call("DELETE", "/examplebucket", { query: [["cors", ""]] });
  started.emulator.requests.clear();
  started.emulator.faults.clear();
});
afterAll(() => started.stop());

const preflight = (target: string, headers: Record<string, string> = {}) =>
  started.raw("OPTIONS", target, {
    host: started.host,
    origin: PAGE,
    "access-control-request-method": "PUT",
    ...headers,
  });

const put = (body: string, headers: Record<string, string> = {}) =>
  started.call("PUT", "/examplebucket", { query: [["cors", ""]], body, headers });

describe("a preflight", () => {
  it.each(["/", "/examplebucket", "/examplebucket/uploads/a%20b.jpg?X-Tos-Signature=0", "/no-such-bucket/k"])(
    "of %s is answered unsigned where there are no rules",
    async (target) => {
      const answer = await preflight(target, { "access-control-request-headers": "content-type" });
      expect([answer.status, answer.text]).toEqual([200, ""]);
      expect(answer.headers).toMatchObject({
        "access-control-allow-origin": "*",
        "access-control-allow-headers": "content-type",
        "access-control-max-age": "3600",
        "x-tos-request-id": expect.stringMatching(/^[0-9a-f]{16}-/),
      });
    },
  );

  it("is in the log under a name of its own, signed by nobody, and can be made to fail", async () => {
    started.emulator.faults.add({
      operation: "OptionsObject",
      effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
    });
    const statuses = [
      (await preflight("/examplebucket/k")).status,
      (await preflight("/examplebucket/k")).status,
    ];
    expect(statuses).toEqual([503, 200]);
    expect(started.emulator.requests.all("OptionsObject")).toMatchObject([
      {
        method: "OPTIONS",
        bucket: "examplebucket",
        key: "k",
        status: 503,
        fault: "status",
        accessKeyId: null,
      },
      {
        status: 200,
        fault: null,
        headers: { origin: PAGE, "access-control-request-method": "PUT" },
      },
    ]);
  });

  it("has to say where from and what for: another OPTIONS is refused as any request of nobody", async () => {
    expect(outcomeOf(await started.raw("OPTIONS", "/examplebucket/k", { host: started.host }))).toBe(
      "403 AccessDenied",
    );
    expect(outcomeOf(await started.call("OPTIONS", "/examplebucket/k"))).toBe("405 MethodNotAllowed");
  });
});

describe("a reply to a page", () => {
  it("may be read, with its ETag and request id", async () => {
    const answer = await started.call("GET", "/examplebucket/a.txt", { headers: { origin: PAGE } });
    expect(answer.headers["access-control-allow-origin"]).toBe("*");
    expect(answer.headers["access-control-expose-headers"]).toMatch(/^ETag, x-tos-request-id,/);
  });

  it("may be read when it is an error, of whatever kind", async () => {
    const origin = PAGE;
    const answers = [
      await started.call("GET", "/examplebucket/missing", { headers: { origin } }),
      await started.call("GET", "/no-such-bucket/k", { headers: { origin } }),
      await started.raw("GET", "/examplebucket/a.txt", { host: started.host, origin }),
      await started.raw("GET", "/examplebucket/%ff", { host: started.host, origin }),
      await started.call("GET", "/examplebucket/a.txt", {
        headers: { origin, "x-large": "x".repeat(20_000) },
      }),
    ];
    expect(
      answers.map((answer) => [outcomeOf(answer), answer.headers["access-control-allow-origin"]]),
    ).toEqual([
      ["404 NoSuchKey 0017-00000003", "*"],
      ["404 NoSuchBucket 0006-00000001", "*"],
      ["403 AccessDenied", "*"],
      ["400 InvalidURI", "*"],
      ["400 InvalidArgument", "*"],
    ]);
  });

  it("has nothing of origins for a client that is no page, or when a gateway answers in its place", async () => {
    const plain = await started.call("GET", "/examplebucket/a.txt");
    expect(Object.keys(plain.headers).filter((name) => name.startsWith("access-control-"))).toEqual([]);
    started.emulator.faults.add({ operation: "GetObject", effect: { kind: "html" } });
    const page = await started.call("GET", "/examplebucket/a.txt", { headers: { origin: PAGE } });
    expect([page.status, page.headers["access-control-allow-origin"]]).toEqual([502, undefined]);
  });
});

describe("the CORS rules of a bucket", () => {
  it("are put, read and deleted by the official SDK", async () => {
    const bucket = "examplebucket";
    await expect(official.getBucketCORS({ bucket })).rejects.toMatchObject({
      statusCode: 404,
      code: "NoSuchCORSConfiguration",
    });
    await official.putBucketCORS({ bucket, CORSRules: [RULE, { ...RULE, ResponseVary: true }] as never });
    expect((await official.getBucketCORS({ bucket })).data.CORSRules).toEqual([
      { ...RULE, ResponseVary: false },
      { ...RULE, ResponseVary: true },
    ]);
    expect((await official.deleteBucketCORS({ bucket })).statusCode).toBe(204);
    await expect(official.getBucketCORS({ bucket })).rejects.toMatchObject({ statusCode: 404 });
  });

  it("decide from then on, for preflights and for replies", async () => {
    await put(JSON.stringify({ CORSRules: [RULE] }));
    const origin = "https://app.example.com";
    const allowed = await preflight("/examplebucket/k", {
      origin,
      "access-control-request-headers": "content-type",
    });
    expect([allowed.status, allowed.headers["access-control-allow-origin"]]).toEqual([200, origin]);
    for (const refused of [
      await preflight("/examplebucket/k"),
      await preflight("/examplebucket/k", { origin, "access-control-request-headers": "x-tos-acl" }),
      await preflight("/examplebucket/k", { origin, "access-control-request-method": "DELETE" }),
    ]) {
      expect(outcomeOf(refused)).toBe("403 AccessDenied");
      expect(refused.headers["access-control-allow-origin"]).toBeUndefined();
    }
    const other = await started.call("GET", "/examplebucket/a.txt", { headers: { origin: PAGE } });
    expect([other.status, other.headers["access-control-allow-origin"]]).toEqual([200, undefined]);
  });

  it("take the page's defaults for what is left out", async () => {
    await put('{"CORSRules":[{"AllowedOrigins":["*"],"AllowedMethods":["GET"]}]}');
    const { CORSRules } = (await started.call("GET", "/examplebucket", { query: [["cors", ""]] })).json();
    expect(CORSRules).toEqual([
      {
        AllowedOrigins: ["*"],
        AllowedMethods: ["GET"],
        AllowedHeaders: [],
        ExposeHeaders: [],
        MaxAgeSeconds: 3600,
        ResponseVary: false,
      },
    ]);
  });

  it.each([
    ["no JSON", "{", "400 MalformedBody"],
    ["no list of rules", "{}", "400 MalformedBody"],
    ["a rule that is no object", '{"CORSRules":[1]}', "400 MalformedBody"],
    ["origins that are no list", { AllowedOrigins: "*" }, "400 MalformedBody"],
    ["a header that is no text", { AllowedHeaders: [1] }, "400 MalformedBody"],
    ["no rule", '{"CORSRules":[]}', "400 InvalidArgument"],
    ["no origin", { AllowedOrigins: [] }, "400 InvalidArgument"],
    ["an origin without a scheme", { AllowedOrigins: ["app.example.com"] }, "400 InvalidArgument"],
    ["an origin with two stars", { AllowedOrigins: ["https://*.*.com"] }, "400 InvalidArgument"],
    ["over a thousand origins", { AllowedOrigins: Array(1001).fill("*") }, "400 InvalidArgument"],
    ["no method", { AllowedMethods: undefined }, "400 InvalidArgument"],
    ["a method that is none", { AllowedMethods: ["PATCH"] }, "400 InvalidArgument"],
    ["a header with a space", { AllowedHeaders: ["a b"] }, "400 InvalidArgument"],
    ["a header with two stars", { AllowedHeaders: ["x-*-*"] }, "400 InvalidArgument"],
    ["a star among the exposed headers", { ExposeHeaders: ["*"] }, "400 InvalidArgument"],
    ["a negative age", { MaxAgeSeconds: -1 }, "400 InvalidArgument"],
    ["an age that is no whole number", { MaxAgeSeconds: "60" }, "400 InvalidArgument"],
    ["a Vary that is neither true nor false", { ResponseVary: "true" }, "400 InvalidArgument"],
  ])("are refused with %s", async (_, change, outcome) => {
    const body =
      typeof change === "string" ? change : JSON.stringify({ CORSRules: [{ ...RULE, ...change }] });
    expect(outcomeOf(await put(body))).toBe(outcome);
  });

  it("are held to the digest that was announced for them", async () => {
    const body = JSON.stringify({ CORSRules: [RULE] });
    const md5 = (text: string) => createHash("md5").update(text).digest("base64");
    expect(outcomeOf(await put(body, { "content-md5": md5("other") }))).toBe("400 BadDigest");
    expect(outcomeOf(await put(body, { "content-md5": md5(body) }))).toBe("200");
  });

  it("need the right to write the bucket, outlive a restart, and go with the bucket", async () => {
    const reader = {
      accessKeyId: "reader",
      secretAccessKey: "reader-secret",
      rights: { "*": ["read" as const] },
    };
    const first = await startEmulator({
      identities: [EMULATOR_CREDENTIALS, reader],
      buckets: ["examplebucket"],
    });
    const query = [["cors", ""]] as const;
    const body = JSON.stringify({ CORSRules: [RULE] });
    expect(outcomeOf(await first.call("PUT", "/examplebucket", { query, body, credentials: reader }))).toBe(
      "403 AccessDenied",
    );
    expect((await first.call("PUT", "/examplebucket", { query, body })).status).toBe(200);
    await first.emulator.close();
    const second = await startEmulator({ dataFolder: first.folder });
    expect((await second.call("GET", "/examplebucket", { query })).json().CORSRules).toHaveLength(1);
    await second.call("DELETE", "/examplebucket");
    await second.call("PUT", "/examplebucket");
    expect(outcomeOf(await second.call("GET", "/examplebucket", { query }))).toBe(
      "404 NoSuchCORSConfiguration",
    );
    await second.stop();
    await first.stop();
  });
});
