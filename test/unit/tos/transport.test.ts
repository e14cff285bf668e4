import { once } from "node:events";
import { createServer } from "node:net";
import { afterEach, describe, expect, it } from "vitest";
import { createTosClient, type TosClient } from "../../../src/tos/client.js";
import { startDeadline } from "../../../src/tos/deadline.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { TosReplyError, TosServiceError } from "../../../src/tos/errors.js";
import {
  hang,
  json,
  reset,
  type StubUpstream,
  startStubUpstream,
  text,
  tosError,
} from "../../helpers/stub-upstream.js";

const credentials = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const body = {
  TaskType: "image_to_image",
  InputDataSource: { Prompt: "千军万马", ImageUri: "1171.jpeg" },
  OutputProcessing: {
    Bucket: "tostest",
    Object: "newgen.jpg",
    ForbiddenOverwrite: false,
    ProcessStyle: "",
    ProcessActions: "",
  },
  ModelConfig: { ModelAction: "CVProcess", ModelVersion: "2022-08-31", ReqJson: { req_key: "i2i_xl_sft" } },
} as const;

const open: { close(): Promise<void> }[] = [];
afterEach(async () => {
  for (const resource of open.splice(0).reverse()) await resource.close();
});

async function setUp(options: { aigcMethod?: "GET" | "POST"; maxReplyBytes?: number } = {}): Promise<{
  upstream: StubUpstream;
  tos: TosClient;
}> {
  const upstream = await startStubUpstream();
  const tos = clientOf(upstream.url, options);
  open.push(upstream);
  return { upstream, tos };
}

function clientOf(
  url: string,
  options: { aigcMethod?: "GET" | "POST"; maxReplyBytes?: number; connections?: number } = {},
): TosClient {
  const tos = createTosClient({
    endpoint: parseEndpoint(url),
    region: "cn-beijing",
    credentials: () => credentials,
    resilience: false,
    ...options,
  });
  open.push(tos);
  return tos;
}

