import { afterEach, beforeEach, expect, it } from "vitest";
import type { Attempt, AttemptEnd } from "../../../src/tos/call-observer.js";
import { createTosClient } from "../../../src/tos/client.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { createTransport, type TosTransport } from "../../../src/tos/transport.js";
import { json, reset, type StubUpstream, startStubUpstream } from "../../helpers/stub-upstream.js";

let upstream: StubUpstream;
let transport: TosTransport;
let attempts: Attempt[];
let ends: AttemptEnd[];

beforeEach(async () => {
  upstream = await startStubUpstream(json(404, {}));
  attempts = [];
  ends = [];
  transport = createTransport({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: () => ({ accessKeyId: "testAK", secretAccessKey: "testSK" }),
    observer: {
      attempt(attempt) {
        attempts.push(attempt);
        return {
          headers: { traceparent: "00-1-2-01", "user-agent": "not.ours" },
          ended: (end) => void ends.push(end),
        };
      },
    },
  });
});
afterEach(async () => {
  await transport.close();
  await upstream.close();
});

const head = { operation: "HeadObject", method: "HEAD", bucket: "examplebucket", key: "a.jpg" } as const;

it("a request is told of before it is sent, and its reply after; headers go along and replace none of ours", async () => {
  await transport.send(head);
  const { url } = upstream;
  expect(attempts).toEqual([
    { operation: "HeadObject", method: "HEAD", origin: url, bucket: "examplebucket", resendCount: 0 },
  ]);
  expect(ends).toEqual([{ kind: "reply", status: 404, requestId: "stub-request-id" }]);
  expect(upstream.received[0]?.headers).toMatchObject({
    traceparent: "00-1-2-01",
    "user-agent": "tos-image-graphql",
  });
});

it("a request without a reply is told of once, with its error", async () => {
  upstream.respond(reset);
  await expect(transport.send(head)).rejects.toThrow();
  await expect(transport.send(head, { signal: AbortSignal.abort() })).rejects.toThrow();
  expect(ends).toMatchObject([
    { kind: "error", error: { code: "TOS_CONNECTION" } },
    { kind: "error", error: { code: "TOS_ABORTED" } },
  ]);
});

it("a call that is made again says how often it was before, whether TOS failed or refused its keys", async () => {
  const replies = [json(503, {}), json(403, { Code: "ExpiredToken" }), json(200, { ImageStyles: [] })];
  upstream.respond((...request) => replies.shift()?.(...request));
  let keys = { accessKeyId: "oldAK", secretAccessKey: "oldSK" };
  const client = createTosClient({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: {
      current: () => keys,
      async refresh() {
        keys = { accessKeyId: "newAK", secretAccessKey: "newSK" };
      },
    },
    resilience: { retry: { random: () => 0 } },
    observer: { attempt: (attempt) => void attempts.push(attempt) },
  });
  try {
    await client.listImageStyles("examplebucket");
    expect(attempts.map(({ resendCount }) => resendCount)).toEqual([0, 1, 2]);
  } finally {
    await client.close();
  }
});

it("an observer that throws at a reply does not keep it from the caller", async () => {
  const faulty = createTransport({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: () => ({ accessKeyId: "testAK", secretAccessKey: "testSK" }),
    observer: {
      attempt: () => ({
        ended() {
          throw new Error("a bug");
        },
      }),
    },
  });
  try {
    expect(await faulty.send(head)).toMatchObject({ status: 404 });
  } finally {
    await faulty.close();
  }
});
