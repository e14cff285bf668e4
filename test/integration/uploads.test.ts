/** A picture goes from a page into the bucket by nothing but fetch and what createImageUpload answers. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import sharp from "sharp";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, EMULATOR_CREDENTIALS, type Emulator } from "../../src/emulator/emulator.js";
import {
  CreateImageUploadDocument,
  type CreateImageUploadInput,
  DeleteImageDocument,
  GenerateImageDocument,
  ImageDocument,
  ImagesDocument,
} from "../generated/operations.js";
import { startServerFor, type TestServer } from "../helpers/server.js";

const STS = {
  accessKeyId: "sts",
  secretAccessKey: "sts-secret",
  securityToken: "the-token",
  expiresAt: new Date(Math.floor(Date.now() / 1000) * 1000 + 600_000),
};

let folder: string;
let emulator: Emulator;
let server: TestServer;
let picture: Uint8Array<ArrayBuffer>;
/** How far the emulator's clock is ahead. */
let aheadMs = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "uploads-"));
  emulator = await createEmulator({
    dataFolder: folder,
    identities: [EMULATOR_CREDENTIALS, STS],
    now: () => new Date(Date.now() + aheadMs),
  });
  server = await startWith();
  const image = sharp({ create: { width: 64, height: 48, channels: 3, background: "#c0392b" } });
  picture = new Uint8Array(await image.jpeg().toBuffer());
});
beforeEach(() => {
  aheadMs = 0;
  emulator.requests.clear();
});
afterAll(async () => {
  await server.close();
  await emulator.close();
  await rm(folder, { recursive: true });
});

function startWith(environment: Record<string, string> = {}): Promise<TestServer> {
  return startServerFor(emulator.url, {
    TOS_ACCESS_KEY: EMULATOR_CREDENTIALS.accessKeyId,
    TOS_SECRET_KEY: EMULATOR_CREDENTIALS.secretAccessKey,
    ...environment,
  });
}

async function createUpload(changes: Partial<CreateImageUploadInput> = {}, at = server) {
  const input = { contentType: "image/jpeg", byteSize: picture.length, ...changes };
  return (await at.execute(CreateImageUploadDocument, { input })).createImageUpload;
}

type Upload = Awaited<ReturnType<typeof createUpload>>;

/** What a page does: nothing is sent that the answer does not name, but a body. */
function send(
  { url, method, headers }: Upload,
  body: NonNullable<RequestInit["body"]> = picture,
  changes: Record<string, string> = {},
) {
  return fetch(url, {
    method,
    headers: { ...Object.fromEntries(headers.map(({ name, value }) => [name, value])), ...changes },
    body,
    ...(body instanceof ReadableStream && { duplex: "half" }),
  } as RequestInit);
}

/** `200`, or the status, Code and EC of an error. */
async function outcomeOf(response: Response): Promise<string> {
  const text = await response.text();
  if (response.ok) return `${response.status}${text}`;
  const { Code, EC } = JSON.parse(text);
  return [response.status, Code, EC].filter((part) => part !== undefined).join(" ");
}

async function infoOf({ image }: Upload) {
  const { bucket, key } = image;
  return (await server.execute(ImageDocument, { bucket, key })).image?.info ?? null;
}

const whole = () => picture;

