import { once } from "node:events";
import { connect } from "node:net";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createEmulator } from "../../src/emulator/emulator.js";
import { presignQuery, sha256Hex } from "../../src/tos/signature.js";
import {
  type CallOptions,
  type StartedEmulator,
  startEmulator,
  temporaryFolder,
} from "../unit/emulator/helpers.js";
import { ODD_KEYS } from "../unit/emulator/odd-keys.js";

const KEY = { accessKeyId: "emulator", secretAccessKey: "emulator-secret" };
const STS = { accessKeyId: "sts", secretAccessKey: "sts-secret", securityToken: "the-token" };
const AIGC = [["x-tos-process", "aigc/image_to_image"]] as const;

let emulator: StartedEmulator;
let picture: Buffer;
const logged: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({ identities: [KEY, STS], log: (message) => logged.push(message) });
  picture = await sharp({ create: { width: 300, height: 200, channels: 3, background: "#204060" } })
    .composite([
      { input: { create: { width: 90, height: 90, channels: 3, background: "#f0d080" } }, left: 40, top: 30 },
    ])
    .removeAlpha()
    .jpeg({ quality: 95 })
    .toBuffer();
  for (const bucket of ["examplebucket", "tostest"]) await emulator.call("PUT", `/${bucket}`);
  await emulator.call("PUT", "/examplebucket/1171.jpeg", {
    body: picture,
    headers: { "content-type": "image/jpeg" },
  });
});

afterAll(async () => {
  await emulator.stop();
  expect(logged).toEqual([]);
});

/** What a test asserts of an error. */
function problem({
  status,
  json,
}: {
  status: number;
  json(): { Code: string; EC?: string; Resource: string };
}) {
  const { Code, EC, Resource } = json();
  return [status, Code, EC ?? null, Resource];
}

describe("every reply", () => {
  it("bears the service's headers, and an error its JSON body", async () => {
    const ok = await emulator.call("HEAD", "/examplebucket/1171.jpeg");
    const missing = await emulator.call("GET", "/examplebucket/none");
    for (const { headers } of [ok, missing]) {
      expect(headers).toMatchObject({ server: "TosServer", date: expect.any(String) });
      expect(headers["x-tos-request-id"]).toMatch(/^[0-9a-f]{16}-[0-9a-f]{7}$/);
      expect(headers["x-tos-id-2"]).toBe(headers["x-tos-request-id"]);
    }
    expect(missing.status).toBe(404);
    expect(missing.headers).toMatchObject({
      "content-type": "application/json",
      "x-tos-ec": "0017-00000003",
    });
    expect(missing.json()).toEqual({
      Code: "NoSuchKey",
      Message: "The resource you requested does not exist",
      RequestId: missing.headers["x-tos-request-id"],
      HostId: missing.headers["x-tos-request-id"],
      Resource: "/examplebucket/none",
      EC: "0017-00000003",
    });
  });

  it("to a failed HEAD has the EC and no body", async () => {
    const { status, headers, bytes } = await emulator.call("HEAD", "/examplebucket/none");
    expect([status, headers["x-tos-ec"], bytes.length]).toEqual([404, "0017-00000003", 0]);
  });

  it("to what is not there yet says so", async () => {
    const answers = await Promise.all([
      emulator.call("POST", "/examplebucket/k"),
      emulator.call("PUT", "/examplebucket/k", { query: [["append", ""]] }),
      emulator.call("GET", "/examplebucket", { query: [["lifecycle", ""]] }),
    ]);
    expect(answers.map(({ status }) => status)).toEqual([405, 501, 501]);
  });
});

