/** A stored picture in front of the emulator: its metadata, its mean colour, how long its URL works, and what all costs. */
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createOfficialClient } from "../helpers/official-sdk.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { json, startStubUpstream } from "../helpers/stub-upstream.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const KEYS = { TOS_ACCESS_KEY: "emulator", TOS_SECRET_KEY: "emulator-secret" };

let started: StartedEmulator;
let server: TestServer;

beforeAll(async () => {
  started = await startEmulator();
  server = await startServerFor(started.url, KEYS);
  await started.call("PUT", "/examplebucket");
  const background = { r: 0x5c, g: 0x78, b: 0x3b };
  const body = await sharp({ create: { width: 8, height: 4, channels: 3, background } })
    .png()
    .toBuffer();
  await Promise.all(
    Array.from({ length: 50 }, (_, at) => started.call("PUT", `/examplebucket/k${at}`, { body })),
  );
  await started.call("PUT", "/examplebucket/text", { body: "text" });
});
beforeEach(() => started.emulator.requests.clear());
afterAll(async () => {
  await server.close();
  await started.stop();
});

async function ask(query: string, from = server) {
  const { body } = await from.post({ query });
  expect(body.errors).toBeUndefined();
  return body.data ?? {};
}

const aliases = (selection: string, count = 50): string =>
  Array.from({ length: count }, (_, at) => `a${at}: image(key: "k${at}") { ${selection} }`).join(" ");

const operations = () => started.emulator.requests.all().map(({ operation, key }) => `${operation} ${key}`);

describe("fifty pictures in one request", () => {
  it("make fifty calls for all that HEAD tells, one for each", async () => {
    const data = await ask(
      `{ ${aliases("info { byteSize etag contentType lastModified } metadata { name } again: info { etag }")} }`,
    );
    expect(operations().sort()).toEqual(Array.from({ length: 50 }, (_, at) => `HeadObject k${at}`).sort());
    expect(data.a49).toMatchObject({ info: { contentType: "binary/octet-stream" }, metadata: [] });
  });

  it("make fifty more for each of what the bytes tell, and no HEAD for the colour alone", async () => {
    const data = await ask(`{ ${aliases("averageHue again: averageHue")} }`);
    expect(operations().sort()).toEqual(Array.from({ length: 50 }, (_, at) => `ProcessObject k${at}`).sort());
    expect(new Set(Object.values(data).map((image) => (image as { averageHue: string }).averageHue))).toEqual(
      new Set(["#5c783b"]),
    );
  });

  it("make none for their names and URLs", async () => {
    await ask(`{ ${aliases("id key signedUrl { url expiresAt }")} }`);
    expect(operations()).toEqual([]);
  });

  it("are processed eight at a time, so that others find a place: TOS takes ten of an account", async () => {
    const waiting: (() => void)[] = [];
    const seen: number[] = [];
    const upstream = await startStubUpstream((response, request) => {
      const answer = request.url.includes("average-hue")
        ? json(200, { RGB: "0x000000" })
        : json(200, { Format: { value: "png" }, ImageWidth: { value: "1" }, ImageHeight: { value: "1" } });
      if (request.method === "HEAD") return json(200, null)(response, request);
      waiting.push(() => answer(response, request));
      if (waiting.length < 8) return;
      // A ninth one that is under way is seen by then, since this upstream reads them as they come.
      setImmediate(() => {
        seen.push(waiting.length);
        for (const release of waiting.splice(0)) release();
      });
    });
    const other = await startServerFor(upstream.url);
    try {
      await ask(`{ ${aliases("averageHue info { width }", 24)} }`, other);
      expect(seen).toEqual([8, 8, 8, 8, 8, 8]);
    } finally {
      await other.close();
      await upstream.close();
    }
  });
});

describe("the metadata of a picture", () => {
  it("reads as the official SDK wrote it", async () => {
    const sdk = createOfficialClient({
      port: started.port,
      credentials: { accessKeyId: "emulator", secretAccessKey: "emulator-secret" },
      bucket: "examplebucket",
    });
    await sdk.putObject({
      key: "described.png",
      body: Buffer.from("body"),
      meta: { Note: "中 文 😀", plain: "100% sure" },
    });
    expect(await ask('{ image(key: "described.png") { metadata { name value } } }')).toEqual({
      image: {
        metadata: [
          { name: "note", value: "中 文 😀" },
          { name: "plain", value: "100% sure" },
        ],
      },
    });
  });

  it("is null where there is no object, by the one call that tells that of info, too", async () => {
    expect(await ask('{ image(key: "gone") { metadata { name } info { etag } } }')).toEqual({
      image: { metadata: null, info: null },
    });
    expect(operations()).toEqual(["HeadObject gone"]);
  });
});