describe("a call to TOS", () => {
  it.each(["GET", "POST"] as const)(
    "carries a generation in the body of a %s to the source's bucket",
    async (aigcMethod) => {
      const { upstream, tos } = await setUp({ aigcMethod });
      upstream.respond(json(200, { resp_json: {} }));
      const reply = await tos.generateImage("examplebucket", body);
      expect(reply).toEqual({
        status: 200,
        text: '{"resp_json":{}}',
        requestId: "stub-request-id",
        error: null,
      });
      const [request] = upstream.received;
      expect(request).toMatchObject({
        method: aigcMethod,
        url: "/examplebucket/?x-tos-process=aigc%2Fimage_to_image",
        headers: {
          "content-type": "application/json",
          "x-tos-content-sha256": "UNSIGNED-PAYLOAD",
          authorization: expect.stringMatching(
            /^TOS4-HMAC-SHA256 Credential=testAK\/\d{8}\/cn-beijing\/tos\/request, SignedHeaders=host;x-tos-content-sha256;x-tos-date, Signature=[0-9a-f]{64}$/,
          ),
        },
      });
      expect(JSON.parse(request?.body ?? "")).toEqual(body);
    },
  );

  it("rejects an error status with what TOS says of it", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(tosError(404, "NoSuchBucket", "0006-00000001", { Resource: "/examplebucket" }));
    await expect(tos.listImageStyles("examplebucket")).rejects.toMatchObject({
      name: "TosServiceError",
      status: 404,
      serviceCode: "NoSuchBucket",
      ec: "0006-00000001",
      requestId: "stub-request-id",
      resource: "/examplebucket",
      retrySafe: false,
    });
  });

  it.each([
    ["a read that the service failed", 503, "ServiceUnavailable", true],
    ["a read that was turned away", 429, "ExceedAccountQPSLimit", true],
    ["a read that may not be", 403, "AccessDenied", false],
  ])("says whether a retry is safe after %s", async (_what, status, code, retrySafe) => {
    const { upstream, tos } = await setUp();
    upstream.respond(tosError(status, code));
    await expect(tos.listImageStyles("examplebucket")).rejects.toMatchObject({ status, retrySafe });
  });

  it.each([
    [503, "ServiceUnavailable", false],
    [500, "InternalError", false],
    [429, "TooManyRequests", true],
    [503, "SlowDown", true],
  ])("calls the retry of a generation after %i %s safe: %s", async (status, code, retrySafe) => {
    const { upstream, tos } = await setUp();
    upstream.respond(tosError(status, code));
    const { error } = await tos.generateImage("examplebucket", body);
    expect(error).toMatchObject({ status, serviceCode: code, retrySafe });
  });

  it("reads Retry-After", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(json(429, {}, { "retry-after": "7" }));
    const { error } = await tos.generateImage("examplebucket", body);
    expect(error?.retryAfterMs).toBe(7000);
  });

  it("rejects a page of HTML where JSON belongs", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(text(200, "<html>"));
    await expect(tos.listImageStyles("examplebucket")).rejects.toMatchObject({ name: "TosReplyError" });
    upstream.respond(text(502, "<html>"));
    await expect(tos.listImageStyles("examplebucket")).rejects.toMatchObject({
      status: 502,
      serviceCode: null,
    });
  });

  it("stops reading a reply over the limit", async () => {
    const { upstream, tos } = await setUp({ maxReplyBytes: 1000 });
    upstream.respond(text(200, "x".repeat(1001)));
    await expect(tos.generateImage("examplebucket", body)).rejects.toThrow("over the limit of 1000 bytes");
    upstream.respond(text(200, "x".repeat(1000)));
    await expect(tos.generateImage("examplebucket", body)).resolves.toMatchObject({ status: 200 });
  });

  it("ends at its deadline, and says that the request had been sent", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(hang);
    await expect(
      tos.generateImage("examplebucket", body, { deadline: startDeadline(500) }),
    ).rejects.toMatchObject({
      name: "TosTimeoutError",
      sent: true,
      timeoutMs: 500,
      retrySafe: false,
    });
    expect(upstream.received).toHaveLength(1);
  });

  it("ends at its deadline in the middle of a body", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond((response) => response.writeHead(200, { "content-length": "10" }).write("half"));
    await expect(
      tos.generateImage("examplebucket", body, { deadline: startDeadline(500) }),
    ).rejects.toMatchObject({
      name: "TosTimeoutError",
    });
  });

  it("ends when its caller aborts, before it was sent or after", async () => {
    const { upstream, tos } = await setUp();
    await expect(tos.listImageStyles("examplebucket", { signal: AbortSignal.abort() })).rejects.toMatchObject(
      {
        name: "TosAbortedError",
        sent: false,
      },
    );
    const leaving = new AbortController();
    upstream.respond(() => leaving.abort());
    await expect(tos.listImageStyles("examplebucket", { signal: leaving.signal })).rejects.toMatchObject({
      name: "TosAbortedError",
      sent: true,
    });
    expect(upstream.received).toHaveLength(1);
  });

  it("is dropped while it waits for a connection, and runs to its end once it is sent", async () => {
    const { upstream } = await setUp();
    const tos = clientOf(upstream.url, { connections: 1 });
    let answerFirst = (): void => {};
    const arrived = new Promise<void>((resolve) => {
      upstream.respond((response, request) => {
        answerFirst = () => json(200, { resp_json: {} })(response, request);
        resolve();
      });
    });
    const leaving = new AbortController();
    const first = tos.generateImage("examplebucket", body, { signal: leaving.signal });
    await arrived;
    const queued = tos.generateImage("examplebucket", body, { signal: leaving.signal });
    leaving.abort();
    await expect(queued).rejects.toMatchObject({ name: "TosAbortedError", sent: false });
    answerFirst();
    await expect(first).resolves.toMatchObject({ status: 200 });
    await tos.close();
    open.pop();
    expect(upstream.received).toHaveLength(1);
  });

  it("is sent once when the connection is reset, and says that it had been sent", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(reset);
    await expect(tos.generateImage("examplebucket", body)).rejects.toMatchObject({
      name: "TosConnectionError",
      sent: true,
      retrySafe: false,
    });
    expect(upstream.received).toHaveLength(1);
  });

  it("says that it was not sent when the connection is refused", async () => {
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    server.close();
    await once(server, "close");
    await expect(
      clientOf(`http://127.0.0.1:${port}`).generateImage("examplebucket", body),
    ).rejects.toMatchObject({
      name: "TosConnectionError",
      sent: false,
      retrySafe: true,
    });
  });

  it("says that it was not sent when the deadline passes before there is a connection", async () => {
    // The handshake of TLS never ends against a server that says nothing.
    const server = createServer().listen(0, "127.0.0.1");
    await once(server, "listening");
    const { port } = server.address() as { port: number };
    const tos = clientOf(`https://127.0.0.1:${port}`);
    const deadline = startDeadline(50);
    await expect(tos.generateImage("examplebucket", body, { deadline })).rejects.toMatchObject({
      name: "TosTimeoutError",
      sent: false,
      retrySafe: true,
    });
    open.pop();
    server.close();
  });
});