describe("authentication", () => {
  it("refuses an anonymous request", async () => {
    const answer = await emulator.raw("GET", "/examplebucket/1171.jpeg", { host: emulator.host });
    expect(problem(answer)).toEqual([403, "AccessDenied", null, "/examplebucket/1171.jpeg"]);
  });

  it("refuses a wrong secret, an unknown key and an old request", async () => {
    const call = (options: CallOptions) => emulator.call("GET", "/examplebucket/1171.jpeg", options);
    const answers = [
      await call({ credentials: { ...KEY, secretAccessKey: "wrong" } }),
      await call({ credentials: { ...KEY, accessKeyId: "nobody" } }),
      await call({ now: new Date(Date.now() - 16 * 60_000) }),
      await call({ credentials: { ...STS, securityToken: "other" } }),
    ];
    expect(answers.map((answer) => problem(answer).slice(0, 2))).toEqual([
      [403, "SignatureDoesNotMatch"],
      [403, "InvalidAccessKeyId"],
      [403, "RequestTimeTooSkewed"],
      [403, "InvalidSecurityToken"],
    ]);
    expect((await call({ credentials: STS })).status).toBe(200);
  });

  it("holds a body to the digest that was signed, and stores nothing else", async () => {
    const options = { body: "one", payloadHash: sha256Hex("two") };
    expect(problem(await emulator.call("PUT", "/examplebucket/digest", options)).slice(0, 2)).toEqual([
      400,
      "ContentSHA256Mismatch",
    ]);
    expect((await emulator.call("HEAD", "/examplebucket/digest")).status).toBe(404);
    expect(
      (await emulator.call("PUT", "/examplebucket/digest", { body: "two", payloadHash: sha256Hex("two") }))
        .status,
    ).toBe(200);
    const generation = { query: AIGC, body: "{}", payloadHash: sha256Hex("other") };
    expect(problem(await emulator.call("POST", "/examplebucket", generation)).slice(0, 2)).toEqual([
      400,
      "ContentSHA256Mismatch",
    ]);
  });

  it("takes presigned URLs, of STS credentials too", async () => {
    for (const credentials of [KEY, STS]) {
      const path = "/examplebucket/1171.jpeg";
      const query = presignQuery(
        {
          method: "GET",
          path,
          query: [["x-tos-process", "image/info"]],
          host: emulator.host,
          expiresInSeconds: 60,
        },
        credentials,
        { region: "cn-beijing", now: new Date() },
      );
      const answer = await emulator.raw("GET", `${path}?${query}`, { host: emulator.host });
      expect([answer.status, answer.json().ImageWidth]).toEqual([200, { value: "300" }]);
      expect(
        (await emulator.raw("GET", `/examplebucket/none?${query}`, { host: emulator.host })).status,
      ).toBe(403);
    }
  });
});

