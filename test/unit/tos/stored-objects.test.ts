/** Listing, deleting and the mean colour: what is sent, and what each kind of answer comes to. */
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createTosClient, type TosClient } from "../../../src/tos/client.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { TosReplyError, TosServiceError } from "../../../src/tos/errors.js";
import { json, type StubUpstream, startStubUpstream, text, tosError } from "../../helpers/stub-upstream.js";

let upstream: StubUpstream;
let tos: TosClient;
let before: number;

beforeAll(async () => {
  upstream = await startStubUpstream();
  tos = createTosClient({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: () => ({ accessKeyId: "testAK", secretAccessKey: "testSK" }),
  });
});
beforeEach(() => {
  before = upstream.received.length;
});
afterAll(async () => {
  await tos.close();
  await upstream.close();
});

const sent = () => upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`);

const content = (Key: string, more: Record<string, unknown> = {}) => ({
  Key,
  Size: 5,
  ETag: '"9b2c"',
  LastModified: "2026-01-31T12:00:00.900Z",
  ...more,
});

describe("a listing of objects", () => {
  const list = (startAfter: string | null = null, prefix = "") =>
    tos.listObjects("examplebucket", { prefix, startAfter, maxKeys: 7 });

  it("asks for a page of keys as they are, with every character of prefix and start encoded", async () => {
    upstream.respond(json(200, { IsTruncated: false, Contents: [] }));
    expect(await list()).toEqual({ objects: [], next: null });
    await list("a b/千&c=d+e", "a b/");
    expect(sent()).toEqual([
      "GET /examplebucket/?list-type=2&max-keys=7",
      "GET /examplebucket/?list-type=2&max-keys=7&prefix=a%20b%2F&start-after=a%20b%2F%E5%8D%83%26c%3Dd%2Be",
    ]);
  });

  it("tells of each object its key, size, tag in quotes, and time in whole seconds as HEAD does", async () => {
    const Contents = [content("a"), content("b c%20d", { Size: "6", ETag: "abc" })];
    upstream.respond(json(200, { IsTruncated: true, Contents, NextContinuationToken: "ignored" }));
    const lastModified = new Date("2026-01-31T12:00:00Z");
    expect(await list()).toEqual({
      objects: [
        { key: "a", byteSize: 5, etag: '"9b2c"', lastModified },
        { key: "b c%20d", byteSize: 6, etag: '"abc"', lastModified },
      ],
      next: "b c%20d",
    });
  });

  it("tells null of what the service leaves out or writes otherwise", async () => {
    const Contents = [{ Key: "a", Size: -1, LastModified: "yesterday", ETag: "" }];
    upstream.respond(json(200, { Contents }));
    const [object] = (await list()).objects;
    expect(object).toEqual({ key: "a", byteSize: null, etag: null, lastModified: null });
  });

  it.each([
    ["a page without its list", { IsTruncated: false }, []],
    ["a list of null", { Contents: null }, []],
    ["a lone object in the place of a list", { Contents: content("a") }, ["a"]],
  ])("takes %s", async (_what, body, keys) => {
    upstream.respond(json(200, body));
    expect((await list()).objects.map(({ key }) => key)).toEqual(keys);
  });

  it.each([
    ["is no JSON", text(200, "<ListBucketResult/>")],
    ["is JSON of another kind", json(200, { hello: "world" })],
    ["has an object without a key", json(200, { Contents: [{ Size: 1 }] })],
    ["goes on after nothing", json(200, { IsTruncated: true, Contents: [] })],
  ])("fails when the reply %s", async (_what, responder) => {
    upstream.respond(responder);
    await expect(list()).rejects.toBeInstanceOf(TosReplyError);
  });

  it("fails as not found when the bucket is missing", async () => {
    upstream.respond(tosError(404, "NoSuchBucket", "0006-00000001"));
    await expect(list()).rejects.toMatchObject({ notFound: true, missesBucket: true });
  });
});

describe("a deletion", () => {
  const remove = () => tos.deleteObject("examplebucket", "a b/千.jpg");

  it("sends one DELETE, and gives the id of its reply", async () => {
    upstream.respond(text(204, "", { "x-tos-request-id": "the-id" }));
    expect(await remove()).toEqual({ requestId: "the-id" });
    expect(sent()).toEqual(["DELETE /examplebucket/a%20b/%E5%8D%83.jpg"]);
  });

  it("runs to its end when its caller leaves after it was sent, and is not sent when he left before", async () => {
    const controller = new AbortController();
    upstream.respond((response) => {
      controller.abort();
      setImmediate(() => response.writeHead(204, { "x-tos-request-id": "late" }).end());
    });
    const options = { signal: controller.signal };
    expect(await tos.deleteObject("examplebucket", "a.jpg", options)).toEqual({ requestId: "late" });
    await expect(tos.deleteObject("examplebucket", "a.jpg", options)).rejects.toMatchObject({ sent: false });
    expect(sent()).toEqual(["DELETE /examplebucket/a.jpg"]);
  });

  it("counts as done when the service says that there is no such object", async () => {
    upstream.respond(tosError(404, "NoSuchKey", "0017-00000003"));
    expect(await remove()).toEqual({ requestId: "stub-request-id" });
  });

  it.each([
    ["there is no bucket", tosError(404, "NoSuchBucket")],
    ["something in between knows no such page", text(404, "<html>")],
    ["the right is missing", tosError(403, "AccessDenied")],
    ["the service fails", tosError(500, "InternalError")],
  ])("fails when %s", async (_what, responder) => {
    upstream.respond(responder);
    await expect(remove()).rejects.toBeInstanceOf(TosServiceError);
  });
});

describe("the mean colour of a picture", () => {
  const hue = () => tos.getAverageHue("examplebucket", "a.jpg");

  it.each([
    [{ RGB: "0x5c783b" }, "#5c783b"],
    [{ RGB: "0X5C783B" }, "#5c783b"],
    [{ RGB: "#000000" }, "#000000"],
    [{ RGB: { value: "0xffffff" } }, "#ffffff"],
  ])("is read of %j", async (body, colour) => {
    upstream.respond(json(200, body));
    expect(await hue()).toBe(colour);
    expect(sent()).toEqual(["GET /examplebucket/a.jpg?x-tos-process=image%2Faverage-hue"]);
  });

  it.each([
    ["gone", tosError(404, "NoSuchKey", "0017-00000003")],
    ["no picture", tosError(400, "InvalidArgument", "0022-00000005")],
  ])("is null when the object is %s", async (_what, responder) => {
    upstream.respond(responder);
    expect(await hue()).toBeNull();
  });

  it.each([
    ["no colour", json(200, { RGB: "green" })],
    ["another shape", json(200, { Hue: [1, 2, 3] })],
    ["no JSON", text(200, "0x5c783b")],
  ])("is not said to be none when the reply holds %s", async (_what, responder) => {
    upstream.respond(responder);
    await expect(hue()).rejects.toMatchObject({ code: "TOS_REPLY", message: /^GetImageAverageHue: / });
  });

  it("fails when the service does", async () => {
    upstream.respond(tosError(429, "ExceedAccountQPSLimit"));
    await expect(hue()).rejects.toMatchObject({ throttled: true });
  });
});
