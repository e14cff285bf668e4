/** Objects of the emulator on the wire: what a put may say, what a read answers, and what is refused. */
import { createHash } from "node:crypto";
import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Crc64 } from "../../src/emulator/storage/crc64.js";
import { OBJECT, outcome, useEmulatorAtNoon } from "../unit/emulator/at-noon.js";
import type { CallOptions } from "../unit/emulator/helpers.js";
import { ODD_KEYS } from "../unit/emulator/odd-keys.js";

const { call, put } = useEmulatorAtNoon();

describe("a put", () => {
  const md5 = (text: string) => createHash("md5").update(text).digest("base64");
  const crc64 = (text: string) => new Crc64().update(Buffer.from(text)).digest();

  it.each<[string, Record<string, string>, unknown[]]>([
    ["its own MD5", { "content-md5": md5("body") }, [200]],
    ["another MD5", { "content-md5": md5("other") }, [400, "BadDigest"]],
    ["no MD5", { "content-md5": "nonsense" }, [400, "InvalidDigest"]],
    ["its own CRC64", { "x-tos-hash-crc64ecma": crc64("body") }, [200]],
    ["another CRC64", { "x-tos-hash-crc64ecma": crc64("other") }, [400, "BadDigest"]],
    ["no CRC64", { "x-tos-hash-crc64ecma": "18446744073709551616" }, [400, "InvalidDigest"]],
    ["a storage class", { "x-tos-storage-class": "ARCHIVE_FR" }, [200]],
    ["no storage class", { "x-tos-storage-class": "GLACIER" }, [400, "InvalidArgument"]],
    ["an ACL", { "x-tos-acl": "public-read" }, [200]],
    ["no ACL", { "x-tos-acl": "public" }, [400, "InvalidArgument"]],
    ["a grant", { "x-tos-grant-read": 'id="1", canned="AllUsers"' }, [200]],
    ["no grant", { "x-tos-grant-read": "everybody" }, [400, "InvalidArgument"]],
    [
      "an ACL and a grant",
      { "x-tos-acl": "private", "x-tos-grant-read": 'id="1"' },
      [400, "InvalidArgument"],
    ],
  ])(
    "with %s is answered as it deserves, and stores nothing when refused",
    async (_name, headers, expected) => {
      const path = `${OBJECT}/${_name}`;
      expect(outcome(await put(headers, "body", path))).toEqual(expected);
      expect((await call("HEAD", path)).status).toBe(expected[0] === 200 ? 200 : 404);
    },
  );

  it.each(["\\leading", "a\tb", "a\nb", "\u0007"])("of the key %j is refused", async (key) => {
    expect(outcome(await put({}, "x", `/bucket/${key}`))).toEqual([400, "InvalidKey"]);
  });

  it("keeps metadata as the SDKs encode it, and encodes what comes in raw UTF-8", async () => {
    const { status } = await put({
      "x-tos-meta-encoded": "%E4%B8%AD %E6%96%87 100%25",
      // Node.js sends a header's characters as bytes.
      "content-disposition": Buffer.from('attachment; filename="图 片"').toString("latin1"),
      "x-tos-website-redirect-location": "/elsewhere",
      expires: "Fri, 02 Jan 2026 12:00:00 GMT",
      "content-encoding": "identity",
    });
    expect(status).toBe(200);
    expect((await call("HEAD", OBJECT)).headers).toMatchObject({
      "x-tos-meta-encoded": "%E4%B8%AD %E6%96%87 100%25",
      "content-disposition": 'attachment; filename="%E5%9B%BE %E7%89%87"',
      "x-tos-website-redirect-location": "/elsewhere",
      expires: "Fri, 02 Jan 2026 12:00:00 GMT",
      "content-encoding": "identity",
      "last-modified": "Fri, 02 Jan 2026 12:00:00 GMT",
    });
  });
});