describe("the styles of a bucket", () => {
  it("are read with what is missing or of another type left out", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(
      json(200, {
        ImageStyles: [
          {
            Name: "a",
            Content: "image/resize,w_1",
            CreateTime: "2025-01-01T00:00:00Z",
            LastModifyTime: "no time",
          },
          { Name: 7, Content: "x" },
          { Name: "", Content: "x" },
          null,
        ],
      }),
    );
    await expect(tos.listImageStyles("examplebucket")).resolves.toEqual([
      {
        name: "a",
        content: "image/resize,w_1",
        createdAt: new Date("2025-01-01T00:00:00Z"),
        updatedAt: null,
      },
    ]);
  });

  it.each([[{ ImageStyles: null }], [{ ImageStyles: [] }]])(
    "are none where the list is %j",
    async (reply) => {
      const { upstream, tos } = await setUp();
      upstream.respond(json(200, reply));
      await expect(tos.listImageStyles("examplebucket")).resolves.toEqual([]);
    },
  );

  it.each([
    ["an answer of another kind", json(200, { unexpected: 1 })],
    ["a proxy's page", text(404, "<html>")],
  ])("are unknown, and not none, after %s", async (_what, responder) => {
    const { upstream, tos } = await setUp();
    upstream.respond(responder);
    await expect(tos.listImageStyles("examplebucket")).rejects.toThrow("ListBucketImageStyle");
  });

  it("are none where TOS answers that there is no such configuration", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(tosError(404, "NoSuchImageStyle"));
    await expect(tos.listImageStyles("examplebucket")).resolves.toEqual([]);
    await expect(tos.getImageStyle("examplebucket", "a")).resolves.toBeNull();
  });
});

describe("an object", () => {
  it("is null where HEAD answers 404, with the error's code in the header alone", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(text(404, "", { "x-tos-ec": "0017-00000003" }));
    await expect(tos.headObject("examplebucket", "k")).resolves.toBeNull();
  });

  it.each([200, 404])(
    "is neither there nor gone where a proxy answers HEAD with status %i",
    async (status) => {
      const { upstream, tos } = await setUp();
      upstream.respond((response) => response.writeHead(status, { "content-type": "text/html" }).end());
      await expect(tos.headObject("examplebucket", "k")).rejects.toBeInstanceOf(TosReplyError);
      await expect(tos.bucketExists("examplebucket")).rejects.toBeInstanceOf(TosReplyError);
    },
  );

  it("keeps its connection for the next: a HEAD costs no handshake", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(text(200, "", { "x-tos-request-id": "stub-request-id" }));
    for (let index = 0; index < 10; index += 1) await tos.headObject("examplebucket", `k${index}`);
    // Two, since the next call begins before undici has marked the socket of the last one free.
    expect(new Set(upstream.received.map(({ port }) => port)).size).toBeLessThanOrEqual(2);
  });

  it("has a size of null where the reply does not tell", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond((response) =>
      response
        .writeHead(200, { "transfer-encoding": "chunked", "x-tos-request-id": "stub-request-id" })
        .end(),
    );
    await expect(tos.headObject("examplebucket", "k")).resolves.toMatchObject({ byteSize: null });
  });

  it("has its size, tag, type, time and metadata from the headers", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(
      text(200, "", {
        "content-length": "12",
        etag: '"e"',
        "content-type": "image/png",
        "last-modified": "Fri, 30 Jul 2021 08:05:36 GMT",
        "x-tos-meta-author": "%E7%8E%8B",
        "x-tos-request-id": "stub-request-id",
      }),
    );
    await expect(tos.headObject("examplebucket", "k")).resolves.toEqual({
      byteSize: 12,
      etag: '"e"',
      contentType: "image/png",
      lastModified: new Date("2021-07-30T08:05:36Z"),
      metadata: [{ name: "author", value: "王" }],
    });
  });

  it("has the dimensions that image/info tells", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(
      json(200, { Format: { value: "png" }, ImageWidth: { value: "1023" }, ImageHeight: { value: "683" } }),
    );
    const info = { width: 1023, height: 683, format: "png" };
    await expect(tos.getPictureInfo("examplebucket", "k")).resolves.toEqual(info);
    expect(upstream.received[0]?.url).toBe("/examplebucket/k?x-tos-process=image%2Finfo");
  });

  it.each([
    ["a proxy's page", text(200, "<html>")],
    ["an answer that is cut off", text(200, '{"ImageWidth": {"val')],
    ["an answer of another kind", json(200, {})],
    ["a side that is no number", json(200, { Format: { value: "jpg" }, ImageWidth: { value: "x" } })],
  ])("is not called no picture because of %s", async (_, responder) => {
    const { upstream, tos } = await setUp();
    upstream.respond(responder);
    await expect(tos.getPictureInfo("examplebucket", "k")).rejects.toBeInstanceOf(TosReplyError);
  });

  it.each([400, 404])("is not called no picture because of a proxy's page with status %i", async (status) => {
    const { upstream, tos } = await setUp();
    upstream.respond(text(status, "<html>"));
    await expect(tos.getPictureInfo("examplebucket", "k")).rejects.toBeInstanceOf(TosServiceError);
    await expect(tos.getAverageHue("examplebucket", "k")).rejects.toBeInstanceOf(TosServiceError);
  });

  it("is no picture where image/info is refused for it", async () => {
    const { upstream, tos } = await setUp();
    upstream.respond(tosError(400, "InvalidArgument", "0022-00000005"));
    await expect(tos.getPictureInfo("examplebucket", "k")).resolves.toBeNull();
  });
});
