/** The same cases through this server's client and the official SDK, and the same signatures from both. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import type { TosClient as OfficialClient } from "@volcengine/tos-sdk";
import sharp from "sharp";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { createTosClient, type TosClient } from "../../src/tos/client.js";
import type { TosCredentials } from "../../src/tos/credentials.js";
import { parseEndpoint } from "../../src/tos/endpoint.js";
import { createOfficialClient, splitPresignedUrl } from "../helpers/official-sdk.js";
import { type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";
import { ODD_KEYS } from "../unit/emulator/odd-keys.js";

const BUCKET = "shared";

/** What both clients can do, and how each says it. */
interface Client {
  put(key: string, body: Buffer, forbidOverwrite?: boolean): Promise<unknown>;
  get(key: string, process?: string): Promise<Buffer>;
  /** Size and ETag, or null for what is not there. */
  head(key: string): Promise<{ readonly byteSize: number | null; readonly etag: string | null } | null>;
  styles(): Promise<readonly string[]>;
  style(name: string): Promise<string | null>;
  presign(key: string): { readonly host: string; readonly target: string };
  close(): Promise<void>;
}

function ours(port: number, credentials: TosCredentials): Client {
  const client = createTosClient({
    endpoint: parseEndpoint(`http://127.0.0.1:${port}`),
    region: "cn-beijing",
    credentials: () => credentials,
  });
  return {
    put: (key, body, forbidOverwrite = false) => client.putObject(BUCKET, key, body, { forbidOverwrite }),
    get: async (key, process) =>
      (await client.getObject(BUCKET, key, process === undefined ? {} : { process })).body,
    head: (key) => client.headObject(BUCKET, key),
    styles: async () => (await client.listImageStyles(BUCKET)).map(({ name }) => name),
    style: async (name) => (await client.getImageStyle(BUCKET, name))?.content ?? null,
    presign: (key) => {
      const { host, pathname, search } = new URL(
        client.presign({ bucket: BUCKET, key, expiresInSeconds: 60 }).url,
      );
      return { host, target: pathname + search };
    },
    close: () => client.close(),
  };
}

function official(port: number, credentials: TosCredentials): Client {
  const client = createOfficialClient({ port, credentials, bucket: BUCKET });
  return {
    put: (key, body, forbidOverwrite = false) => client.putObject({ key, body, forbidOverwrite }),
    get: async (key, process) => {
      const input = { key, dataType: "buffer", ...(process !== undefined && { process }) } as const;
      return (await client.getObjectV2(input)).data.content;
    },
    head: async (key) => {
      try {
        const { data } = await client.headObject(key);
        return { byteSize: Number(data["content-length"]), etag: data.etag };
      } catch (error) {
        if ((error as { statusCode?: number }).statusCode === 404) return null;
        throw error;
      }
    },
    styles: async () => {
      // Typed as a list, it is the body as it came.
      const { ImageStyles } = (await client.getBucketImageStyleList(BUCKET)).data as unknown as {
        ImageStyles: { Name: string }[];
      };
      return ImageStyles.map(({ Name }) => Name);
    },
    style: async (name) => (await client.getBucketImageStyle(BUCKET, name)).data?.Content ?? null,
    presign: (key) => splitPresignedUrl(client.getPreSignedUrl({ key, expires: 60 })),
    close: async () => {},
  };
}

const STS = { accessKeyId: "sts", secretAccessKey: "sts-secret", securityToken: "the-token" };

let emulator: StartedEmulator;
let picture: Buffer;

beforeAll(async () => {
  emulator = await startEmulator({ identities: [EMULATOR_CREDENTIALS, STS] });
  await emulator.call("PUT", `/${BUCKET}`);
  const query = [
    ["imageStyle", ""],
    ["styleName", "small"],
  ] as const;
  await emulator.call("PUT", `/${BUCKET}`, { query, body: '{"Content":"image/resize,w_30"}' });
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#204060" } })
    .png()
    .toBuffer();
});
afterAll(() => emulator.stop());