describe("an upload", () => {
  it("succeeds with nothing but fetch and the method, URL and headers of the answer", async () => {
    const upload = await createUpload();
    expect(emulator.requests.all()).toEqual([]);
    expect(upload).toMatchObject({
      image: {
        bucket: "examplebucket",
        key: expect.stringMatching(
          /^uploads\/\d{4}-\d\d-\d\d\/\d{9}-[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}\.jpg$/,
        ),
      },
      method: "PUT",
      headers: [
        { name: "content-type", value: "image/jpeg" },
        { name: "x-tos-forbid-overwrite", value: "true" },
      ],
    });
    expect(await infoOf(upload)).toBeNull();
    expect(await outcomeOf(await send(upload))).toBe("200");
    expect(await infoOf(upload)).toMatchObject({
      byteSize: picture.length,
      contentType: "image/jpeg",
      width: 64,
      height: 48,
      format: "JPEG",
    });
  });

  it("of a File is like that of its bytes", async () => {
    const file = new File([picture], "holiday.jpg", { type: "image/jpeg" });
    const upload = await createUpload({ contentType: file.type, byteSize: file.size });
    expect(await outcomeOf(await send(upload, file))).toBe("200");
    const signed = await fetch(
      (await server.execute(ImageDocument, upload.image)).image?.signedUrl.url ?? "",
    );
    expect(new Uint8Array(await signed.arrayBuffer())).toEqual(picture);
  });

  it("is a source to generate from", async () => {
    const upload = await createUpload();
    await send(upload);
    const { bucket, key } = upload.image;
    const { generateImage } = await server.execute(GenerateImageDocument, {
      input: {
        prompt: "千军万马",
        source: { bucket, key },
        output: { bucket: "tostest", key: "from-upload.jpg" },
      },
    });
    expect(generateImage.__typename).toBe("GeneratedImage");
    const generated = await server.execute(ImageDocument, { bucket: "tostest", key: "from-upload.jpg" });
    expect(generated.image?.info).toMatchObject({ width: 64, height: 48, format: "JPEG" });
  });

  it.each([
    ["another content type", whole, { "content-type": "image/png" }],
    ["its content type with a parameter", whole, { "content-type": "image/jpeg; charset=utf-8" }],
    ["no content type", whole, { "content-type": "" }],
    ["a byte more", () => new Blob([picture, "x"]), {}],
    ["a byte less", () => picture.subarray(1), {}],
    ["nothing", () => "", {}],
    ["a body whose length is not said", () => new Blob([picture]).stream(), {}],
    ["leave to overwrite", whole, { "x-tos-forbid-overwrite": "false" }],
  ])("with %s is refused, and nothing is stored", async (_, body, headers) => {
    const upload = await createUpload();
    expect(await outcomeOf(await send(upload, body(), headers))).toBe("403 SignatureDoesNotMatch");
    expect(emulator.requests.all("PutObject")).toMatchObject([{ status: 403, bodyBytes: 0 }]);
    expect(await infoOf(upload)).toBeNull();
  });

  it("with a header of TOS that was not agreed on is refused", async () => {
    const upload = await createUpload();
    expect(await outcomeOf(await send(upload, picture, { "x-tos-acl": "public-read" }))).toBe(
      "403 AuthorizationHeaderMalformed 0002-00000016",
    );
    expect(await infoOf(upload)).toBeNull();
  });

  it("to another key, or by another method, is refused", async () => {
    const upload = await createUpload({ key: "mine.jpg" });
    const url = upload.url.replace("/mine.jpg?", "/yours.jpg?");
    expect(await outcomeOf(await send({ ...upload, url }))).toBe("403 SignatureDoesNotMatch");
    expect(await outcomeOf(await send({ ...upload, method: "POST" }))).toBe("403 SignatureDoesNotMatch");
    const { headers } = upload;
    const get = await fetch(upload.url, { headers: headers.map(({ name, value }) => [name, value]) });
    expect(await outcomeOf(get)).toBe("403 SignatureDoesNotMatch");
  });
});