describe("the mean colour of a picture", () => {
  it("is null of what is no picture, and of what is not there", async () => {
    expect(
      await ask('{ a: image(key: "text") { averageHue } b: image(key: "gone") { averageHue } }'),
    ).toEqual({
      a: { averageHue: null },
      b: { averageHue: null },
    });
  });

  it("is an error, and nothing else is, when TOS answers with no colour", async () => {
    started.emulator.faults.add({
      operation: "ProcessObject",
      effect: { kind: "wrong-json", text: '{"hue": 1}' },
    });
    const { body } = await server.post({ query: '{ image(key: "k1") { key averageHue } }' });
    expect(body.data).toEqual({ image: { key: "k1", averageHue: null } });
    expect(body.errors).toMatchObject([
      { path: ["image", "averageHue"], extensions: { code: "UPSTREAM_UNAVAILABLE" } },
    ]);
  });
});

describe("a signed URL where the operator allows ten minutes", () => {
  let strict: TestServer;
  beforeAll(async () => {
    strict = await startServerFor(started.url, { ...KEYS, SIGNED_URL_MAX_SECONDS: "600" });
  });
  afterAll(() => strict.close());

  const url = (args: string) => `image(key: "k1") { signedUrl${args} { url expiresAt } }`;
  const seconds = (data: Record<string, unknown>): string | null => {
    const { image } = data as { image: { signedUrl: { url: string } } };
    return new URL(image.signedUrl.url).searchParams.get("X-Tos-Expires");
  };

  it.each([
    ["", "600"],
    ["(expiresInSeconds: null)", "600"],
    ["(expiresInSeconds: 600)", "600"],
    ["(expiresInSeconds: 1)", "1"],
  ])("with %s works for %s seconds", async (args, expected) => {
    expect(seconds(await ask(`{ ${url(args)} }`, strict))).toBe(expected);
  });

  it.each(["", "(expiresInSeconds: null)"])("elsewhere, with %s, works for an hour", async (args) => {
    expect(seconds(await ask(`{ ${url(args)} }`))).toBe("3600");
  });

  it.each([601, 604_800, 0])("is refused for %i seconds, naming the bound", async (asked) => {
    const { body } = await strict.post({ query: `{ ${url(`(expiresInSeconds: ${asked})`)} }` });
    expect(body.errors).toMatchObject([
      {
        extensions: {
          code: "BAD_USER_INPUT",
          violations: [
            {
              path: ["expiresInSeconds"],
              constraint: "range",
              message: "must be a whole number from 1 to 600",
            },
          ],
        },
      },
    ]);
  });

  it("is refused below a mutation before that changes anything", async () => {
    const query = `mutation { deleteImage(input: { key: "k1" }) { ... on DeletedImage { image { signedUrl(expiresInSeconds: 601) { url } } } } }`;
    const { status, body } = await strict.post({ query });
    expect([status, body.errors?.[0]?.extensions?.code]).toEqual([400, "BAD_USER_INPUT"]);
    expect(operations()).toEqual([]);
  });

  it("bounds the address of an upload, too", async () => {
    const upload = (seconds: string) =>
      strict.post({
        query: `mutation { createImageUpload(input: { contentType: "image/png", byteSize: 1 ${seconds} }) { url } }`,
      });
    const { data } = (await upload("")).body;
    const { url } = (data as { createImageUpload: { url: string } }).createImageUpload;
    expect(new URL(url).searchParams.get("X-Tos-Expires")).toBe("600");
    expect((await upload("expiresInSeconds: 601")).body.errors?.[0]?.extensions?.violations).toEqual([
      {
        path: ["input", "expiresInSeconds"],
        constraint: "range",
        message: "must be a whole number from 1 to 600",
      },
    ]);
  });

  it("may be asked for by seven days where nothing is configured, and by no more", async () => {
    expect(seconds(await ask(`{ ${url("(expiresInSeconds: 604800)")} }`))).toBe("604800");
    const { body } = await server.post({ query: `{ ${url("(expiresInSeconds: 604801)")} }` });
    expect(body.errors?.[0]?.message).toMatch(/from 1 to 604800/);
  });
});