describe("a read", () => {
  let etag: string;
  beforeAll(async () => {
    etag = (await put({ "content-type": "text/plain" })).headers.etag ?? "";
    await put({}, "", "/bucket/empty");
  });

  const BEFORE = "Fri, 02 Jan 2026 11:59:59 GMT";
  const SAME = "Fri, 02 Jan 2026 12:00:00 GMT";

  it.each<[Record<string, string>, unknown[]]>([
    [{}, [200, "0123456789", undefined, "10"]],
    [{ range: "bytes=2-4" }, [206, "234", "bytes 2-4/10", "3"]],
    [{ range: "bytes=8-99" }, [206, "89", "bytes 8-9/10", "2"]],
    [{ range: "bytes=7-" }, [206, "789", "bytes 7-9/10", "3"]],
    [{ range: "bytes=-3" }, [206, "789", "bytes 7-9/10", "3"]],
    [{ range: "bytes=-99" }, [206, "0123456789", "bytes 0-9/10", "10"]],
    [{ range: "bytes=10-" }, [416, "Requested Range Not Satisfiable"]],
    [{ range: "bytes=-0" }, [416, "Requested Range Not Satisfiable"]],
    [{ range: "bytes=4-2" }, [200, "0123456789", undefined, "10"]],
    [{ range: "lines=1-2" }, [200, "0123456789", undefined, "10"]],
    [{ "if-match": "ETAG" }, [200, "0123456789", undefined, "10"]],
    [{ "if-match": "*" }, [200, "0123456789", undefined, "10"]],
    [{ "if-match": '"other"' }, [412, "PreconditionFailed"]],
    [{ "if-none-match": "ETAG" }, [304]],
    [{ "if-none-match": '"other", ETAG' }, [304]],
    [{ "if-none-match": '"other"' }, [200, "0123456789", undefined, "10"]],
    [{ "if-modified-since": SAME }, [304]],
    [{ "if-modified-since": BEFORE }, [200, "0123456789", undefined, "10"]],
    [{ "if-unmodified-since": SAME }, [200, "0123456789", undefined, "10"]],
    [{ "if-unmodified-since": BEFORE }, [412, "PreconditionFailed"]],
    [{ "if-match": "ETAG", "if-unmodified-since": BEFORE }, [200, "0123456789", undefined, "10"]],
    [{ "if-none-match": '"other"', "if-modified-since": SAME }, [200, "0123456789", undefined, "10"]],
    [{ "if-match": "ETAG", range: "bytes=0-0" }, [206, "0", "bytes 0-0/10", "1"]],
  ])("with %j answers as the table says, and HEAD alike without a body", async (template, expected) => {
    const headers = Object.fromEntries(
      Object.entries(template).map(([name, value]) => [name, value.replace("ETAG", etag)]),
    );
    const [got, head] = [await call("GET", OBJECT, { headers }), await call("HEAD", OBJECT, { headers })];
    const seen =
      got.status >= 300
        ? outcome(got)
        : [got.status, got.text, got.headers["content-range"], got.headers["content-length"]];
    expect(seen).toEqual(expected);
    expect([head.status, head.bytes.length]).toEqual([got.status, 0]);
    expect(head.headers["content-range"]).toBe(got.headers["content-range"]);
    if (got.status < 300) expect(head.headers["content-length"]).toBe(got.headers["content-length"]);
    if (got.status === 304) expect([got.headers.etag, got.text]).toEqual([etag, ""]);
  });

  it("of an empty object is empty, and of no part of it", async () => {
    const all = await call("GET", "/bucket/empty");
    expect([all.status, all.text, all.headers["content-length"]]).toEqual([200, "", "0"]);
    const part = await call("GET", "/bucket/empty", { headers: { range: "bytes=0-" } });
    expect(part.status).toBe(416);
  });

  it("answers with the headers that its query asks for, in any script", async () => {
    const overridden = await call("GET", OBJECT, {
      query: [
        ["response-content-type", "text/css"],
        ["response-content-disposition", 'attachment; filename="图 片"'],
        ["response-content-encoding", "identity"],
        ["response-content-language", "zh"],
        ["response-cache-control", "no-store"],
        ["response-expires", "Fri, 02 Jan 2026 12:00:00 GMT"],
      ],
    });
    expect(overridden.headers).toMatchObject({
      "content-type": "text/css",
      "content-disposition": 'attachment; filename="%E5%9B%BE %E7%89%87"',
      "content-encoding": "identity",
      "content-language": "zh",
      "cache-control": "no-store",
      expires: "Fri, 02 Jan 2026 12:00:00 GMT",
    });
    const smuggled = await call("GET", OBJECT, {
      query: [["response-content-type", "text/css\r\nx-tos-meta-a: b"]],
    });
    expect(outcome(smuggled)).toEqual([400, "InvalidArgument"]);
  });
});

