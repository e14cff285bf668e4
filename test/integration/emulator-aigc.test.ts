/** The two generations over a real socket: buckets and rights, moderation, limits, and what is stored. */
import sharp from "sharp";
import { Client } from "undici";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { EmulatorOptions } from "../../src/emulator/emulator.js";
import type { Pixels } from "../../src/emulator/pictures/picture.js";
import { canonicalQuery, signHeaders } from "../../src/tos/signature.js";
import { type CallOptions, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";
import { correlation, difference, scenery } from "../unit/emulator/pixel-measures.js";

const OWNER = { accessKeyId: "owner", secretAccessKey: "owner-secret" };
const READER = {
  accessKeyId: "reader",
  secretAccessKey: "reader-secret",
  rights: { "source-bucket": ["read"], "target-bucket": ["read"] },
} as const;
const WRITER = {
  accessKeyId: "writer",
  secretAccessKey: "writer-secret",
  rights: { "target-bucket": ["write"] },
} as const;
const BOTH = {
  accessKeyId: "both",
  secretAccessKey: "both-secret",
  rights: { "source-bucket": ["read"], "target-bucket": ["write"] },
} as const;

let time = Date.parse("2026-01-02T03:04:05Z");
const now = () => new Date(time);
const source = scenery(160, 120);
let emulator: StartedEmulator;

async function start(options: Partial<EmulatorOptions> = {}): Promise<StartedEmulator> {
  const started = await startEmulator({ identities: [OWNER, READER, WRITER, BOTH], now, ...options });
  const call = (method: string, path: string, more: CallOptions = {}) =>
    started.call(method, path, { credentials: OWNER, now: now(), ...more });
  for (const bucket of ["source-bucket", "target-bucket"]) await call("PUT", `/${bucket}`);
  const body = await sharp(source.data, { raw: { width: 160, height: 120, channels: 3 } })
    .png()
    .toBuffer();
  await call("PUT", "/source-bucket/a.png", { body });
  await call("PUT", "/source-bucket/secret/b.png", { body, headers: { "x-tos-meta-owner": "%E7%8E%8B" } });
  await call("PUT", "/source-bucket/text.txt", { body: "no picture" });
  return started;
}

interface Change {
  readonly prompt?: string;
  readonly key?: string;
  readonly output?: object;
  readonly input?: object;
  readonly reqJson?: object;
  readonly by?: typeof OWNER;
  readonly method?: string;
  readonly process?: string;
  readonly bucket?: string;
}

async function send(kind: "image_to_image" | "text_to_image", change: Change, to: StartedEmulator) {
  const image = kind === "image_to_image";
  const bucket = change.bucket ?? (image ? "source-bucket" : "target-bucket");
  return to.call(change.method ?? "POST", `/${bucket}`, {
    query: [["x-tos-process", change.process ?? `aigc/${kind}`]],
    credentials: change.by ?? OWNER,
    now: now(),
    body: JSON.stringify({
      TaskType: kind,
      InputDataSource: {
        Prompt: change.prompt ?? "山 油画",
        ...(image && { ImageUri: change.key ?? "a.png" }),
      },
      ...(change.input && { InputProcessing: change.input }),
      OutputProcessing: { Bucket: "target-bucket", Object: "out.png", ...change.output },
      ModelConfig: {
        ReqJson: {
          req_key: image ? "i2i_xl_sft" : "t2i_xl_sft",
          seed: 1,
          ...(!image && { width: 256, height: 320 }),
          ...change.reqJson,
        },
      },
    }),
  });
}

const fromImage = (change: Change = {}, to = emulator) => send("image_to_image", change, to);
const fromText = (change: Change = {}, to = emulator) => send("text_to_image", change, to);

async function stored(key: string, to = emulator): Promise<Pixels> {
  const { bytes } = await to.call("GET", `/target-bucket/${key}`, { credentials: OWNER, now: now() });
  const { data, info } = await sharp(bytes).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height, channels: 3 };
}

const exists = async (key: string, to = emulator) =>
  (await to.call("HEAD", `/target-bucket/${key}`, { credentials: OWNER, now: now() })).status === 200;

beforeAll(async () => {
  emulator = await start();
});
afterAll(() => emulator.stop());