describe("objects", () => {
  it.each(ODD_KEYS)("of key %j come back as they went", async (key) => {
    const path = `/examplebucket/odd/${key}`;
    const put = await emulator.call("PUT", path, { body: `content of ${key}` });
    expect(put.status).toBe(200);
    expect((await emulator.call("GET", path)).text).toBe(`content of ${key}`);
  });

  it("of odd keys are all listed, in the order of their bytes", async () => {
    const { json } = await emulator.call("GET", "/examplebucket", {
      query: [
        ["list-type", "2"],
        ["prefix", "odd/"],
      ],
    });
    const keys: string[] = json().Contents.map(({ Key }: { Key: string }) => Key);
    const expected = ODD_KEYS.map((key) => `odd/${key}`).sort((a, b) =>
      Buffer.compare(Buffer.from(a), Buffer.from(b)),
    );
    expect(keys).toEqual(expected);
  });

  it("can be read in part and on condition", async () => {
    const path = "/examplebucket/digits";
    const { headers } = await emulator.call("PUT", path, {
      body: "0123456789",
      headers: { "content-type": "text/plain" },
    });
    const get = async (sent: Record<string, string>) => {
      const answer = await emulator.call("GET", path, { headers: sent });
      return [
        answer.status,
        answer.status < 400 ? answer.text : answer.json().Code,
        answer.headers["content-range"],
      ];
    };
    expect(await get({ range: "bytes=2-4" })).toEqual([206, "234", "bytes 2-4/10"]);
    expect(await get({ range: "bytes=-3" })).toEqual([206, "789", "bytes 7-9/10"]);
    expect(await get({ range: "bytes=10-" })).toEqual([416, "Requested Range Not Satisfiable", undefined]);
    expect(await get({ "if-none-match": headers.etag ?? "" })).toEqual([304, "", undefined]);
    expect(await get({ "if-match": '"other"' })).toEqual([412, "PreconditionFailed", undefined]);
  });

  it("answer with the headers that they were put with, unless the query replaces them", async () => {
    const path = "/examplebucket/described";
    await emulator.call("PUT", path, {
      body: "x",
      headers: { "content-type": "text/html", "cache-control": "no-cache", "x-tos-meta-note": "%E4%B8%AD" },
    });
    expect((await emulator.call("HEAD", path)).headers).toMatchObject({
      "content-type": "text/html",
      "cache-control": "no-cache",
      "x-tos-meta-note": "%E4%B8%AD",
      "content-length": "1",
    });
    const replaced = await emulator.call("GET", path, {
      query: [
        ["response-content-type", "text/plain"],
        ["response-content-disposition", "attachment"],
      ],
    });
    expect(replaced.headers).toMatchObject({
      "content-type": "text/plain",
      "content-disposition": "attachment",
    });
  });

  it("are not overwritten where that is forbidden", async () => {
    const path = "/examplebucket/once";
    const headers = { "x-tos-forbid-overwrite": "true" };
    expect((await emulator.call("PUT", path, { body: "first", headers })).status).toBe(200);
    const second = await emulator.call("PUT", path, { body: "second", headers });
    expect([second.status, second.json().EC, second.json().Message]).toEqual([
      409,
      "0017-00000004",
      "The object you specified already exists and can not be overwritten",
    ]);
    expect((await emulator.call("GET", path)).text).toBe("first");
  });

  it("are refused when their Content-MD5 is another body's", async () => {
    const put = (md5: string) =>
      emulator.call("PUT", "/examplebucket/md5", { body: "hello", headers: { "content-md5": md5 } });
    expect(problem(await put("1B2M2Y8AsgTpgAmY7PhCfg=="))[1]).toBe("BadDigest");
    expect(problem(await put("nonsense"))[1]).toBe("InvalidDigest");
    expect((await put("XUFAKrxLKna5cZ2REBfFkg==")).status).toBe(200);
  });

  it("of many megabytes go in and out whole", async () => {
    const big = Buffer.alloc(24 * 1024 * 1024, "0123456789abcdef");
    const put = await emulator.call("PUT", "/examplebucket/big", { body: big, payloadHash: sha256Hex(big) });
    const got = await emulator.call("GET", "/examplebucket/big");
    expect([put.status, got.bytes.equals(big)]).toEqual([200, true]);
  });

  it("in a bucket that is not there answer NoSuchBucket", async () => {
    const answers = await Promise.all(
      ["GET", "PUT", "DELETE"].map((method) =>
        emulator.call(method, "/nobucket/k", method === "PUT" ? { body: "x" } : {}),
      ),
    );
    expect(answers.map(problem)).toEqual(
      answers.map(() => [404, "NoSuchBucket", "0006-00000001", expect.stringContaining("/nobucket")]),
    );
  });

  it("of a key over 1,024 bytes are refused", async () => {
    expect(
      problem(await emulator.call("PUT", `/examplebucket/${"中".repeat(342)}`, { body: "x" })).slice(0, 2),
    ).toEqual([400, "KeyTooLong"]);
  });
});

describe("a bucket's own host", () => {
  it("addresses its objects and itself", async () => {
    const host = `examplebucket.localhost:${emulator.port}`;
    expect((await emulator.call("GET", "/digest", { host })).text).toBe("two");
    expect((await emulator.call("HEAD", "/", { host })).status).toBe(200);
    expect((await emulator.call("GET", "/", { host, query: [["imageStyle", ""]] })).json()).toEqual({
      ImageStyles: [],
    });
  });
});