describe("a key", () => {
  it("that is made differs each time, and sorts by the time of its making", async () => {
    const keys: string[] = [];
    for (let turn = 0; turn < 3; turn++) keys.push((await createUpload()).image.key);
    const times = keys.map((key) => key.slice(0, key.indexOf("-", "uploads/2026-11-23/".length)));
    expect(times).toEqual([...times].sort());
    expect(new Set(keys).size).toBe(3);
  });

  it("is written once where overwriting is forbidden, as it is unless asked for", async () => {
    const upload = await createUpload({ key: "once.jpg" });
    expect(await outcomeOf(await send(upload))).toBe("200");
    expect(await outcomeOf(await send(upload))).toBe("409 DuplicateObject 0017-00000004");
    const other = await createUpload({ key: "once.jpg", byteSize: 5 });
    expect(await outcomeOf(await send(other, "other"))).toBe("409 DuplicateObject 0017-00000004");
    expect(await infoOf(upload)).toMatchObject({ byteSize: picture.length });
  });

  it("is written anew where that is allowed", async () => {
    await send(await createUpload({ key: "twice.jpg" }));
    const upload = await createUpload({ key: "twice.jpg", byteSize: 5, forbidOverwrite: false });
    expect(upload.headers).toEqual([{ name: "content-type", value: "image/jpeg" }]);
    expect(await outcomeOf(await send(upload, "other"))).toBe("200");
    expect(await infoOf(upload)).toMatchObject({ byteSize: 5, width: null });
  });

  it("of odd characters is stored under that very key", async () => {
    const upload = await createUpload({ bucket: "tostest", key: "a dir/千军万马 (1)!+%2F.jpg" });
    expect(await outcomeOf(await send(upload))).toBe("200");
    expect(await infoOf(upload)).toMatchObject({ byteSize: picture.length });
  });

  it("of every ending that is taken is listed afterwards, and can be deleted", async () => {
    const keys = ["listed/a.JPG", "listed/b.jpe", "listed/c.jfif", "listed/d"];
    for (const key of keys) expect(await outcomeOf(await send(await createUpload({ key })))).toBe("200");
    const listed = async () => {
      const { images } = await server.execute(ImagesDocument, { prefix: "listed/" });
      return images?.edges.map(({ node }) => node.key);
    };
    expect(await listed()).toEqual(keys);
    for (const key of keys) await server.execute(DeleteImageDocument, { input: { key } });
    expect(await listed()).toEqual([]);
  });
});

describe("the end of an upload's address", () => {
  it("is 15 minutes ahead unless asked for, and ends the upload", async () => {
    const before = Date.now();
    const upload = await createUpload();
    const seconds = (Date.parse(upload.expiresAt) - before) / 1000;
    expect(seconds).toBeGreaterThan(898);
    expect(seconds).toBeLessThanOrEqual(901);
    aheadMs = 902_000;
    expect(await outcomeOf(await send(upload))).toBe("403 AccessDenied");
    aheadMs = 0;
    expect(await infoOf(upload)).toBeNull();
    aheadMs = 890_000;
    expect(await outcomeOf(await send(upload))).toBe("200");
  });

  it("is no later than that of the STS token, which goes with it", async () => {
    const sts = await startWith({
      TOS_ACCESS_KEY: STS.accessKeyId,
      TOS_SECRET_KEY: STS.secretAccessKey,
      TOS_SECURITY_TOKEN: STS.securityToken,
      TOS_SECURITY_TOKEN_EXPIRES_AT: STS.expiresAt.toISOString(),
    });
    try {
      const upload = await createUpload({ expiresInSeconds: 604_800 }, sts);
      expect(new Date(upload.expiresAt)).toEqual(STS.expiresAt);
      expect(await outcomeOf(await send(upload))).toBe("200");
    } finally {
      await sts.close();
    }
  });

  it("has come already where that of the STS token has", async () => {
    const sts = await startWith({
      TOS_SECURITY_TOKEN: "ended",
      TOS_SECURITY_TOKEN_EXPIRES_AT: "2026-01-01T00:00:00Z",
    });
    try {
      expect(new Date((await createUpload({}, sts)).expiresAt)).toEqual(new Date("2026-01-01T00:00:00Z"));
    } finally {
      await sts.close();
    }
  });
});