describe("deleting many", () => {
  const remove = (body: string, headers: Record<string, string> = {}) =>
    call("POST", "/bucket", { query: [["delete", ""]], body, headers });

  it.each<[string, string, Record<string, string>, unknown[]]>([
    ["no JSON", "{", {}, [400, "MalformedBody"]],
    ["no list", '{"Quiet":true}', {}, [400, "MalformedBody"]],
    ["an empty list", '{"Objects":[]}', {}, [400, "MalformedBody"]],
    ["no key", '{"Objects":[{}]}', {}, [400, "MalformedBody"]],
    [
      "too many",
      JSON.stringify({ Objects: Array.from({ length: 1001 }, () => ({ Key: "k" })) }),
      {},
      [400, "MalformedBody"],
    ],
    [
      "another MD5",
      '{"Objects":[{"Key":"k"}]}',
      { "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" },
      [400, "BadDigest"],
    ],
  ])("is refused with %s, and deletes nothing", async (_name, body, headers, expected) => {
    await put({}, "x", "/bucket/k");
    expect(outcome(await remove(body, headers))).toEqual(expected);
    expect((await call("HEAD", "/bucket/k")).status).toBe(200);
  });
});

describe("an ACL", () => {
  it("is the bucket's until it is put, and its change leaves the object's time and bytes alone", async () => {
    await put({}, "kept", "/bucket/acl");
    const before = (await call("HEAD", "/bucket/acl")).headers;
    const acl = { query: [["acl", ""]] } as const;
    expect((await call("GET", "/bucket/acl", acl)).json()).toMatchObject({ IsDefault: true });
    await call("PUT", "/bucket/acl", { ...acl, headers: { "x-tos-grant-read": 'id="7",canned="AllUsers"' } });
    expect((await call("GET", "/bucket/acl", acl)).json()).toEqual({
      Owner: { ID: "emulator", DisplayName: "emulator" },
      Grants: [
        { Grantee: { Type: "CanonicalUser", ID: "7" }, Permission: "READ" },
        { Grantee: { Type: "Group", Canned: "AllUsers" }, Permission: "READ" },
      ],
      IsDefault: false,
      BucketOwnerEntrusted: false,
    });
    const after = await call("GET", "/bucket/acl");
    expect(after.text).toBe("kept");
    for (const name of ["etag", "last-modified", "x-tos-hash-crc64ecma"]) {
      expect(after.headers[name]).toBe(before[name]);
    }
  });

  it("is refused without a rule, with a wrong one, and for what is not there", async () => {
    const change = (path: string, options: CallOptions) =>
      call("PUT", path, { query: [["acl", ""]], ...options });
    expect(outcome(await change("/bucket/acl", {}))).toEqual([400, "MissingArgument"]);
    const wrong = '{"Grants":[{"Grantee":{"Type":"Group"},"Permission":"READ"}]}';
    expect(outcome(await change("/bucket/acl", { body: wrong }))).toEqual([400, "MalformedBody"]);
    const headers = { "x-tos-acl": "private" };
    expect(outcome(await change("/bucket/none", { headers }))).toEqual([404, "NoSuchKey"]);
  });
});

it("keys that differ hold contents that differ, whatever they are made of, up to 1,024 bytes", async () => {
  const pieces = [
    "a",
    "A",
    ".",
    "..",
    "/",
    "//",
    "%",
    "%2F",
    "%2e",
    "\\",
    " ",
    "+",
    "é",
    "e\u0301",
    "中",
    "😀",
    "~",
  ];
  const key = fc
    .oneof(
      fc.array(fc.constantFrom(...pieces), { minLength: 1, maxLength: 8 }).map((parts) => parts.join("")),
      fc.constantFrom(...ODD_KEYS),
      fc.constantFrom("k".repeat(1024), `${"k".repeat(1023)}K`, `${"中".repeat(341)}x`, "../".repeat(300)),
    )
    .filter((text) => !text.startsWith("\\"));
  await fc.assert(
    fc.asyncProperty(fc.uniqueArray(key, { minLength: 2, maxLength: 8 }), async (keys) => {
      for (const each of keys) expect((await put({}, `of ${each}`, `/other/${each}`)).status).toBe(200);
      for (const each of keys) expect((await call("GET", `/other/${each}`)).text).toBe(`of ${each}`);
    }),
    { numRuns: 25 },
  );
});