describe("image styles", () => {
  const style = (method: string, name: string, more: CallOptions = {}) =>
    emulator.call(method, "/tostest", {
      ...more,
      query: [
        ["imageStyle", ""],
        ["styleName", name],
      ],
    });

  it("are put, read, listed, briefed and deleted", async () => {
    expect((await style("PUT", "small", { body: '{"Content":"image/resize,w_10"}' })).status).toBe(200);
    const expected = {
      Name: "small",
      Content: "image/resize,w_10",
      CreateTime: expect.any(String),
      LastModifyTime: expect.any(String),
    };
    expect((await style("GET", "small")).json()).toEqual(expected);
    const list = async (flag: string) =>
      (await emulator.call("GET", "/tostest", { query: [[flag, ""]] })).json();
    expect(await list("imageStyle")).toEqual({ ImageStyles: [expected] });
    expect(await list("imageStyleContent")).toEqual({ ImageStyles: [expected] });
    expect(await list("imageStyleBriefInfo")).toEqual({
      BucketName: "tostest",
      ImageStyleBriefInfo: [{ Name: "small", BucketLevelContent: "image/resize,w_10", PrefixCount: 0 }],
    });
    expect((await style("DELETE", "small")).status).toBe(204);
    expect((await style("GET", "small")).status).toBe(404);
    expect((await style("DELETE", "small")).status).toBe(404);
  });

  it("are refused with a bad name, body or content", async () => {
    const answers = [
      await style("PUT", "a/b", { body: '{"Content":"image/resize,w_10"}' }),
      await style("PUT", "a", { body: "resize" }),
      await style("PUT", "a", { body: "{}" }),
      await style("PUT", "a", { body: '{"Content":"resize,w_10"}' }),
    ];
    expect(answers.map((answer) => problem(answer).slice(0, 2))).toEqual([
      [400, "InvalidArgument"],
      [400, "MalformedBody"],
      [400, "MalformedBody"],
      [400, "InvalidArgument"],
    ]);
  });

  it("process a picture by name", async () => {
    await emulator.call("PUT", "/examplebucket", {
      query: [
        ["imageStyle", ""],
        ["styleName", "tiny"],
      ],
      body: '{"Content":"image/resize,w_30/format,webp"}',
    });
    const get = (process: string) =>
      emulator.call("GET", "/examplebucket/1171.jpeg", { query: [["x-tos-process", process]] });
    const { headers, bytes } = await get("style/tiny");
    expect(headers["content-type"]).toBe("image/webp");
    expect(await sharp(bytes).metadata()).toMatchObject({ format: "webp", width: 30, height: 20 });
    expect(problem(await get("style/none"))).toEqual([
      404,
      "NoSuchImageStyle",
      "0022-00000009",
      "/examplebucket/1171.jpeg",
    ]);
    expect(problem(await get("image/nonsense")).slice(0, 3)).toEqual([
      400,
      "InvalidArgument",
      "0022-00000005",
    ]);
    expect(problem(await get("image/resize")).slice(0, 2)).toEqual([400, "MissingArgument"]);
    const text = await emulator.call("GET", "/examplebucket/digest", {
      query: [["x-tos-process", "image/info"]],
    });
    expect(problem(text).slice(0, 3)).toEqual([400, "InvalidArgument", "0022-00000005"]);
  });
});

interface TaskChange {
  readonly prompt?: string;
  readonly source?: string;
  readonly input?: Record<string, unknown>;
  readonly output?: Record<string, unknown>;
  readonly reqJson?: Record<string, unknown>;
}

function task({
  prompt = "千军万马",
  source = "1171.jpeg",
  input,
  output,
  reqJson,
}: TaskChange = {}): string {
  return JSON.stringify({
    TaskType: "image_to_image",
    InputDataSource: { Prompt: prompt, ImageUri: source },
    InputProcessing: input ?? { ProcessStyle: "", ProcessActions: "image/resize,w_150" },
    OutputProcessing: {
      Bucket: "tostest",
      Object: "newgen.jpg",
      ForbiddenOverwrite: false,
      ProcessStyle: "",
      ProcessActions: "image/rotate,90",
      ...output,
    },
    ModelConfig: {
      ModelAction: "CVProcess",
      ModelVersion: "2022-08-31",
      ReqJson: { req_key: "i2i_xl_sft", ...reqJson },
    },
  });
}

