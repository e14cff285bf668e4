import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createTosClient, type TosClient } from "../../../src/tos/client.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { TosConnectionError, TosReplyError, TosServiceError } from "../../../src/tos/errors.js";
import {
  json,
  reset,
  type StubUpstream,
  startStubUpstream,
  text,
  tosError,
} from "../../helpers/stub-upstream.js";

let upstream: StubUpstream;
let tos: TosClient;

beforeAll(async () => {
  upstream = await startStubUpstream();
  tos = createTosClient({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: () => ({ accessKeyId: "testAK", secretAccessKey: "testSK" }),
  });
});
afterAll(async () => {
  await tos.close();
  await upstream.close();
});

const put = () => tos.putImageStyle("examplebucket", "a.b", "image/resize,w_100");
const remove = () => tos.deleteImageStyle("examplebucket", "a.b");

describe("putting an image style", () => {
  it("sends its content as JSON, to the bucket's own style of that name", async () => {
    upstream.respond(json(200, {}));
    expect(await put()).toEqual({ requestId: "stub-request-id" });
    expect(upstream.received.at(-1)).toMatchObject({
      method: "PUT",
      url: "/examplebucket/?imageStyle=&styleName=a.b",
      headers: { "content-type": "application/json" },
      body: '{"Content":"image/resize,w_100"}',
    });
  });

  it("may be repeated after a fault of the service, and not after a refusal", async () => {
    upstream.respond(tosError(503, "ServiceUnavailable"));
    await expect(put()).rejects.toMatchObject({ operation: "PutBucketImageStyle", retrySafe: true });
    upstream.respond(tosError(400, "InvalidArgument"));
    const refusal = await put().catch((error: unknown) => error);
    expect(refusal).toBeInstanceOf(TosServiceError);
    expect(refusal).toMatchObject({ status: 400, serviceCode: "InvalidArgument", retrySafe: false });
  });

  it("may be repeated when its answer was lost", async () => {
    upstream.respond(reset);
    const error = await put().catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TosConnectionError);
    expect(error).toMatchObject({ sent: true, retrySafe: true });
  });
});

describe("deleting an image style", () => {
  it.each([200, 204])("succeeds with status %i", async (status) => {
    upstream.respond(text(status, "", { "x-tos-request-id": "stub-request-id" }));
    expect(await remove()).toEqual({ requestId: "stub-request-id" });
    expect(upstream.received.at(-1)).toMatchObject({
      method: "DELETE",
      url: "/examplebucket/?imageStyle=&styleName=a.b",
      body: "",
    });
  });

  it("says so when there is none of that name", async () => {
    upstream.respond(tosError(404, "NoSuchImageStyle"));
    expect(await remove()).toBeNull();
  });

  it.each([
    ["a missing bucket", tosError(404, "NoSuchBucket")],
    ["a page that is not of TOS", text(404, "<html>")],
  ])("does not take %s for a missing style", async (_what, answer) => {
    upstream.respond(answer);
    await expect(remove()).rejects.toBeInstanceOf(TosServiceError);
  });
});

it.each([
  ["putting", put],
  ["deleting", remove],
])("does not take a gateway's page with status 200 for TOS's word when %s", async (_what, change) => {
  upstream.respond(text(200, "<html>"));
  const error = await change().catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(TosReplyError);
  expect(error).toMatchObject({ requestId: null, retrySafe: true });
});

it("does not take an answer without a style for a style that is missing", async () => {
  upstream.respond(json(200, { ImageStyles: [] }));
  await expect(tos.getImageStyle("examplebucket", "a.b")).rejects.toBeInstanceOf(TosReplyError);
  upstream.respond(tosError(404, "NoSuchImageStyle"));
  expect(await tos.getImageStyle("examplebucket", "a.b")).toBeNull();
});
