/** The log of what the emulator was asked. */
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const KEY = { accessKeyId: "emulator", secretAccessKey: "emulator-secret" };
const PATH = "/examplebucket/digits";

let started: StartedEmulator;

beforeAll(async () => {
  started = await startEmulator();
  await started.call("PUT", "/examplebucket");
  await started.call("PUT", PATH, { body: "0123456789" });
  started.emulator.requests.clear();
});
afterEach(() => started.emulator.requests.clear());
afterAll(() => started.stop());

describe("the request log", () => {
  it("has what a request was, who made it, and how it ended", async () => {
    await started.call("GET", PATH, {
      query: [["response-content-type", "text/plain"]],
      headers: { range: "bytes=0-1", "x-other": "left out" },
    });
    const [record] = started.emulator.requests.all();
    expect(record).toEqual({
      operation: "GetObject",
      method: "GET",
      bucket: "examplebucket",
      key: "digits",
      path: PATH,
      query: { "response-content-type": "text/plain" },
      headers: {
        host: started.host,
        range: "bytes=0-1",
        "x-tos-content-sha256": "UNSIGNED-PAYLOAD",
        "x-tos-date": expect.stringMatching(/^\d{8}T\d{6}Z$/),
      },
      bodyBytes: 0,
      body: null,
      accessKeyId: "emulator",
      status: 206,
      requestId: expect.stringMatching(/^[0-9a-f]{16}-[0-9a-f]{7}$/),
      ms: expect.any(Number),
      fault: null,
    });
  });

  it("counts bodies, and keeps those of generations", async () => {
    await started.call("PUT", "/examplebucket/counted", { body: "four" });
    const body = JSON.stringify({ TaskType: "image_to_image", InputDataSource: { Prompt: "千军万马" } });
    const query = [["x-tos-process", "aigc/image_to_image"]] as const;
    await started.call("POST", "/examplebucket", { query, body });
    started.emulator.faults.add({
      operation: "ImageToImage",
      effect: { kind: "status", status: 429, code: "TooManyRequests" },
    });
    await started.call("POST", "/examplebucket", { query, body });
    const records = started.emulator.requests.all();
    expect(records.map((record) => [record.operation, record.bodyBytes, record.body, record.status])).toEqual(
      [
        ["PutObject", 4, null, 200],
        ["ImageToImage", Buffer.byteLength(body), body, 400],
        ["ImageToImage", Buffer.byteLength(body), body, 429],
      ],
    );
  });

  it("shows no signature, secret or token", async () => {
    const query = [
      ["X-Tos-Signature", "5ec2e7"],
      ["X-Tos-Security-Token", "5ec2e7"],
      ["prefix", "p"],
    ] as const;
    await started.call("GET", "/examplebucket", {
      query,
      credentials: { ...KEY, securityToken: "5ec2e7" },
    });
    const text = JSON.stringify(started.emulator.requests.all());
    expect(text).toContain('"prefix":"p"');
    expect(text).not.toMatch(/5ec2e7|Signature=|emulator-secret/);
  });

  it("has requests that were refused, and those that are no operation", async () => {
    await started.raw("GET", "/examplebucket/%ff", { host: started.host });
    await started.raw("GET", PATH, { host: started.host });
    await started.call("GET", "/examplebucket", { query: [["lifecycle", ""]] });
    const records = started.emulator.requests.all();
    expect(records.map(({ operation, status, accessKeyId }) => [operation, status, accessKeyId])).toEqual([
      [null, 400, null],
      ["GetObject", 403, null],
      [null, 501, "emulator"],
    ]);
  });

  it("holds the latest thousand", async () => {
    const { requests } = started.emulator;
    for (let turn = 0; turn < 21; turn++) {
      await Promise.all(
        Array.from({ length: 50 }, () => started.raw("GET", `/turn/${turn}`, { host: started.host })),
      );
    }
    expect([requests.all().length, requests.dropped, requests.all()[0]?.key]).toEqual([1000, 50, "1"]);
    requests.clear();
    expect([requests.all(), requests.dropped]).toEqual([[], 0]);
  });
});