const generate = (change: TaskChange = {}, method = "GET") =>
  emulator.call(method, "/examplebucket", {
    query: AIGC,
    body: task(change),
    headers: { "content-type": "application/json" },
  });

const stored = (key: string) => emulator.call("GET", `/tostest/${key}`);

describe("aigc/image_to_image", () => {
  it.each(["GET", "POST"])(
    "by %s stores the picture of the page's example and answers with resp_json",
    async (method) => {
      const key = `by-${method}.jpg`;
      const { status, headers, json } = await generate({ output: { Object: key } }, method);
      expect([status, headers["content-type"]]).toEqual([200, "application/json"]);
      expect(json().resp_json).toMatchObject({
        code: 10000,
        message: "Success",
        status: 10000,
        time_elapsed: expect.stringMatching(/^[\d.]+m?s$/),
        data: { binary_data_base64: null, image_urls: null, "controlnet_args.canny.strength": 0 },
      });
      const object = await stored(key);
      expect(object.headers["content-type"]).toBe("image/jpeg");
      // 300 by 200, resized to 150 by 100, turned by 90 degrees.
      expect(await sharp(object.bytes).metadata()).toMatchObject({ format: "jpeg", width: 100, height: 150 });
    },
  );

  it("gives the same picture for the same request, and another for another prompt or seed", async () => {
    const etag = async (change: TaskChange, key: string) => {
      expect((await generate({ ...change, output: { Object: key } })).status).toBe(200);
      return (await stored(key)).headers.etag;
    };
    const first = await etag({ reqJson: { seed: 5 } }, "d1.png");
    expect(await etag({ reqJson: { seed: 5 } }, "d2.png")).toBe(first);
    expect(await etag({ reqJson: { seed: 6 } }, "d3.png")).not.toBe(first);
    expect(await etag({ reqJson: { seed: 5 }, prompt: "水" }, "d4.png")).not.toBe(first);
    expect(await etag({}, "d5.png")).toBe(await etag({}, "d6.png"));
  });

  it.each([
    ["a.png", {}, "png", "image/png"],
    ["a.webp", {}, "webp", "image/webp"],
    ["save_img", {}, "jpeg", "image/jpeg"],
    ["b.png", { ProcessActions: "image/format,webp" }, "webp", "image/webp"],
    ["c.jpg", { ProcessActions: "" }, "jpeg", "image/jpeg"],
  ])("stores %s with %j as %s", async (key, output, format, contentType) => {
    expect((await generate({ output: { Object: key, ...output } })).status).toBe(200);
    const { headers, bytes } = await stored(key);
    expect([(await sharp(bytes).metadata()).format, headers["content-type"]]).toEqual([format, contentType]);
  });

  it("processes by style before and after the model", async () => {
    const { status } = await generate({
      input: { ProcessStyle: "tiny" },
      output: { Object: "styled.png", ProcessActions: "", ProcessStyle: "tiny" },
    });
    expect(status).toBe(200);
    expect(await sharp((await stored("styled.png")).bytes).metadata()).toMatchObject({
      format: "webp",
      width: 30,
      height: 20,
    });
  });

  it("overwrites, unless that is forbidden", async () => {
    const output = { Object: "again.jpg" };
    expect((await generate({ output })).status).toBe(200);
    expect((await generate({ output: { ...output, ForbiddenOverwrite: "false" } })).status).toBe(200);
    for (const ForbiddenOverwrite of [true, "true"]) {
      const refused = await generate({ output: { ...output, ForbiddenOverwrite } });
      expect(problem(refused)).toEqual([409, "DuplicateObject", "0017-00000004", "/tostest/again.jpg"]);
    }
  });

  it.each<[string, TaskChange, unknown[]]>([
    [
      "a missing source",
      { source: "none.jpg" },
      [404, "NoSuchKey", "0017-00000003", "/examplebucket/none.jpg"],
    ],
    [
      "a missing target bucket",
      { output: { Bucket: "nobucket" } },
      [404, "NoSuchBucket", "0006-00000001", "/nobucket"],
    ],
    [
      "an unknown style",
      { input: { ProcessStyle: "none" } },
      [404, "NoSuchImageStyle", "0022-00000009", "/examplebucket"],
    ],
    [
      "an unknown operation",
      { output: { ProcessActions: "image/turn,90" } },
      [400, "InvalidArgument", "0022-00000005", "/examplebucket"],
    ],
    [
      "a source that is no picture",
      { source: "digest" },
      [400, "InvalidArgument", "0022-00000005", "/examplebucket"],
    ],
    ["an empty prompt", { prompt: "" }, [400, "MissingArgument", null, "/examplebucket"]],
  ])("refuses %s", async (_name, change, expected) => {
    expect(problem(await generate(change))).toEqual(expected);
  });

  it("refuses a body that is not JSON", async () => {
    const answer = await emulator.call("POST", "/examplebucket", { query: AIGC, body: "{" });
    expect(problem(answer).slice(0, 2)).toEqual([400, "MalformedBody"]);
  });

  it.each([
    [50412, 400, "Text Risk Not Pass"],
    [50511, 400, "Post Img Risk Not Pass"],
    [50429, 429, "Request Has Reached API Limit, Please Try Later"],
    [50500, 500, "Internal Error"],
  ])("answers with model code %i when the prompt asks for it", async (code, status, message) => {
    const answer = await generate({
      prompt: `a horse emulate:${code}`,
      output: { Object: `failed-${code}.jpg` },
    });
    expect(answer.status).toBe(status);
    expect(answer.json().resp_json).toEqual({
      code,
      data: null,
      message,
      request_id: expect.stringMatching(/^\d{14}[0-9A-F]{20}$/),
      status: code,
      time_elapsed: expect.any(String),
    });
    expect((await stored(`failed-${code}.jpg`)).status).toBe(404);
  });

  it("answers with the model's own code for an unknown req_key and for a picture that is too large", async () => {
    const unknown = await generate({ reqJson: { req_key: "nothing" } });
    expect([unknown.status, unknown.json().resp_json.code]).toEqual([400, 50204]);
    const wide = await sharp({ create: { width: 4200, height: 8, channels: 3, background: "#123456" } })
      .png()
      .toBuffer();
    await emulator.call("PUT", "/examplebucket/wide.png", { body: wide });
    const large = await generate({ source: "wide.png", input: {}, output: { ProcessActions: "" } });
    expect([large.status, large.json().resp_json.code]).toEqual([400, 50205]);
    expect((await generate({ source: "wide.png", output: { ProcessActions: "" } })).status).toBe(200);
  });
});

