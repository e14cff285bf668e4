/** Deleting pictures in front of the emulator: what goes, what stays, and what a failure says. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { FaultEffect } from "../../src/emulator/injection/rule.js";
import { DeleteImageDocument } from "../generated/operations.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

let started: StartedEmulator;
let server: TestServer;

beforeAll(async () => {
  started = await startEmulator();
  server = await startServerFor(started.url, {
    TOS_ACCESS_KEY: "emulator",
    TOS_SECRET_KEY: "emulator-secret",
  });
  await started.call("PUT", "/examplebucket");
});
beforeEach(async () => {
  await put("a b/千.jpg", "image/jpeg");
  await put("picture", "image/png");
  await put("text", "text/plain");
  await put("notes.txt", "image/png");
  started.emulator.requests.clear();
});
afterAll(async () => {
  await server.close();
  await started.stop();
});

const put = (key: string, type: string) =>
  started.call("PUT", `/examplebucket/${key}`, { body: "body", headers: { "content-type": type } });

const exists = async (key: string): Promise<boolean> =>
  (await started.call("HEAD", `/examplebucket/${key}`)).status === 200;

const operations = () => started.emulator.requests.all().map(({ operation }) => operation);

async function remove(key: string, bucket?: string) {
  const input = { key, ...(bucket !== undefined && { bucket }) };
  return (await server.execute(DeleteImageDocument, { input })).deleteImage;
}

describe("a picture", () => {
  it("is deleted by one call when its key has the ending of one", async () => {
    expect(await remove("a b/千.jpg")).toEqual({
      __typename: "DeletedImage",
      image: {
        id: "image:examplebucket/a b/千.jpg",
        bucket: "examplebucket",
        key: "a b/千.jpg",
      },
      tosRequestId: expect.stringMatching(/\S/),
    });
    expect(operations()).toEqual(["DeleteObject"]);
    expect(await exists("a b/千.jpg")).toBe(false);
  });

  it("is deleted after a look at its type when its key has no ending", async () => {
    expect(await remove("picture", "examplebucket")).toMatchObject({ __typename: "DeletedImage" });
    expect(operations()).toEqual(["HeadObject", "DeleteObject"]);
    expect(await exists("picture")).toBe(false);
  });

  it.each(["never.jpg", "never"])("that was never there is deleted, too: %s", async (key) => {
    expect(await remove(key)).toMatchObject({ __typename: "DeletedImage", image: { key } });
  });

  it("is known to be gone below its deletion, and in the deletions after it", async () => {
    const { body } = await server.post({
      query: `mutation {
        a: deleteImage(input: { key: "picture" }) { ... on DeletedImage { image { info { byteSize } metadata { name } } } }
        b: deleteImage(input: { key: "picture" }) { __typename }
      }`,
    });
    expect(body).toEqual({
      data: { a: { image: { info: null, metadata: null } }, b: { __typename: "DeletedImage" } },
    });
    // Each deletion looks at the type anew, whatever a field after the one before has read.
    expect(operations()).toEqual(["HeadObject", "DeleteObject", "HeadObject", "HeadObject", "DeleteObject"]);
  });
});

describe("what is no picture", () => {
  it("is not deleted when its key has no ending: the failure says so", async () => {
    expect(await remove("text")).toMatchObject({
      __typename: "ImageDeletionFailed",
      code: "NOT_AN_IMAGE",
      retry: "NEVER",
      tosRequestId: null,
    });
    expect(operations()).toEqual(["HeadObject"]);
    expect(await exists("text")).toBe(true);
  });

  it("is refused by its key when that has another ending, and so is all beside it", async () => {
    const { status, body } = await server.post({
      query: `mutation { a: deleteImage(input: { key: "picture" }) { __typename } b: deleteImage(input: { key: "notes.txt" }) { __typename } }`,
    });
    expect(status).toBe(400);
    expect(body.errors?.[0]?.extensions).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: ["input", "key"], constraint: "imageKey" }],
    });
    expect(operations()).toEqual([]);
  });
});

describe("a deletion that fails", () => {
  it.each(["never.jpg", "never"])("for want of a bucket says so: %s", async (key) => {
    expect(await remove(key, "missing-bucket")).toMatchObject({
      __typename: "ImageDeletionFailed",
      code: "BUCKET_NOT_FOUND",
      retry: "NEVER",
      tosRequestId: expect.stringMatching(/\S/),
    });
  });

  const refused = (status: number, code: string): FaultEffect => ({ kind: "status", status, code });

  it.each<[string, FaultEffect, object]>([
    ["a right", refused(403, "AccessDenied"), { code: "ACCESS_DENIED", retry: "NEVER" }],
    ["a sound service", refused(500, "InternalError"), { code: "STORAGE_FAULT", retry: "SAFE" }],
    [
      "an answer of TOS's own",
      { kind: "html", status: 200 },
      { code: "UNREADABLE_REPLY", retry: "SAFE", tosRequestId: null },
    ],
    ["a connection", { kind: "reset-before-headers" }, { code: "CONNECTION_FAILED", retry: "SAFE" }],
  ])("for want of %s says what a repetition would mean", async (_what, effect, expected) => {
    started.emulator.faults.add({ operation: "DeleteObject", effect });
    expect(await remove("a b/千.jpg")).toMatchObject({ __typename: "ImageDeletionFailed", ...expected });
    expect(await exists("a b/千.jpg")).toBe(true);
    expect(await remove("a b/千.jpg")).toMatchObject({ __typename: "DeletedImage" });
  });

  it("because too many came says when to come again", async () => {
    started.emulator.faults.add({
      operation: "DeleteObject",
      effect: { ...refused(429, "ExceedAccountQPSLimit"), retryAfterSeconds: 3 } as FaultEffect,
    });
    expect(await remove("a b/千.jpg")).toMatchObject({
      __typename: "ImageDeletionRateLimited",
      code: "RATE_LIMITED",
      retry: "SAFE",
      retryAfterMs: 3000,
    });
  });

  it("at the look at its type deletes nothing", async () => {
    started.emulator.faults.add({ operation: "HeadObject", effect: refused(403, "AccessDenied") });
    expect(await remove("picture")).toMatchObject({
      code: "ACCESS_DENIED",
      message: expect.stringContaining("Nothing was deleted."),
    });
    expect(await exists("picture")).toBe(true);
  });
});
