/** URLs that are presigned for every object that meets a condition. */
import { TosClient } from "@volcengine/tos-sdk";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { outcomeOf, type StartedEmulator, startEmulator } from "../unit/emulator/helpers.js";

let emulator: StartedEmulator;
/** How far the emulator's clock is before that of the SDK, which takes none. */
let aheadMs = 0;

beforeAll(async () => {
  emulator = await startEmulator({ now: () => new Date(Date.now() + aheadMs) });
  await emulator.call("PUT", "/examplebucket");
});
afterAll(() => emulator.stop());

describe("a policy URL of the official Node.js SDK", () => {
  const sdk = (bucket: string) =>
    new TosClient({
      accessKeyId: EMULATOR_CREDENTIALS.accessKeyId,
      accessKeySecret: EMULATOR_CREDENTIALS.secretAccessKey,
      region: "cn-beijing",
      endpoint: emulator.host,
      secure: false,
      bucket,
    });
  /** The SDK writes http://bucket.127.0.0.1, which no URL parser takes: the host goes into the header. */
  const follow = async (url: string, method = "GET"): Promise<string> => {
    const [, host = "", target = ""] = /^http:\/\/([^/?]+)(.*)$/.exec(url) ?? [];
    return outcomeOf(await emulator.raw(method, target.startsWith("?") ? `/${target}` : target, { host }));
  };
  const policy = (bucket = "examplebucket") =>
    sdk(bucket).preSignedPolicyURL({
      conditions: [
        { key: "key", operator: "starts-with", value: "shared/" },
        { key: "key", value: "one.txt" },
      ],
    });

  beforeAll(async () => {
    for (const key of ["shared/a b.txt", "one.txt", "one.txt.bak"]) {
      await emulator.call("PUT", `/examplebucket/${key}`, { body: key });
    }
  });

  it("opens the objects that its conditions name, to GET and HEAD, with any other query", async () => {
    const { getSignedURLForGetOrHead: urlOf } = policy();
    expect(await follow(urlOf("shared/a b.txt"))).toBe("200 shared/a b.txt");
    expect(await follow(urlOf("one.txt", { "response-content-type": "text/plain" }), "HEAD")).toBe("200");
  });

  it("opens no other object, bucket or operation", async () => {
    const { getSignedURLForGetOrHead: urlOf } = policy();
    expect(await follow(urlOf("one.txt.bak"))).toBe("403 AccessDenied");
    expect(await follow(urlOf("one.txt"), "DELETE")).toBe("403 AccessDenied");
    const elsewhere = policy("otherbucket").getSignedURLForGetOrHead("one.txt");
    expect(await follow(elsewhere.replace("otherbucket.", "examplebucket."))).toBe("403 AccessDenied");
  });

  it("lists under the prefixes of its conditions", async () => {
    const { getSignedURLForList: urlOf } = policy();
    const listed = await follow(urlOf({ "list-type": "2", prefix: "shared/" }));
    expect(JSON.parse(listed.slice("200 ".length)).Contents).toMatchObject([{ Key: "shared/a b.txt" }]);
    expect(await follow(urlOf({ "list-type": "2" }))).toBe("403 AccessDenied");
  });

  it("is refused with another policy, signature or expiry", async () => {
    const url = policy().getSignedURLForGetOrHead("one.txt");
    const other = encodeURIComponent(btoa('{"conditions":[["starts-with","$key",""]]}'));
    for (const changed of [
      url.replace(/X-Tos-Policy=[^&]+/, `X-Tos-Policy=${other}`),
      url.replace(/X-Tos-Expires=\d+/, "X-Tos-Expires=604800"),
      url.replace(/X-Tos-Signature=[0-9a-f]{8}/, "X-Tos-Signature=00000000"),
    ]) {
      expect(await follow(changed)).toBe("403 SignatureDoesNotMatch");
    }
  });

  it("expires", async () => {
    const url = policy().getSignedURLForGetOrHead("one.txt");
    aheadMs = 3_700_000;
    expect(await follow(url)).toBe("403 AccessDenied");
    aheadMs = 0;
  });
});
