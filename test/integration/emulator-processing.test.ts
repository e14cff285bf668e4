/** Image processing over the wire: on GET, POST and PUT, saved, by style, by rights, and through the official SDK. */
import { TosClient } from "@volcengine/tos-sdk";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Identity } from "../../src/emulator/auth/rights.js";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { type Answer, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";
import { BLUE, base64url, columns, decoded, even, GREEN, RED } from "../unit/emulator/picture-helpers.js";

const GUEST: Identity = {
  accessKeyId: "guest",
  secretAccessKey: "guest-secret",
  rights: { pictures: ["read"], target: ["read"], inbox: ["read", "write"] },
};

let emulator: StartedEmulator;
let picture: Buffer;
const logged: string[] = [];

beforeAll(async () => {
  emulator = await startEmulator({
    identities: [EMULATOR_CREDENTIALS, GUEST],
    log: (message) => logged.push(message),
  });
  picture = await columns(["#ff0000", "#00ff00", "#0000ff"], 30, 60);
  for (const bucket of ["pictures", "target", "inbox"]) await emulator.call("PUT", `/${bucket}`);
  await put("photo.png", picture);
  await put("logo.png", await even("#ffffff", 20, 10));
  await put("note.txt", Buffer.from("hello"));
  await style("PUT", "small", "", "image/resize,w_30");
});

afterAll(async () => {
  await emulator.stop();
  expect(logged).toEqual([]);
});

const put = (key: string, body: Uint8Array): Promise<Answer> =>
  emulator.call("PUT", `/pictures/${key}`, { body });

const get = (key: string, query: Record<string, string> = {}, more: { credentials?: Identity } = {}) =>
  emulator.call("GET", `/pictures/${key}`, { query: Object.entries(query), ...more });

const post = (key: string, body: string, more: { credentials?: Identity } = {}) =>
  emulator.call("POST", `/pictures/${key}`, { query: [["x-tos-post-process", ""]], body, ...more });

function style(method: string, name: string, prefix: string, content?: string): Promise<Answer> {
  const query = [
    ["imageStyle", ""],
    ["styleName", name],
    ...(prefix === "" ? [] : [["styleObjectPrefix", prefix] as const]),
  ] as [string, string][];
  const body = content === undefined ? {} : { body: JSON.stringify({ Content: content }) };
  return emulator.call(method, "/pictures", { query, ...body });
}

function problem(answer: Answer) {
  const { Code, EC } = answer.json();
  return [answer.status, Code, EC ?? null];
}

const sizeOf = async (answer: Answer): Promise<string> =>
  answer.status === 200 ? (await decoded(answer.bytes)).size : `${answer.status} ${answer.json().Code}`;

describe("a processed GET", () => {
  it("answers with the picture and its type, and leaves the object", async () => {
    const answer = await get("photo.png", { "x-tos-process": "image/crop,g_east,w_30/format,webp" });
    expect(answer.headers).toMatchObject({
      "content-type": "image/webp",
      "content-length": String(answer.bytes.length),
      "last-modified": expect.stringMatching(/GMT$/),
    });
    expect(await decoded(answer.bytes)).toMatchObject({ format: "webp", size: "30x60" });
    expect((await get("photo.png")).bytes.equals(picture)).toBe(true);
  });

  it("keeps an animation moving", async () => {
    const frames = await Promise.all(["#ff0000", "#0000ff"].map((color) => even(color, 40, 20)));
    const animation = sharp(frames, { join: { animated: true } }).gif({ delay: [100, 200] });
    await put("moving.gif", await animation.toBuffer());
    const { bytes, headers } = await get("moving.gif", { "x-tos-process": "style/small" });
    expect(headers["content-type"]).toBe("image/gif");
    expect(await sharp(bytes, { animated: true }).metadata()).toMatchObject({
      width: 30,
      pageHeight: 15,
      pages: 2,
      delay: [100, 200],
    });
  });

  it("says that it reads no BMP", async () => {
    await put("old.bmp", Buffer.concat([Buffer.from("BM"), Buffer.alloc(100)]));
    const answer = await get("old.bmp", { "x-tos-process": "image/info" });
    expect([problem(answer), answer.json().Message]).toEqual([
      [400, "InvalidArgument", "0022-00000005"],
      expect.stringContaining("BMP"),
    ]);
  });

  it("takes watermarks from the same bucket", async () => {
    const image = base64url("logo.png?x-tos-process=image/resize,P_50");
    const answer = await get("photo.png", {
      "x-tos-process": `image/watermark,image_${image},g_nw,x_0,y_0`,
    });
    const { unlike, pixel } = await decoded(answer.bytes);
    // Half of 90 by 60 holds 45 by 23 of a picture of 2 to 1.
    expect([unlike([255, 255, 255], 0, 0, 45, 22), pixel(46, 5), pixel(5, 30)]).toEqual([0, GREEN, RED]);
    const missing = await get("photo.png", {
      "x-tos-process": `image/watermark,image_${base64url("none.png")}`,
    });
    expect([problem(missing), missing.json().Resource]).toEqual([
      [404, "NoSuchKey", "0017-00000003"],
      "/pictures/none.png",
    ]);
  });

  it.each([
    ["image/format,bmp", 400, "InvalidArgument"],
    ["image/format,heic", 400, "InvalidArgument"],
    ["image/blindwatermark,text_YQ", 501, "NotImplemented"],
    ["image/clip,frame_1", 501, "NotImplemented"],
    ["image/inspect", 501, "NotImplemented"],
    ["image/understanding,m_x,p_YQ", 501, "NotImplemented"],
    ["image/watermark", 400, "MissingArgument"],
    ["image/resize,w_1/info", 400, "InvalidArgument"],
    ["video/snapshot", 400, "InvalidArgument"],
    ["", 400, "InvalidArgument"],
    ["style/none", 404, "NoSuchImageStyle"],
  ])("of %j is refused: %i %s", async (process, status, code) => {
    expect(problem(await get("photo.png", { "x-tos-process": process })).slice(0, 2)).toEqual([status, code]);
  });

  it("of what is no picture, or larger than 20 MB, is refused", async () => {
    await put("large.png", Buffer.concat([picture, Buffer.alloc(20 * 1024 * 1024)]));
    for (const key of ["note.txt", "large.png"]) {
      const answer = await get(key, { "x-tos-process": "image/resize,w_1" });
      expect(problem(answer)).toEqual([400, "InvalidArgument", "0022-00000005"]);
    }
    await emulator.call("DELETE", "/pictures/large.png");
  });
});

describe("saving a processed picture", () => {
  const process = "image/crop,w_30/format,jpg/quality,Q_100";
  const stored = (bucket: string, key: string) => emulator.call("GET", `/${bucket}/${key}`);

  it.each([
    [
      "URL-safe, padded",
      (text: string) => base64url(text).padEnd(Math.ceil(base64url(text).length / 4) * 4, "="),
    ],
    ["URL-safe, without padding", base64url],
    ["standard", (text: string) => Buffer.from(text).toString("base64")],
  ])("reads %s base64", async (name, encode) => {
    const key = `保存/${name}>>>???.jpg`;
    const answer = await get("photo.png", {
      "x-tos-process": process,
      "x-tos-save-object": encode(key),
      "x-tos-save-bucket": encode("target"),
    });
    const saved = await stored("target", key);
    expect(answer.json()).toEqual({
      bucket: "target",
      object: key,
      fileSize: String(saved.bytes.length),
      status: "OK",
    });
    expect(saved.headers["content-type"]).toBe("image/jpeg");
    const { size, format, pixel } = await decoded(saved.bytes);
    const [red = 0, green = 255] = pixel(15, 30);
    expect([size, format, red > 250, green < 5]).toEqual(["30x60", "jpeg", true, true]);
  });

  it("uses the addressed bucket when no other is named, and replaces what is there", async () => {
    await put("copy.png", Buffer.from("old"));
    const query = { "x-tos-process": "style/small", "x-tos-save-object": base64url("copy.png") };
    expect((await get("photo.png", query)).json()).toMatchObject({ bucket: "pictures", object: "copy.png" });
    expect(await sizeOf(await stored("pictures", "copy.png"))).toBe("30x20");
  });

  it.each([
    ["image/info", {}, [400, "InvalidArgument", "0022-00000005"]],
    ["image/average-hue", {}, [400, "InvalidArgument", "0022-00000005"]],
    [process, { "x-tos-save-bucket": base64url("nobucket") }, [404, "NoSuchBucket", "0006-00000001"]],
    [process, { "x-tos-save-bucket": base64url("No_Bucket") }, [400, "InvalidBucketName", null]],
    [process, { "x-tos-save-bucket": "*" }, [400, "InvalidArgument", null]],
    [process, { "x-tos-save-object": "" }, [400, "InvalidArgument", null]],
    [process, { "x-tos-save-object": base64url("a\nb") }, [400, "InvalidKey", null]],
    [process, { "x-tos-save-object": base64url("k".repeat(1025)) }, [400, "KeyTooLong", null]],
    [`${process}|sys/saveas,o_YQ`, {}, [400, "InvalidArgument", null]],
  ])("of %s with %j is refused", async (chain, more, expected) => {
    const query = { "x-tos-process": chain, "x-tos-save-object": base64url("refused"), ...more };
    expect(problem(await get("photo.png", query))).toEqual(expected);
    expect((await stored("pictures", "refused")).status).toBe(404);
  });

  it("needs the name of an object", async () => {
    const answer = await get("photo.png", {
      "x-tos-process": process,
      "x-tos-save-bucket": base64url("target"),
    });
    expect(problem(answer)).toEqual([400, "MissingArgument", null]);
  });

  it("needs the right to write to the target", async () => {
    const save = (bucket: string) =>
      get(
        "photo.png",
        {
          "x-tos-process": process,
          "x-tos-save-object": base64url("guest.jpg"),
          "x-tos-save-bucket": base64url(bucket),
        },
        { credentials: GUEST },
      );
    expect(problem(await save("target"))).toEqual([403, "AccessDenied", null]);
    expect((await stored("target", "guest.jpg")).status).toBe(404);
    expect((await save("inbox")).status).toBe(200);
    const posted = await post(
      "photo.png",
      `x-tos-post-process=${process}|sys/saveas,o_${base64url("guest.jpg")},b_${base64url("target")}`,
      { credentials: GUEST },
    );
    expect(posted.status).toBe(403);
  });
});

describe("a POST with x-tos-post-process", () => {
  it.each([
    ["parameters", `&x-tos-save-object=${base64url("posted.png")}&x-tos-save-bucket=${base64url("target")}`],
    ["padded parameters", `&x-tos-save-object=cG9zdGVkLnBuZw==&x-tos-save-bucket=dGFyZ2V0`],
    ["percent-encoded ones", `&x-tos-save-object=cG9zdGVkLnBuZw%3D%3D&x-tos-save-bucket=dGFyZ2V0`],
    ["a pipe", `|sys/saveas,o_${base64url("posted.png")},b_${base64url("target")}`],
    ["a pipe and padding", `|sys/saveas,o_cG9zdGVkLnBuZw==,b_dGFyZ2V0\n`],
  ])("saves at the place that is named by %s", async (_name, place) => {
    await emulator.call("DELETE", "/target/posted.png");
    const answer = await post("photo.png", `x-tos-post-process=image/rotate,90${place}`);
    expect(answer.json()).toMatchObject({ bucket: "target", object: "posted.png", status: "OK" });
    expect(await sizeOf(await emulator.call("GET", "/target/posted.png"))).toBe("60x90");
  });

  it("answers with the result when no place is named", async () => {
    expect(await sizeOf(await post("photo.png", "x-tos-post-process=style/small"))).toBe("30x20");
    expect((await post("photo.png", "x-tos-post-process=image/info")).json()).toMatchObject({
      ImageWidth: { value: "90" },
    });
  });

  it.each([
    ["", 400, "MissingArgument"],
    ["x-tos-process=image/info", 400, "MissingArgument"],
    ["x-tos-post-process=image/nonsense", 400, "InvalidArgument"],
    ["x-tos-post-process=%E4", 400, "MalformedBody"],
    ["x-tos-post-process=image/resize,w_1|sys/copy,o_YQ", 400, "InvalidArgument"],
    ["x-tos-post-process=image/resize,w_1|sys/saveas,b_YQ", 400, "MissingArgument"],
    ["x-tos-post-process=image/resize,w_1|sys/saveas,o_YQ&x-tos-save-object=YQ", 400, "InvalidArgument"],
    ["x-tos-post-process=image/info|sys/saveas,o_YQ", 400, "InvalidArgument"],
  ])("of %j is refused: %i %s", async (body, status, code) => {
    expect(problem(await post("photo.png", body)).slice(0, 2)).toEqual([status, code]);
  });

  it("is the only method with it", async () => {
    const query = [["x-tos-post-process", ""]] as const;
    expect(problem(await emulator.call("GET", "/pictures/photo.png", { query }))[1]).toBe("MethodNotAllowed");
  });
});

const operations = (...rules: unknown[]): string => JSON.stringify({ is_image_info: 1, rules });

describe("a PUT with processing", () => {
  const upload = (key: string, headers: Record<string, string>, body: Uint8Array = picture) =>
    emulator.call("PUT", `/pictures/${key}`, { body, headers });

  it("stores the processed picture", async () => {
    const answer = await upload("uploaded", {
      "x-tos-process": "image/crop,g_center,w_30/format,webp",
      "content-type": "image/png",
      "x-tos-meta-note": "kept",
    });
    const stored = await get("uploaded");
    expect([answer.status, answer.headers.etag]).toEqual([200, stored.headers.etag]);
    expect(stored.headers).toMatchObject({ "content-type": "image/webp", "x-tos-meta-note": "kept" });
    expect(await decoded(stored.bytes)).toMatchObject({ format: "webp", size: "30x60" });
  });

  it("stores the results of its rules beside the picture", async () => {
    const answer = await upload("original", {
      "x-tos-image-operations": operations(
        { bucket: "target", key: "rules/a.webp", rule: "image/resize,w_30/format,webp" },
        { key: "rules/b.png", rule: "style/small" },
      ),
      "content-type": "image/png",
    });
    expect([answer.status, answer.headers.etag]).toEqual([200, (await get("original")).headers.etag]);
    expect((await get("original")).bytes.equals(picture)).toBe(true);
    const first = await emulator.call("GET", "/target/rules/a.webp");
    expect(await decoded(first.bytes)).toMatchObject({ format: "webp", size: "30x20" });
    expect(await sizeOf(await get("rules/b.png"))).toBe("30x20");
    const guest = await emulator.call("PUT", "/inbox/guest.png", {
      body: picture,
      headers: {
        "x-tos-image-operations": operations({ bucket: "target", key: "guest.png", rule: "image/strip" }),
      },
      credentials: GUEST,
    });
    expect(problem(guest)).toEqual([403, "AccessDenied", null]);
    expect((await emulator.call("GET", "/inbox/guest.png")).status).toBe(404);
  });

  it("takes a style, and digests of what is sent", async () => {
    const headers = { "x-tos-process": "style/small" };
    const md5 = await emulator.call("PUT", "/pictures/styled", {
      body: picture,
      headers: { ...headers, "content-md5": "1B2M2Y8AsgTpgAmY7PhCfg==" },
    });
    expect(problem(md5)[1]).toBe("BadDigest");
    expect(problem(await upload("styled", { ...headers, "x-tos-hash-crc64ecma": "1" }))[1]).toBe("BadDigest");
    expect((await get("styled")).status).toBe(404);
    await upload("styled", headers);
    expect(await sizeOf(await get("styled"))).toBe("30x20");
  });

  it.each([
    [{ "x-tos-process": "image/nonsense" }, 400, "InvalidArgument"],
    [{ "x-tos-process": "image/info" }, 400, "InvalidArgument"],
    [{ "x-tos-process": "style/none" }, 404, "NoSuchImageStyle"],
    [{ "x-tos-image-operations": "nonsense" }, 400, "MalformedBody"],
    [{ "x-tos-image-operations": '{"rules":{}}' }, 400, "MalformedBody"],
    [{ "x-tos-image-operations": '{"rules":[{"key":"a"}]}' }, 400, "MissingArgument"],
    [{ "x-tos-image-operations": operations({ key: "a", rule: "image/info" }) }, 400, "InvalidArgument"],
    [{ "x-tos-image-operations": operations({ key: "a", rule: "style/none" }) }, 404, "NoSuchImageStyle"],
    [
      { "x-tos-image-operations": operations({ bucket: "nobucket", key: "a", rule: "style/small" }) },
      404,
      "NoSuchBucket",
    ],
  ])("with %j is refused and stores nothing: %i %s", async (headers, status, code) => {
    expect(problem(await upload("nothing", headers)).slice(0, 2)).toEqual([status, code]);
    expect((await get("nothing")).status).toBe(404);
  });

  it("of what is no picture stores nothing", async () => {
    const answer = await upload("nothing", { "x-tos-process": "style/small" }, Buffer.from("hello"));
    expect(problem(answer)).toEqual([400, "InvalidArgument", "0022-00000005"]);
    expect((await get("nothing")).status).toBe(404);
  });
});

describe("a generation", () => {
  it("takes watermarks from the addressed bucket before and after it", async () => {
    const watermark = `image/watermark,image_${base64url("logo.png")},g_nw,x_0,y_0`;
    const body = JSON.stringify({
      TaskType: "image_to_image",
      InputDataSource: { Prompt: "千军万马", ImageUri: "photo.png" },
      InputProcessing: { ProcessActions: `${watermark}/resize,w_300,limit_0` },
      OutputProcessing: { Bucket: "target", Object: "generated.png", ProcessActions: watermark },
      ModelConfig: { ReqJson: { req_key: "i2i_xl_sft" } },
    });
    const query = [["x-tos-process", "aigc/image_to_image"]] as const;
    const answer = await emulator.call("POST", "/pictures", { query, body });
    expect([answer.status, answer.json().resp_json.code]).toEqual([200, 10000]);
    const { unlike } = await decoded((await emulator.call("GET", "/target/generated.png")).bytes);
    expect([unlike([255, 255, 255], 0, 0, 20, 10), unlike([255, 255, 255]) > 1000]).toEqual([0, true]);
  });
});

describe("styles of prefixes", () => {
  const flag = async (name: string, styleName = "") =>
    (
      await emulator.call("GET", "/pictures", {
        query: [[name, ""], ...(styleName === "" ? [] : [["styleName", styleName] as const])],
      })
    ).json();

  it("go before the bucket's own, the longest first", async () => {
    await style("PUT", "thumb", "", "image/resize,w_45");
    await style("PUT", "thumb", "albums/", "image/resize,w_30");
    await style("PUT", "thumb", "albums/2025/", "image/resize,w_15");
    for (const key of ["plain.png", "albums/a.png", "albums/2025/b.png"]) await put(key, picture);
    const size = async (key: string) => sizeOf(await get(key, { "x-tos-process": "style/thumb" }));
    expect([await size("plain.png"), await size("albums/a.png"), await size("albums/2025/b.png")]).toEqual([
      "45x30",
      "30x20",
      "15x10",
    ]);
    expect((await flag("imageStyleBriefInfo")).ImageStyleBriefInfo).toContainEqual({
      Name: "thumb",
      BucketLevelContent: "image/resize,w_45",
      PrefixCount: 2,
    });
    expect(
      (await flag("imageStyleContent", "thumb")).ImageStyles.map(
        ({ Content }: { Content: string }) => Content,
      ),
    ).toEqual(["image/resize,w_45", "image/resize,w_30", "image/resize,w_15"]);
    expect((await flag("imageStyle")).ImageStyles).toHaveLength(2);

    expect((await style("DELETE", "thumb", "albums/2025/")).status).toBe(204);
    expect((await style("DELETE", "thumb", "albums/2025/")).status).toBe(404);
    expect([await size("albums/2025/b.png"), (await style("GET", "thumb", "")).status]).toEqual([
      "30x20",
      200,
    ]);
    expect((await style("DELETE", "thumb", "")).status).toBe(204);
    expect((await style("GET", "thumb", "")).status).toBe(404);
    expect([await size("albums/a.png"), await size("plain.png")]).toEqual(["30x20", "404 NoSuchImageStyle"]);
  });
});

describe("a style separator", () => {
  const query = [["imageStyleSeparator", ""]] as const;
  const configure = (rule: unknown) =>
    emulator.call("PUT", "/pictures", { query, body: JSON.stringify(rule) });

  it("is missing until it is put", async () => {
    expect((await emulator.call("GET", "/pictures", { query })).status).toBe(404);
    expect((await get("photo.png-small")).status).toBe(404);
    const rule = { Separator: ["-", "!"], SeparatorPrefix: {}, SeparatorSuffix: { "!": ".png" } };
    expect((await configure(rule)).status).toBe(200);
    expect((await emulator.call("GET", "/pictures", { query })).json()).toEqual(rule);
  });

  it("names a style in the key", async () => {
    await style("PUT", "big-one", "", "image/resize,w_180,limit_0");
    await put("with-dash", picture);
    expect(await sizeOf(await get("photo.png-small"))).toBe("30x20");
    expect(await sizeOf(await get("photo.png!small"))).toBe("30x20");
    expect(await sizeOf(await get("photo.png-big-one"))).toBe("180x120");
    expect(await sizeOf(await get("with-dash-small"))).toBe("30x20");
    expect(await sizeOf(await get("with-dash!small"))).toBe("404 NoSuchKey");
    expect(problem(await get("photo.png-none"))).toEqual([404, "NoSuchImageStyle", "0022-00000009"]);
    expect(problem(await get("none.png-small"))).toEqual([404, "NoSuchKey", "0017-00000003"]);
  });

  it("gives way to an object of the whole key", async () => {
    await put("photo.png-small", Buffer.from("itself"));
    expect((await get("photo.png-small")).text).toBe("itself");
    await emulator.call("DELETE", "/pictures/photo.png-small");
  });

  it("holds for the keys that its prefix and suffix name", async () => {
    await configure({ Separator: ["_"], SeparatorPrefix: { _: "with" } });
    expect(await sizeOf(await get("with-dash_small"))).toBe("30x20");
    expect(await sizeOf(await get("photo.png_small"))).toBe("404 NoSuchKey");
  });

  it.each([
    ["{", "MalformedBody"],
    ["{}", "MalformedBody"],
    ['{"Separator":["?"]}', "InvalidArgument"],
    ['{"Separator":["-"],"SeparatorSuffix":{"?":"x"}}', "InvalidArgument"],
    ['{"Separator":["-"],"SeparatorPrefix":{"-":1}}', "MalformedBody"],
    ['{"Separator":["-"],"SeparatorPrefix":[]}', "MalformedBody"],
  ])("of %s is refused: %s", async (body, code) => {
    expect(problem(await emulator.call("PUT", "/pictures", { query, body }))).toEqual([400, code, null]);
  });
});

describe("the official SDK", () => {
  const client = () =>
    new TosClient({
      accessKeyId: EMULATOR_CREDENTIALS.accessKeyId,
      accessKeySecret: EMULATOR_CREDENTIALS.secretAccessKey,
      region: "cn-beijing",
      endpoint: `127.0.0.1:${emulator.port}`,
      secure: false,
      bucket: "pictures",
      maxRetryCount: 0,
    });

  it("saves what it has processed", async () => {
    const { data } = await client().getObjectV2({
      key: "photo.png",
      process: "image/resize,w_30/format,jpg",
      saveBucket: base64url("target"),
      saveObject: base64url("sdk/图.jpg"),
      dataType: "buffer",
    });
    expect(JSON.parse(data.content.toString())).toMatchObject({ object: "sdk/图.jpg", status: "OK" });
    const saved = await client().getObjectV2({ bucket: "target", key: "sdk/图.jpg", dataType: "buffer" });
    expect(await sharp(saved.data.content).metadata()).toMatchObject({ format: "jpeg", width: 30 });
    await expect(
      client().getObjectV2({
        key: "photo.png",
        process: "image/resize,w_30",
        saveBucket: base64url("nobucket"),
        saveObject: base64url("x"),
      }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it("puts and gets the style separator", async () => {
    const sdk = client();
    expect((await sdk.getBucketImageStyleSeparator("target")).data).toBeNull();
    await sdk.putBucketImageStyleSeparator({ bucket: "target", Separator: ["-", "\\"] });
    expect((await sdk.getBucketImageStyleSeparator("target")).data).toEqual({
      Separator: ["-", "\\"],
      SeparatorPrefix: {},
      SeparatorSuffix: {},
    });
  });

  it("gets a text watermark in Chinese", async () => {
    const process = `image/watermark,text_${base64url("千军万马")},size_20,color_ffffff,g_center`;
    const { data } = await client().getObjectV2({ key: "photo.png", process, dataType: "buffer" });
    const { size, unlike } = await decoded(data.content);
    const marked = unlike(GREEN, 30, 20, 60, 40);
    expect([size, marked > 50, unlike(RED, 0, 0, 30, 10), unlike(BLUE, 60, 50, 90, 60)]).toEqual([
      "90x60",
      true,
      0,
      0,
    ]);
  });
});
