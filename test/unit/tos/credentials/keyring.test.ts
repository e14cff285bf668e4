/** Calls whose keys are refused or have ended, over real sockets to a stub. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { AttemptEnd } from "../../../../src/tos/call-observer.js";
import { createTosClient, type TosClient } from "../../../../src/tos/client.js";
import type {
  CredentialsProvider,
  CredentialsSource,
  TosCredentials,
} from "../../../../src/tos/credentials.js";
import { startDeadline } from "../../../../src/tos/deadline.js";
import { parseEndpoint } from "../../../../src/tos/endpoint.js";
import type { GenerationBody } from "../../../../src/tos/image-generation.js";
import {
  json,
  type StubUpstream,
  startStubUpstream,
  text,
  tosError,
} from "../../../helpers/stub-upstream.js";

const NOW = new Date("2026-01-31T12:00:00Z");
const BODY = { TaskType: "text_to_image" } as GenerationBody;
const FIRST = { accessKeyId: "first", secretAccessKey: "sk" };
const SECOND = { ...FIRST, accessKeyId: "second" };
const ENDED = { ...FIRST, accessKeyId: "ended", expiresAt: NOW };

let upstream: StubUpstream;
let tos: TosClient | undefined;
let ends: AttemptEnd[];

beforeEach(async () => {
  upstream = await startStubUpstream();
  ends = [];
});
afterEach(async () => {
  await tos?.close();
  tos = undefined;
  await upstream.close();
});

function clientOf(credentials: CredentialsProvider | CredentialsSource): TosClient {
  tos = createTosClient({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials,
    now: () => NOW,
    observer: { attempt: () => ({ ended: (end) => ends.push(end) }) },
  });
  return tos;
}

/** Has these keys one after the other: a refresh goes on to the next. */
function sourceOf(keys: readonly TosCredentials[], refreshed: () => Promise<void> = async () => {}) {
  const source = {
    asked: [] as string[],
    current: () => keys[Math.min(source.asked.length, keys.length - 1)] ?? FIRST,
    async refresh(refused: TosCredentials) {
      await refreshed();
      source.asked.push(refused.accessKeyId);
    },
  };
  return source;
}

/** Takes the keys of this id only, and answers others as TOS does. */
function accept(accessKeyId: string, code = "ExpiredToken", status = 403): void {
  upstream.respond((response, request) => {
    const isGood = request.headers.authorization?.includes(`Credential=${accessKeyId}/`);
    const good = request.method === "HEAD" ? text(200, "") : json(200, { resp_json: {}, ImageStyles: [] });
    const refusal = request.method === "HEAD" ? text(status, "") : tosError(status, code);
    (isGood ? good : refusal)(response, request);
  });
}

const keysSent = () =>
  upstream.received.map(({ headers }) => /Credential=([^/]+)/.exec(headers.authorization ?? "")?.[1]);

