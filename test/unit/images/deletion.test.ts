import { expect, it } from "vitest";
import { createDeleteImage } from "../../../src/images/deletion.js";
import type { TosClient } from "../../../src/tos/client.js";
import type { CallOptions } from "../../../src/tos/transport.js";

/** A client that answers at once, and what it was called with. */
function setUp(contentType: string | null = "image/png") {
  const calls: [string, CallOptions | undefined][] = [];
  const tos: Pick<TosClient, "headObject" | "deleteObject"> = {
    async headObject(_bucket, _key, options) {
      calls.push(["head", options]);
      return { byteSize: 1, etag: null, contentType, lastModified: null, metadata: [] };
    },
    async deleteObject(_bucket, _key, options) {
      calls.push(["delete", options]);
      return { requestId: "tos-id" };
    },
  };
  return { calls, remove: createDeleteImage({ tos, timeoutMs: 5_000 }) };
}

it("a look at the type and the deletion have one deadline and one signal", async () => {
  const { calls, remove } = setUp();
  const { signal } = new AbortController();
  const image = { bucket: "examplebucket", key: "picture" };
  expect(await remove(image, signal)).toEqual({ kind: "DeletedImage", image, tosRequestId: "tos-id" });
  expect(calls.map(([name]) => name)).toEqual(["head", "delete"]);
  const [look, deletion] = calls.map(([, options]) => options);
  expect(look?.deadline?.timeoutMs).toBe(5_000);
  expect(deletion?.deadline).toBe(look?.deadline);
  expect([look?.signal, deletion?.signal]).toEqual([signal, signal]);
});

it("what is no picture is not deleted", async () => {
  const { calls, remove } = setUp("text/plain");
  expect(await remove({ bucket: "examplebucket", key: "notes" })).toMatchObject({ code: "NOT_AN_IMAGE" });
  expect(calls.map(([name]) => name)).toEqual(["head"]);
});

it("a name that breaks rules is refused with all of them, and nothing is sent", async () => {
  const { calls, remove } = setUp();
  await expect(remove({ bucket: "B", key: "../notes.txt" })).rejects.toMatchObject({
    code: "BAD_USER_INPUT",
    violations: [
      { path: ["input", "bucket"], constraint: "bucketName" },
      { path: ["input", "key"], constraint: "objectKey" },
      { path: ["input", "key"], constraint: "imageKey" },
    ],
  });
  expect(calls).toEqual([]);
});