describe.each([
  ["this server's client", ours],
  ["the official client", official],
] as const)("%s", (name, create) => {
  let client: Client;
  beforeAll(() => {
    client = create(emulator.port, EMULATOR_CREDENTIALS);
  });
  afterAll(() => client.close());

  // The HTTP client of the official one folds dot segments before it sends.
  const keys = name === "the official client" ? ODD_KEYS.filter((key) => !key.includes("./")) : ODD_KEYS;

  it.each(keys)("puts, heads and gets %j", async (key) => {
    const body = Buffer.from(`${name}: ${key}`);
    await client.put(key, body);
    expect(await client.head(key)).toMatchObject({
      byteSize: body.length,
      etag: expect.stringMatching(/^"/),
    });
    expect(await client.get(key)).toEqual(body);
  });

  it("learns what is not there, and what is and has to stay", async () => {
    expect(await client.head("missing")).toBeNull();
    await expect(client.get("missing")).rejects.toMatchObject({ ec: "0017-00000003" });
    const once = () => client.put(`once by ${name}`, Buffer.from("x"), true);
    await once();
    await expect(once()).rejects.toMatchObject({ ec: "0017-00000004" });
  });

  it("reads styles and what they make of a picture", async () => {
    expect(await client.styles()).toEqual(["small"]);
    expect(await client.style("small")).toBe("image/resize,w_30");
    expect(await client.style("none")).toBeNull();
    await client.put("picture.png", picture);
    const { width, height } = await sharp(await client.get("picture.png", "style/small")).metadata();
    expect([width, height]).toEqual([30, 20]);
    expect(JSON.parse((await client.get("picture.png", "image/info")).toString())).toMatchObject({
      ImageWidth: { value: "300" },
      Format: { value: "png" },
    });
    await expect(client.get("picture.png", "style/none")).rejects.toMatchObject({ ec: "0022-00000009" });
  });

  it("presigns what anybody may then download", async () => {
    await client.put("signed 文.txt", Buffer.from("signed"));
    const { host, target } = client.presign("signed 文.txt");
    expect((await emulator.raw("GET", target, { host })).text).toBe("signed");
    expect((await emulator.raw("GET", target.replace("signed", "other"), { host })).status).toBe(403);
  });

  it("is accepted with an STS token, and refused with a wrong secret", async () => {
    const sts = create(emulator.port, STS);
    await sts.put("by sts", Buffer.from("x"));
    expect(await sts.head("by sts")).toMatchObject({ byteSize: 1 });
    const wrong = create(emulator.port, { ...EMULATOR_CREDENTIALS, secretAccessKey: "wrong" });
    await expect(wrong.put("by nobody", Buffer.from("x"))).rejects.toMatchObject({
      message: expect.stringMatching(/signature/i),
    });
    await Promise.all([sts.close(), wrong.close()]);
  });
});

it("a style that this server's client writes is the official client's to read, until it is deleted", async () => {
  const own = createTosClient({
    endpoint: parseEndpoint(`http://127.0.0.1:${emulator.port}`),
    region: "cn-beijing",
    credentials: () => EMULATOR_CREDENTIALS,
  });
  const theirs = official(emulator.port, EMULATOR_CREDENTIALS);
  await own.putImageStyle(BUCKET, "ours", "image/rotate,90");
  expect(await theirs.style("ours")).toBe("image/rotate,90");
  await own.putImageStyle(BUCKET, "ours", "image/rotate,180");
  expect(await theirs.style("ours")).toBe("image/rotate,180");
  expect(await own.deleteImageStyle(BUCKET, "ours")).toEqual({ requestId: expect.stringMatching(/./) });
  expect(await theirs.style("ours")).toBeNull();
  expect(await own.deleteImageStyle(BUCKET, "ours")).toBeNull();
  await own.close();
});

describe("a request of both clients", () => {
  const INSTANT = new Date("2026-01-02T03:04:05.678Z");
  const sent: Record<string, string | string[] | undefined>[] = [];
  const sink = createServer((request, response) => {
    sent.push({ ...request.headers, ":request": `${request.method} ${request.url}` });
    request.resume();
    response.writeHead(200, { "x-tos-request-id": "sink", "content-type": "application/json" });
    response.end(request.method === "HEAD" ? undefined : '{"ImageStyles":[]}');
  });
  let port: number;

  beforeAll(async () => {
    await new Promise<void>((resolve) => sink.listen(0, "127.0.0.1", resolve));
    port = (sink.address() as AddressInfo).port;
  });
  afterAll(async () => {
    sink.closeAllConnections();
    await new Promise((resolve) => sink.close(resolve));
  });
  // The official client has no clock to inject.
  beforeEach(() => vi.useFakeTimers({ toFake: ["Date"], now: INSTANT }));
  afterEach(() => vi.useRealTimers());

  const calls: [
    string,
    (client: OfficialClient) => Promise<unknown>,
    (client: TosClient) => Promise<unknown>,
  ][] = [
    [
      "GetObject",
      (client) => client.getObjectV2({ key: "a dir/键 (1)!.txt", dataType: "buffer" }),
      (client) => client.getObject(BUCKET, "a dir/键 (1)!.txt"),
    ],
    [
      "GetObject with a process",
      (client) => client.getObjectV2({ key: "k", dataType: "buffer", process: "image/resize,w_1/rotate,90" }),
      (client) => client.getObject(BUCKET, "k", { process: "image/resize,w_1/rotate,90" }),
    ],
    [
      "PutObject",
      (client) => client.putObject({ key: "plus+&%.txt", body: Buffer.from("body") }),
      (client) => client.putObject(BUCKET, "plus+&%.txt", Buffer.from("body")),
    ],
    [
      "PutObject that forbids to overwrite",
      (client) => client.putObject({ key: "k", body: Buffer.from("body"), forbidOverwrite: true }),
      (client) => client.putObject(BUCKET, "k", Buffer.from("body"), { forbidOverwrite: true }),
    ],
    ["HeadObject", (client) => client.headObject("a//b"), (client) => client.headObject(BUCKET, "a//b")],
    [
      "ListBucketImageStyle",
      (client) => client.getBucketImageStyleList(BUCKET),
      (client) => client.listImageStyles(BUCKET),
    ],
    [
      "GetBucketImageStyle",
      (client) => client.getBucketImageStyle(BUCKET, "style_1"),
      (client) => client.getImageStyle(BUCKET, "style_1").catch(() => null),
    ],
  ];

  it.each(
    calls.flatMap(([name, ...pair]) =>
      [EMULATOR_CREDENTIALS, STS].map((key) => [name, key.accessKeyId, key, pair] as const),
    ),
  )(
    "for %s is signed alike at the same instant with the key %s",
    async (_name, _key, credentials, [callOfficial, callOurs]) => {
      sent.length = 0;
      await callOfficial(createOfficialClient({ port, credentials, bucket: BUCKET }));
      const own = createTosClient({
        endpoint: parseEndpoint(`http://127.0.0.1:${port}`),
        region: "cn-beijing",
        credentials: () => credentials,
        resilience: false,
      });
      await callOurs(own);
      await own.close();
      const [theirs, mine] = sent;
      expect(sent).toHaveLength(2);
      expect(mine?.["x-tos-date"]).toBe("20260102T030405Z");
      expect(mine?.authorization).toMatch(/^TOS4-HMAC-SHA256 Credential=.+Signature=[0-9a-f]{64}$/);
      expect(mine?.authorization).toBe(theirs?.authorization);
    },
  );
});