/** Fails the first time, when the signature is verified, and every second time after that. */
function clockThatBreaks(): () => Date {
  let broken = false;
  return () => {
    broken = !broken;
    if (broken) throw new Error("the clock has stopped");
    return new Date();
  };
}

describe("an emulator", () => {
  it("starts with samples once, and keeps what it holds over a restart", async () => {
    const folder = await temporaryFolder();
    try {
      const first = await startEmulator({ dataFolder: folder.path, samples: true });
      const { json } = await first.call("GET", "/examplebucket", { query: [["list-type", "2"]] });
      const keys = json().Contents.map(({ Key }: { Key: string }) => Key);
      expect(keys).toEqual(["1171.jpeg", "landscape.webp", "panorama.jpg", "portrait.png", "small.gif"]);
      const sample = await first.call("GET", "/examplebucket/1171.jpeg");
      expect(await sharp(sample.bytes).metadata()).toMatchObject({
        format: "jpeg",
        width: 1200,
        height: 800,
      });
      for (const bucket of ["examplebucket", "tostest"]) {
        const styles = await first.call("GET", `/${bucket}`, { query: [["imageStyle", ""]] });
        expect(styles.json().ImageStyles.map(({ Name }: { Name: string }) => Name)).toEqual([
          "poster",
          "style01",
          "thumbnail",
        ]);
        for (const name of ["poster", "style01", "thumbnail"]) {
          const query = [["x-tos-process", `style/${name}`]] as const;
          expect((await first.call("GET", "/examplebucket/1171.jpeg", { query })).status).toBe(200);
        }
      }
      await first.call("DELETE", "/examplebucket/small.gif");
      await first.call("PUT", "/examplebucket/panorama.jpg", { body: "mine" });
      await first.stop();

      const second = await startEmulator({ dataFolder: folder.path, samples: true });
      expect((await second.call("HEAD", "/examplebucket/small.gif")).status).toBe(404);
      expect((await second.call("GET", "/examplebucket/panorama.jpg")).text).toBe("mine");
      await second.stop();
    } finally {
      await folder.remove();
    }
  });

  it("takes its time for a generation, and stores the picture although the client has left", async () => {
    const own = await startEmulator({ latencyMs: 100 });
    for (const bucket of ["examplebucket", "tostest"]) await own.call("PUT", `/${bucket}`);
    await own.call("PUT", "/examplebucket/1171.jpeg", { body: picture });
    const call = (key: string) =>
      own.call("POST", "/examplebucket", { query: AIGC, body: task({ output: { Object: key } }) });
    const waited = await call("waited.jpg");
    expect(Number.parseFloat(waited.json().resp_json.time_elapsed)).toBeGreaterThanOrEqual(100);

    const left = call("left.jpg").catch((error: unknown) => error);
    await own.hangUp();
    expect(await left).toBeInstanceOf(Error);
    await vi.waitFor(
      async () => expect((await own.call("HEAD", "/tostest/left.jpg")).status).toBe(200),
      5000,
    );
    await own.stop();
  });

  it("gives up generations that are under way when it closes", async () => {
    const own = await startEmulator({ latencyMs: 600_000 });
    for (const bucket of ["examplebucket", "tostest"]) await own.call("PUT", `/${bucket}`);
    await own.call("PUT", "/examplebucket/1171.jpeg", { body: picture });
    const call = own
      .call("POST", "/examplebucket", { query: AIGC, body: task() })
      .catch((error: unknown) => error);
    await own.stop();
    expect(await call).toBeInstanceOf(Error);
  });

  it("closes with everything that is under way, and leaves its port free", async () => {
    const folder = await temporaryFolder();
    const first = await createEmulator({ dataFolder: folder.path, samples: false });
    const idle = connect(first.port, "127.0.0.1");
    await once(idle, "connect");
    const ended = once(idle, "close");
    await first.close();
    await ended;
    const second = await createEmulator({ dataFolder: folder.path, samples: false, port: first.port });
    expect(second.url).toBe(`http://127.0.0.1:${first.port}`);
    await second.close();
    await folder.remove();
  });

  it("cannot be started on a port that is taken", async () => {
    const folder = await temporaryFolder();
    await expect(
      createEmulator({ dataFolder: folder.path, samples: false, port: emulator.port }),
    ).rejects.toMatchObject({ code: "EADDRINUSE" });
    await folder.remove();
  });

  it("answers 500 with a request id when something unforeseen happens, and logs it", async () => {
    const lines: string[] = [];
    const own = await startEmulator({ log: (line) => lines.push(line), now: clockThatBreaks() });
    const answer = await own.call("GET", "/");
    expect([answer.status, answer.json().Code]).toEqual([500, "InternalError"]);
    expect(lines).toEqual([expect.stringContaining(answer.headers["x-tos-request-id"] ?? "?")]);
    await own.stop();
  });
});