describe("a page", () => {
  it("may send the upload: the browser's question, as Chromium puts it, is answered", async () => {
    const { url } = await createUpload();
    const answer = await fetch(url, {
      method: "OPTIONS",
      headers: {
        accept: "*/*",
        "access-control-request-headers": "content-type,x-tos-forbid-overwrite",
        "access-control-request-method": "PUT",
        origin: "http://localhost:5173",
        referer: "http://localhost:5173/",
        "sec-fetch-mode": "cors",
        "sec-fetch-site": "cross-site",
        "sec-fetch-dest": "empty",
        "user-agent": "Mozilla/5.0",
      },
    });
    expect(answer.status).toBe(200);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-methods": expect.stringContaining("PUT"),
      "access-control-allow-headers": "content-type, x-tos-forbid-overwrite",
      "access-control-max-age": "3600",
    });
    expect(emulator.requests.all().map(({ operation, status }) => [operation, status])).toEqual([
      ["OptionsObject", 200],
    ]);
  });

  it("may read a picture that its browser has shown and kept: the kept reply is marked as one for no page", async () => {
    const { image } = await server.execute(ImageDocument, { key: "1171.jpeg" });
    const shown = await fetch(image?.signedUrl.url ?? "");
    expect(shown.headers.get("access-control-allow-origin")).toBeNull();
    expect(shown.headers.get("vary")).toBe("Origin");
  });

  it("may read the reply to its upload and its ETag, and the reason of a refusal", async () => {
    const upload = await createUpload();
    const origin = "http://localhost:5173";
    const refused = await send(upload, "other", { origin });
    expect(refused.headers.get("access-control-allow-origin")).toBe("*");
    expect(await outcomeOf(refused)).toBe("403 SignatureDoesNotMatch");
    const stored = await send(upload, picture, { origin });
    expect(stored.headers.get("access-control-allow-origin")).toBe("*");
    expect(stored.headers.get("access-control-expose-headers")).toContain("ETag");
    expect(stored.headers.get("etag")).toBe((await infoOf(upload))?.etag);
  });
});

describe("an operator", () => {
  it("may have clients upload to another address than the server's own", async () => {
    const elsewhere = await startWith({ TOS_PUBLIC_ENDPOINT: "https://tos.example.com" });
    try {
      expect((await createUpload({ key: "a.jpg" }, elsewhere)).url).toMatch(
        /^https:\/\/examplebucket\.tos\.example\.com\/a\.jpg\?X-Tos-Algorithm=/,
      );
    } finally {
      await elsewhere.close();
    }
  });

  it("may bound how long an upload's address works, as that of every signed URL", async () => {
    const strict = await startWith({ SIGNED_URL_MAX_SECONDS: "600" });
    try {
      for (const asked of [{}, { expiresInSeconds: null }, { expiresInSeconds: 600 }]) {
        const { url } = await createUpload(asked, strict);
        expect(new URL(url).searchParams.get("X-Tos-Expires")).toBe("600");
      }
      const { status, body } = await strict.post({
        query: `mutation {
          createImageUpload(input: { contentType: "image/jpeg", byteSize: 5, expiresInSeconds: 601 }) { url }
        }`,
      });
      expect(status).toBe(400);
      expect(body.errors?.[0]?.extensions?.violations).toEqual([
        {
          path: ["input", "expiresInSeconds"],
          constraint: "range",
          message: "must be a whole number from 1 to 600",
        },
      ]);
    } finally {
      await strict.close();
    }
  });

  it("may leave type and size out of the signature, should the service not take them there", async () => {
    const loose = await startWith({ UPLOAD_SIGNED_CONTENT: "off" });
    try {
      const upload = await createUpload({}, loose);
      expect(upload.url).toContain("&X-Tos-SignedHeaders=host%3Bx-tos-forbid-overwrite&");
      expect(upload.headers.map(({ name }) => name)).toEqual(["content-type", "x-tos-forbid-overwrite"]);
      expect(await outcomeOf(await send(upload))).toBe("200");
    } finally {
      await loose.close();
    }
  });
});
