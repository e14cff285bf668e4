/** Identities with rights by bucket: what each may do, for every operation. */
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Identity } from "../../src/emulator/auth/rights.js";
import type { QueryPairs } from "../../src/tos/signature.js";
import { type Answer, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

const ROOT = { accessKeyId: "root", secretAccessKey: "root-secret" };
const NONE: Identity = { accessKeyId: "none", secretAccessKey: "n", rights: {} };
const READER: Identity = { accessKeyId: "reader", secretAccessKey: "r", rights: { source: ["read"] } };
const WRITER: Identity = { accessKeyId: "writer", secretAccessKey: "w", rights: { source: ["write"] } };
const MAKER: Identity = {
  accessKeyId: "maker",
  secretAccessKey: "m",
  rights: { source: ["read"], target: ["write"] },
};
/** All buckets but one. */
const OTHERS: Identity = {
  accessKeyId: "others",
  secretAccessKey: "o",
  rights: { "*": ["read", "write"], source: [] },
};

let emulator: StartedEmulator;

beforeAll(async () => {
  emulator = await startEmulator({ identities: [ROOT, NONE, READER, WRITER, MAKER, OTHERS] });
  for (const bucket of ["source", "target"]) await call(ROOT, "PUT", `/${bucket}`);
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: "#406080" } })
    .png()
    .toBuffer();
  await emulator.call("PUT", "/source/picture.png", { credentials: ROOT, body: picture });
});
afterAll(() => emulator.stop());

function call(
  credentials: Identity,
  method: string,
  path: string,
  more: { query?: QueryPairs; body?: string } = {},
): Promise<Answer> {
  return emulator.call(method, path, { credentials, ...more });
}

/** The code of an error, or the status of a success. HEAD has no body to tell the code from. */
function verdict(answer: Answer, method: string): string {
  if (answer.status < 300) return "allowed";
  return method === "HEAD" ? String(answer.status) : answer.json().Code;
}

const style = [
  ["imageStyle", ""],
  ["styleName", "small"],
] as const;

type Case = [name: string, method: string, path: string, more: { query?: QueryPairs; body?: string }];

const READS: Case[] = [
  ["GetObject", "GET", "/source/picture.png", {}],
  ["HeadObject", "HEAD", "/source/picture.png", {}],
  ["HeadBucket", "HEAD", "/source", {}],
  ["ListObjectsV2", "GET", "/source", { query: [["list-type", "2"]] }],
  ["a processed GetObject", "GET", "/source/picture.png", { query: [["x-tos-process", "image/info"]] }],
  ["GetBucketImageStyle", "GET", "/source", { query: style }],
  ["ListBucketImageStyle", "GET", "/source", { query: [["imageStyle", ""]] }],
  ["ListBucketImageStyleBriefInfo", "GET", "/source", { query: [["imageStyleBriefInfo", ""]] }],
  ["ListBucketImageStyleContent", "GET", "/source", { query: [["imageStyleContent", ""]] }],
];
const WRITES: Case[] = [
  ["PutObject", "PUT", "/source/new", { body: "x" }],
  ["DeleteObject", "DELETE", "/source/new", {}],
  ["PutBucketImageStyle", "PUT", "/source", { query: style, body: '{"Content":"image/resize,w_9"}' }],
];

describe("the right to read a bucket", () => {
  beforeAll(() => call(ROOT, "PUT", "/source", { query: style, body: '{"Content":"image/resize,w_9"}' }));

  it.each(READS)("is needed for %s", async (_name, method, path, more) => {
    const denied = method === "HEAD" ? "403" : "AccessDenied";
    const verdicts = async (...identities: Identity[]) =>
      Promise.all(
        identities.map(async (identity) => verdict(await call(identity, method, path, more), method)),
      );
    expect(await verdicts(NONE, WRITER, OTHERS)).toEqual([denied, denied, denied]);
    expect(await verdicts(ROOT, READER, MAKER)).toEqual(["allowed", "allowed", "allowed"]);
  });
});

describe("the right to write a bucket", () => {
  it.each(WRITES)("is needed for %s", async (_name, method, path, more) => {
    for (const identity of [NONE, READER, OTHERS]) {
      const answer = await call(identity, method, path, more);
      expect([answer.status, verdict(answer, method)]).toEqual([403, "AccessDenied"]);
    }
    expect(verdict(await call(WRITER, method, path, more), method)).toBe("allowed");
  });

  it("is needed to delete an image style, and to create a bucket", async () => {
    for (const identity of [NONE, READER, OTHERS]) {
      expect((await call(identity, "DELETE", "/source", { query: style })).json().Code).toBe("AccessDenied");
    }
    expect((await call(WRITER, "DELETE", "/source", { query: style })).status).toBe(204);
    expect((await call(READER, "PUT", "/newbucket")).json().Code).toBe("AccessDenied");
    expect((await call(OTHERS, "PUT", "/newbucket")).status).toBe(200);
  });

  it("does not tell whether a bucket or an object is there", async () => {
    for (const path of ["/nobucket/x", "/source/none", "/source/picture.png"]) {
      expect((await call(NONE, "GET", path)).json().Code).toBe("AccessDenied");
    }
  });
});

describe("aigc/image_to_image", () => {
  const generate = (identity: Identity, bucket = "target") =>
    call(identity, "POST", "/source", {
      query: [["x-tos-process", "aigc/image_to_image"]],
      body: JSON.stringify({
        TaskType: "image_to_image",
        InputDataSource: { Prompt: "a horse", ImageUri: "picture.png" },
        OutputProcessing: { Bucket: bucket, Object: `${identity.accessKeyId}.png` },
        ModelConfig: { ReqJson: { req_key: "i2i_xl_sft" } },
      }),
    });

  it("reads the source's bucket and writes the output's", async () => {
    expect((await generate(MAKER)).status).toBe(200);
    expect((await call(ROOT, "HEAD", "/target/maker.png")).status).toBe(200);
  });

  it.each([
    ["the source", OTHERS],
    ["the output", READER],
    ["both", NONE],
  ])("is refused without the right to %s, and stores nothing", async (_what, identity) => {
    expect((await generate(identity)).json().Code).toBe("AccessDenied");
    expect((await call(ROOT, "HEAD", `/target/${identity.accessKeyId}.png`)).status).toBe(404);
  });

  it("is refused when its output would be written to a bucket that may only be read", async () => {
    expect((await generate(MAKER, "source")).json().Code).toBe("AccessDenied");
  });
});

it("ListBuckets shows the buckets that an identity may read", async () => {
  await call(OTHERS, "PUT", "/newbucket");
  const names = async (identity: Identity): Promise<string[]> =>
    (await call(identity, "GET", "/")).json().Buckets.map(({ Name }: { Name: string }) => Name);
  expect(await names(ROOT)).toEqual(["newbucket", "source", "target"]);
  expect(await names(READER)).toEqual(["source"]);
  expect(await names(OTHERS)).toEqual(["newbucket", "target"]);
  expect(await names(WRITER)).toEqual([]);
});