describe("a call whose keys TOS refuses", () => {
  it.each([
    ["a read", (client: TosClient) => client.listImageStyles("examplebucket")],
    ["a HEAD, whose reply cannot say why", (client: TosClient) => client.headObject("examplebucket", "k")],
    ["a generation", (client: TosClient) => client.generateImage("examplebucket", BODY)],
    ["an upload", (client: TosClient) => client.putObject("examplebucket", "k", Buffer.from("x"))],
  ])("is signed with others and sent once more: %s", async (_what, call) => {
    accept("second");
    const source = sourceOf([FIRST, SECOND]);
    await call(clientOf(source));
    expect(keysSent()).toEqual(["first", "second"]);
    expect(source.asked).toEqual(["first"]);
    expect(new Set(upstream.received.map(({ body, url }) => `${url} ${body}`)).size).toBe(1);
    expect(ends).toMatchObject([{ status: 403 }, { status: 200 }]);
  });

  it("ends with the second refusal: it is sent twice at most", async () => {
    accept("none of them");
    const source = sourceOf([FIRST, SECOND, { ...FIRST, accessKeyId: "third" }]);
    const { error } = await clientOf(source).generateImage("examplebucket", BODY);
    expect(error).toMatchObject({ serviceCode: "ExpiredToken", denied: true });
    expect(keysSent()).toEqual(["first", "second"]);
  });

  it.each<[string, CredentialsProvider | CredentialsSource]>([
    ["that has no others", sourceOf([FIRST])],
    ["that has others which have ended", sourceOf([FIRST, ENDED])],
    ["that fails", sourceOf([FIRST, SECOND], () => Promise.reject(new Error("CANARY")))],
    ["that is a function", () => FIRST],
  ])("is sent once, and fails as TOS says, with a source %s", async (_what, source) => {
    accept("second", "ExpiredToken", 400);
    const { error } = await clientOf(source).generateImage("examplebucket", BODY);
    expect(error).toMatchObject({ status: 400, serviceCode: "ExpiredToken", denied: true });
    expect(keysSent()).toEqual(["first"]);
  });

  it.each([
    ["lacks a right", tosError(403, "AccessDenied")],
    ["is turned away by a proxy", text(403, "<html>InvalidAccessKeyId</html>")],
    ["may have run", tosError(500, "ExpiredToken")],
  ])("is sent once when it %s", async (_what, responder) => {
    upstream.respond(responder);
    const source = sourceOf([FIRST, SECOND]);
    await clientOf(source).generateImage("examplebucket", BODY);
    expect([keysSent(), source.asked]).toEqual([["first"], []]);
  });

  it("waits for others together with all who are refused at that time", async () => {
    let give = (): void => {};
    const given = new Promise<void>((resolve) => (give = resolve));
    let refused = 0;
    const source = sourceOf([FIRST, SECOND], () => given);
    const client = clientOf(source);
    upstream.respond((response, request) => {
      const isGood = request.headers.authorization?.includes("Credential=second/");
      (isGood ? json(200, { ImageStyles: [] }) : tosError(403, "InvalidAccessKeyId"))(response, request);
      // By the time of the last refusal the first ones wait.
      if (!isGood && ++refused === 20) give();
    });
    await Promise.all(Array.from({ length: 20 }, () => client.listImageStyles("examplebucket")));
    expect(source.asked).toEqual(["first"]);
    expect(keysSent().filter((id) => id === "second")).toHaveLength(20);
    expect(upstream.received).toHaveLength(40);
  });

  it("waits no longer than its deadline, and is not sent then: nothing was begun", async () => {
    accept("second");
    const source = sourceOf([FIRST, SECOND], () => new Promise(() => {}));
    const call = clientOf(source).generateImage("examplebucket", BODY, { deadline: startDeadline(100) });
    await expect(call).rejects.toMatchObject({ name: "TosTimeoutError", sent: false, timeoutMs: 100 });
    expect(keysSent()).toEqual(["first"]);
  });

  it("is not paid for when too little time is left to see its picture", async () => {
    accept("second");
    let left = 1_000;
    const source = sourceOf([FIRST, SECOND], async () => {
      left = 400;
    });
    const client = clientOf(source);
    const deadline = { timeoutMs: 1_000, remainingMs: () => left };
    const call = { deadline, leastMs: 500 };
    const late = { name: "TosTimeoutError", sent: false };
    await expect(client.generateImage("examplebucket", BODY, call)).rejects.toMatchObject(late);
    expect(keysSent()).toEqual(["first"]);
    // A read is worth a try; others have come by now.
    await expect(client.listImageStyles("examplebucket", { deadline })).resolves.toEqual([]);
    // Nor is it begun with so little.
    await expect(client.generateImage("examplebucket", BODY, call)).rejects.toMatchObject(late);
    expect(keysSent()).toEqual(["first", "second"]);
  });

  it("ends at once when its caller leaves while it waits, and leaves the wait to others", async () => {
    accept("second");
    const leaving = new AbortController();
    const source = sourceOf([FIRST, SECOND], async () => leaving.abort());
    const client = clientOf(source);
    const { signal } = leaving;
    await expect(client.generateImage("examplebucket", BODY, { signal })).rejects.toMatchObject({
      name: "TosAbortedError",
      sent: false,
    });
    await expect(client.listImageStyles("examplebucket")).resolves.toEqual([]);
    expect(keysSent()).toEqual(["first", "second"]);
  });
});

describe("a call whose keys have ended", () => {
  it("asks for others before it is sent", async () => {
    accept("second");
    const source = sourceOf([ENDED, SECOND]);
    await clientOf(source).listImageStyles("examplebucket");
    expect([keysSent(), source.asked]).toEqual([["second"], ["ended"]]);
  });

  it("is not sent when there are no others", async () => {
    accept("ended");
    await expect(clientOf(sourceOf([ENDED])).generateImage("examplebucket", BODY)).rejects.toMatchObject({
      name: "TosCredentialsError",
      code: "TOS_CREDENTIALS",
      retrySafe: false,
      message: "no valid keys for TOS: those at hand have ended, and there are no others",
    });
    expect(upstream.received).toEqual([]);
  });

  it("is sent all the same where its source is a function, which has nothing else", async () => {
    accept("ended");
    await clientOf(() => ENDED).listImageStyles("examplebucket");
    expect(keysSent()).toEqual(["ended"]);
  });
});

it("a source that throws is one without keys, for calls and for signed URLs, and its message is not passed on", async () => {
  const client = clientOf(() => {
    throw new Error("CANARY");
  });
  const expected = { name: "TosCredentialsError", message: "no keys for TOS: their source failed" };
  await expect(client.listImageStyles("examplebucket")).rejects.toMatchObject(expected);
  const presign = () => client.presign({ bucket: "examplebucket", key: "k", expiresInSeconds: 60 });
  expect(presign).toThrow(expect.objectContaining(expected));
});

it("a signed URL takes the keys of the moment from a source, and ends with them", () => {
  const expiresAt = new Date(NOW.getTime() + 300_000);
  const source = sourceOf([FIRST, { ...SECOND, securityToken: "t", expiresAt }]);
  const client = clientOf(source);
  source.asked.push("first");
  const signed = client.presign({ bucket: "examplebucket", key: "k", expiresInSeconds: 3600 });
  expect(new URL(signed.url).searchParams.get("X-Tos-Credential")).toMatch(/^second\//);
  expect(signed.expiresAt).toEqual(expiresAt);
});
