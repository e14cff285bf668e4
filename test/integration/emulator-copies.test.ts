/** Copies of the emulator on the wire: where they come from, what comes with them, and what is refused. */
import { beforeAll, describe, expect, it } from "vitest";
import { NOON, outcome, useEmulatorAtNoon } from "../unit/emulator/at-noon.js";

const { call, put } = useEmulatorAtNoon();

describe("a copy", () => {
  beforeAll(async () => {
    await put({ "content-type": "text/plain", "x-tos-meta-note": "n", "x-tos-storage-class": "IA" });
    await put({}, "odd", "/other/a dir/100% +中.txt");
  });

  const copy = (source: string, headers: Record<string, string> = {}) =>
    call("PUT", "/bucket/copy", { headers: { "x-tos-copy-source": source, ...headers } });

  it.each([
    "/other/a%20dir/100%25%20%2B%E4%B8%AD.txt",
    "other/a%20dir/100%25%20%2B%E4%B8%AD.txt",
    "/other/a%20dir%2F100%25%20%2B%E4%B8%AD.txt",
  ])("of the source %s finds it", async (source) => {
    const { status, headers, json } = await copy(source);
    const { headers: copied, text } = await call("GET", "/bucket/copy");
    expect([status, text]).toEqual([200, "odd"]);
    expect(json()).toEqual({ ETag: copied.etag, LastModified: NOON });
    expect(headers["x-tos-hash-crc64ecma"]).toBe(copied["x-tos-hash-crc64ecma"]);
  });

  it("takes what was said of the source, unless it says everything anew", async () => {
    await copy("/bucket/object", { "content-type": "text/css", "x-tos-storage-class": "ARCHIVE" });
    expect((await call("HEAD", "/bucket/copy")).headers).toMatchObject({
      "content-type": "text/plain",
      "x-tos-meta-note": "n",
      "x-tos-storage-class": "ARCHIVE",
    });
    await copy("/bucket/object", { "content-type": "text/css", "x-tos-metadata-directive": "REPLACE" });
    const { headers } = await call("HEAD", "/bucket/copy");
    expect(headers).toMatchObject({ "content-type": "text/css", "x-tos-storage-class": "STANDARD" });
    expect(headers["x-tos-meta-note"]).toBeUndefined();
  });

  it("of an object onto itself changes what is said of it", async () => {
    await put({ "x-tos-meta-note": "old" }, "self", "/bucket/self");
    const headers = { "x-tos-copy-source": "/bucket/self", "x-tos-metadata-directive": "REPLACE" };
    await call("PUT", "/bucket/self", { headers: { ...headers, "x-tos-meta-note": "new" } });
    const answer = await call("GET", "/bucket/self");
    expect([answer.text, answer.headers["x-tos-meta-note"]]).toEqual(["self", "new"]);
  });

  it.each<[string, Record<string, string>, unknown[]]>([
    ["/bucket/none", {}, [404, "NoSuchKey"]],
    ["/nobucket/object", {}, [404, "NoSuchBucket"]],
    ["/bucket", {}, [400, "InvalidArgument"]],
    ["/bucket/%zz", {}, [400, "InvalidArgument"]],
    ["/bucket/object?versionId=1", {}, [501, "NotImplemented"]],
    ["/bucket/object", { "x-tos-metadata-directive": "MOVE" }, [400, "InvalidArgument"]],
    ["/bucket/object", { "x-tos-forbid-overwrite": "true" }, [409, "DuplicateObject"]],
    ["/bucket/object", { "x-tos-copy-source-if-match": '"no"' }, [412, "PreconditionFailed"]],
    ["/bucket/object", { "x-tos-copy-source-if-none-match": "*" }, [412, "PreconditionFailed"]],
    [
      "/bucket/object",
      { "x-tos-copy-source-if-modified-since": "Fri, 02 Jan 2026 12:00:00 GMT" },
      [412, "PreconditionFailed"],
    ],
    ["/bucket/object", { "x-tos-copy-source-if-unmodified-since": "Fri, 02 Jan 2026 12:00:00 GMT" }, [200]],
  ])("of %s with %j is answered %j", async (source, headers, expected) => {
    await put({}, "target", "/bucket/copy");
    expect(outcome(await copy(source, headers))).toEqual(expected);
    const { text } = await call("GET", "/bucket/copy");
    expect(text).toBe(expected[0] === 200 ? "0123456789" : "target");
  });
});