describe("aigc/text_to_image", () => {
  it.each(["GET", "POST"])(
    "by %s stores a picture of the asked size, the same for a seed",
    async (method) => {
      const { status, json } = await fromText({ method, output: { Object: `${method}-1.png` } });
      expect([status, json().resp_json.code]).toEqual([200, 10_000]);
      expect(json().resp_json.data).toMatchObject({
        image_urls: null,
        prompt_translated: "mountain oil painting",
      });
      await fromText({ method, output: { Object: `${method}-2.png` } });
      await fromText({ method, output: { Object: `${method}-3.png` }, reqJson: { seed: 2 } });
      const [a, again, b] = [
        await stored(`${method}-1.png`),
        await stored(`${method}-2.png`),
        await stored(`${method}-3.png`),
      ];
      expect([a.width, a.height]).toEqual([256, 320]);
      expect(a.data.equals(again.data)).toBe(true);
      expect(difference(a, b)).toBeGreaterThan(8);
    },
  );

  it("stores into the addressed bucket when it names none, processed as asked", async () => {
    const { status } = await fromText({
      output: { Bucket: undefined, Object: "own.jpg", ProcessActions: "image/resize,w_64/format,webp" },
    });
    expect(status).toBe(200);
    expect(await stored("own.jpg")).toMatchObject({ width: 64, height: 80 });
  });

  it("does not go by the name that the page's sample misspells", async () => {
    const answer = await fromText({ process: "aigc/text_to_imgage", output: { Object: "typo.png" } });
    expect([answer.status, answer.json().Code]).toEqual([400, "InvalidArgument"]);
    expect(await exists("typo.png")).toBe(false);
  });

  it.each<[string, Change, number, string | number]>([
    ["a key for pictures only", { reqJson: { req_key: "i2i_xl_sft" } }, 400, 50206],
    ["a size out of range", { reqJson: { width: 9 } }, 400, 50200],
    ["a missing bucket", { output: { Bucket: "no-such-bucket" } }, 404, "NoSuchBucket"],
    ["a missing style", { output: { ProcessStyle: "none" } }, 404, "NoSuchImageStyle"],
    ["no right to write", { by: READER }, 403, "AccessDenied"],
  ])("refuses %s", async (_name, change, status, code) => {
    const answer = await fromText({ ...change, output: { Object: "refused.png", ...change.output } });
    const body = answer.json();
    expect([answer.status, body.resp_json?.code ?? body.Code]).toEqual([status, code]);
    expect(await exists("refused.png")).toBe(false);
  });
});

describe("aigc/image_to_image", () => {
  it("keeps the composition of what it stores", async () => {
    expect((await fromImage()).status).toBe(200);
    const painted = await stored("out.png");
    expect([painted.width, painted.height]).toEqual([160, 120]);
    expect(correlation(painted, source)).toBeGreaterThan(0.6);
  });

  it.each([
    ["who may not write the target", READER, "/target-bucket"],
    ["who may not read the source", WRITER, "/source-bucket"],
  ])("denies %s, and names the bucket, before the model runs", async (_name, by, resource) => {
    const answer = await fromImage({ by, prompt: "emulate:50412", output: { Object: "denied.png" } });
    expect([answer.status, answer.json().Code]).toEqual([403, "AccessDenied"]);
    expect(answer.json().Resource).toContain(resource);
    expect(await exists("denied.png")).toBe(false);
  });

  it("serves who may read the one and write the other", async () => {
    expect((await fromImage({ by: BOTH, output: { Object: "allowed.png" } })).status).toBe(200);
    expect(await exists("allowed.png")).toBe(true);
  });

  it("calls a source that is no picture undecodable, unless it was to be processed before", async () => {
    const bare = await fromImage({ key: "text.txt" });
    expect([bare.status, bare.json().resp_json]).toEqual([
      400,
      expect.objectContaining({ code: 50207, message: "Image Decode Error", data: null }),
    ]);
    const processed = await fromImage({ key: "text.txt", input: { ProcessActions: "image/resize,w_50" } });
    expect([processed.status, processed.json().EC]).toEqual([400, "0022-00000005"]);
  });
});

describe("an emulator with rules, limits and chance", () => {
  let strict: StartedEmulator;
  beforeAll(async () => {
    strict = await start({
      latencyMs: 0,
      randomSeeds: true,
      moderation: [
        { match: "banned", code: 50412 },
        { match: /^secret\//, code: 50411 },
        { match: "owner: 王", code: 50518 },
        { match: "unlucky", code: 50511 },
      ],
      modelLimits: { qps: 3 },
    });
  });
  afterAll(() => strict.stop());

  it.each<[string, Change, number]>([
    ["a prompt", { prompt: "a BANNED thing" }, 50412],
    ["a source by its key", { key: "secret/b.png" }, 50411],
    ["an output", { prompt: "unlucky" }, 50511],
  ])("refuses %s, and stores nothing", async (_name, change, code) => {
    time += 5000;
    const { status, json } = await fromImage({ ...change, output: { Object: "moderated.png" } }, strict);
    expect([status, json().resp_json.code]).toEqual([400, code]);
    expect(await exists("moderated.png", strict)).toBe(false);
  });

  it("refuses a source by its metadata, which clients percent-encode", async () => {
    const byOwner = await start({ moderation: [{ match: "owner: 王", code: 50518 }] });
    const { json } = await fromImage({ key: "secret/b.png" }, byOwner);
    expect(json().resp_json.code).toBe(50518);
    expect((await fromImage({}, byOwner)).status).toBe(200);
    await byOwner.stop();
  });

  it("draws another picture each time for seed -1, and repeats -1 in its reply", async () => {
    time += 5000;
    for (const key of ["r1.png", "r2.png"]) {
      const { json } = await fromImage({ output: { Object: key }, reqJson: { seed: -1 } }, strict);
      expect(json().resp_json.data.seed).toBe(-1);
    }
    expect(difference(await stored("r1.png", strict), await stored("r2.png", strict))).toBeGreaterThan(4);
  });

  it("turns away the fourth generation of a second, by key, and lets it in a second later", async () => {
    time += 5000;
    const code = async (by = OWNER) =>
      (await fromImage({ by, prompt: "banned", output: { Object: "q.png" } }, strict)).json().resp_json.code;
    expect([await code(), await code(), await code(), await code()]).toEqual([50412, 50412, 50412, 50429]);
    expect(await code(BOTH)).toBe(50412);
    time += 1000;
    expect(await code()).toBe(50412);
  });

  it("does not count what TOS refuses", async () => {
    time += 5000;
    for (let count = 0; count < 5; count++)
      expect((await fromImage({ key: "none" }, strict)).status).toBe(404);
    expect((await fromImage({ prompt: "banned" }, strict)).json().resp_json.code).toBe(50412);
  });
});

describe("a limit of one generation at once", () => {
  it("turns the second away with 429 while the first runs, and stores the first", async () => {
    const narrow = await start({ modelLimits: { concurrency: 1 }, latencyMs: 300 });
    // They go out together on one connection each; which one comes first is the emulator's to say.
    const second = apart(narrow);
    const answers = await Promise.all([
      fromText({ output: { Object: "c1.png" } }, narrow),
      fromText({ output: { Object: "c2.png" } }, second),
    ]);
    const codes = answers.map(({ status, json }) => `${status} ${json().resp_json.code}`);
    expect(codes.sort()).toEqual(["200 10000", "429 50430"]);
    expect([await exists("c1.png", narrow), await exists("c2.png", narrow)].filter(Boolean)).toHaveLength(1);
    expect((await fromText({ output: { Object: "c3.png" } }, narrow)).status).toBe(200);
    await narrow.stop();
  });
});

/** The same emulator over a connection of its own for each call. */
function apart(emulator: StartedEmulator): StartedEmulator {
  const call: StartedEmulator["call"] = async (
    method,
    path,
    { query = [], body, credentials, ...more } = {},
  ) => {
    const client = new Client(emulator.url);
    const request = { method, path, query, headers: {}, host: emulator.host };
    const at = { region: "cn-beijing", now: more.now ?? now() };
    const headers = signHeaders(request, credentials ?? OWNER, at);
    const response = await client.request({
      method: method as "POST",
      path: `${path}?${canonicalQuery(query)}`,
      headers: { ...headers, host: emulator.host },
      body: (body as string | undefined) ?? null,
    });
    const text = await response.body.text();
    await client.close();
    return {
      status: response.statusCode,
      headers: {},
      bytes: Buffer.from(text),
      text,
      json: () => JSON.parse(text),
    };
  };
  return { ...emulator, call };
}
