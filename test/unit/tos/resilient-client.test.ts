import { beforeEach, describe, expect, it } from "vitest";
import type { BreakerState } from "../../../src/tos/call-observer.js";
import type { TosClient } from "../../../src/tos/client.js";
import { startDeadline } from "../../../src/tos/deadline.js";
import {
  TosConnectionError,
  type TosError,
  type TosOperation,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
} from "../../../src/tos/errors.js";
import { createResilientClient, type ResilienceOptions } from "../../../src/tos/resilient-client.js";
import type { CallOptions } from "../../../src/tos/transport.js";

const OPERATION = "PutBucketImageStyle";
const service = (status: number, serviceCode: string | null = null, idempotent = true): TosServiceError =>
  new TosServiceError({
    operation: OPERATION,
    status,
    serviceCode,
    ec: null,
    serviceMessage: null,
    requestId: null,
    resource: null,
    retryAfterMs: null,
    idempotent,
  });
const connection = (sent: boolean): TosError =>
  new TosConnectionError(OPERATION, { sent, idempotent: true, cause: new Error("broken") });
const unreadable = (idempotent: boolean): TosError =>
  new TosReplyError(OPERATION, "no reply", { requestId: null, idempotent });
const timeout = new TosTimeoutError(OPERATION, { sent: true, idempotent: true, timeoutMs: 1 });

/** What each attempt comes to, in turn; all that come after, to the last. */
let turns: unknown[];
let calls: CallOptions[];
beforeEach(() => {
  turns = [];
  calls = [];
});

/** A client whose every operation takes the next turn. */
function clientOf(options: ResilienceOptions = {}): TosClient {
  const next = async (call: CallOptions = {}): Promise<never> => {
    calls.push(call);
    const turn = turns.length > 1 ? turns.shift() : turns[0];
    if (turn instanceof Error) throw turn;
    return turn as never;
  };
  const bare = {
    generateImage: (_bucket, _body, call) => next(call),
    headObject: (_bucket, _key, call) => next(call),
    getObject: (_bucket, _key, call) => next(call),
    putObject: (_bucket, _key, _body, call) => next(call),
    deleteObject: (_bucket, _key, call) => next(call),
    putImageStyle: (_bucket, _name, _content, call) => next(call),
    deleteImageStyle: (_bucket, _name, call) => next(call),
  } satisfies Partial<TosClient>;
  return createResilientClient(bare as unknown as TosClient, {
    retry: { random: () => 0 },
    budget: { least: 1_000 },
    ...options,
  });
}

describe("a write", () => {
  const written = { requestId: "2" };

  it.each<[string, TosError]>([
    ["broke after it was sent", connection(true)],
    ["failed", service(503)],
    ["has no answer that can be read", unreadable(true)],
  ])("is made again when an attempt %s", async (_, failure) => {
    turns = [failure, written];
    expect(await clientOf().putImageStyle("b", "s", "image/rotate,90")).toBe(written);
    expect(calls).toHaveLength(2);
  });

  it.each<[string, TosError]>([
    ["could not be sent", connection(false)],
    ["was turned away", service(429)],
    ["was refused", service(403, "AccessDenied")],
  ])(
    "that may have been carried out fails as such, though the attempt after it %s: that says nothing of the first",
    async (_, last) => {
      const first = connection(true);
      turns = [first, last];
      const tos = clientOf();
      await expect(tos.putImageStyle("b", "s", "image/rotate,90")).rejects.toBe(first);
      turns = [first, last];
      await expect(tos.deleteObject("b", "k")).rejects.toBe(first);
      turns = [first, last];
      await expect(tos.deleteImageStyle("b", "s")).rejects.toBe(first);
    },
  );

  it("that cannot have been carried out fails with what its last attempt came to", async () => {
    const last = service(403, "AccessDenied");
    turns = [connection(false), service(429), last];
    await expect(clientOf().putImageStyle("b", "s", "image/rotate,90")).rejects.toBe(last);
    expect(calls).toHaveLength(3);
  });
});

describe("the deletion of a style", () => {
  it("has succeeded when there is none after an attempt whose answer was lost", async () => {
    turns = [connection(true), null];
    expect(await clientOf().deleteImageStyle("b", "s")).toEqual({ requestId: null });
  });

  it.each<[string, unknown[]]>([
    ["before any attempt was sent", [connection(false), null]],
    ["after one that was turned away", [service(429), null]],
    ["at once", [null]],
  ])("says that there was none %s", async (_, given) => {
    turns = given;
    expect(await clientOf().deleteImageStyle("b", "s")).toBeNull();
  });
});

describe("a generation", () => {
  const body = { TaskType: "text_to_image" } as never;
  const reply = (kind: string) => ({ kind });

  it("is sent again when it was not sent, or turned away, and is judged by its caller", async () => {
    const done = reply("done");
    turns = [connection(false), reply("turned-away"), done];
    const judge = (seen: unknown) => ({ retryAfterMs: null, ...(seen as { kind: "done" }) });
    expect(await clientOf().generateImage("b", body, { judge })).toBe(done);
    expect(calls).toHaveLength(3);
  });

  it("that was too late to be sent is not sent later still", async () => {
    const late = new TosTimeoutError("TextToImage", { sent: false, idempotent: false, timeoutMs: 400 });
    turns = [late, reply("done")];
    const call = clientOf().generateImage("b", body, { deadline: startDeadline(400), leastMs: 0 });
    await expect(call).rejects.toBe(late);
    expect(calls).toHaveLength(1);
  });
});

it.each<[string, TosError]>([
  ["what TOS does not have (501)", service(501, "NotImplemented")],
  ["a write that forbids to overwrite and failed", service(503, null, false)],
  ["a reply that is too large", unreadable(false)],
])("nothing is made again for %s", async (_, failure) => {
  turns = [failure, "never"];
  await expect(clientOf().headObject("b", "k")).rejects.toBe(failure);
  expect(calls).toHaveLength(1);
});

describe("an attempt", () => {
  it("has the time of one attempt, and a transfer that of its caller", async () => {
    turns = [{}];
    const tos = clientOf({ timeoutMs: 5_000 });
    const deadline = startDeadline(60_000);
    await tos.headObject("b", "k", { deadline });
    await tos.getObject("b", "k", { deadline });
    await tos.putObject("b", "k", Buffer.from(""), { deadline });
    expect(calls.map((call) => call.deadline?.timeoutMs)).toEqual([5_000, 60_000, 60_000]);
  });

  it("that took too long is made again while its call has time", async () => {
    turns = [timeout, "done"];
    const tos = clientOf({ timeoutMs: 5_000 });
    expect(await tos.headObject("b", "k", { deadline: startDeadline(60_000) })).toBe("done");
    expect(calls).toHaveLength(2);
  });

  it("is the last when another would have less than 100 ms", async () => {
    const failure = service(503);
    turns = [failure];
    await expect(clientOf().headObject("b", "k", { deadline: startDeadline(90) })).rejects.toBe(failure);
    expect(calls).toHaveLength(1);
  });
});

describe("the breaker of an operation", () => {
  const stateAfter = async (failure: TosError, call: CallOptions = {}): Promise<BreakerState | undefined> => {
    turns = [failure];
    const tos = clientOf({ retries: false });
    for (let made = 0; made < 12; made++) await tos.headObject("b", "k", call).catch(() => {});
    return tos.breakers?.().get("HeadObject");
  };

  it.each<[string, TosError, BreakerState]>([
    ["connections that cannot be made", connection(false), "open"],
    ["connections that break", connection(true), "open"],
    ["503", service(503), "open"],
    ["408", service(408), "open"],
    ["replies that cannot be read", unreadable(true), "open"],
    ["time-outs", timeout, "open"],
    ["replies that are too large", unreadable(false), "closed"],
    ["what TOS does not have (501)", service(501, "NotImplemented"), "closed"],
    ["throttling, with any status", service(503, "SlowDown"), "closed"],
    ["refused keys", service(403, "AccessDenied"), "closed"],
    ["bad input", service(400, "InvalidArgument"), "closed"],
  ])("after %s is %s", async (_, failure, state) => {
    expect(await stateAfter(failure)).toBe(state);
  });

  it("is left as it is by callers who give a call less than half of its normal time", async () => {
    expect(await stateAfter(timeout, { deadline: startDeadline(4_000) })).toBe("closed");
    expect(await stateAfter(timeout, { deadline: startDeadline(9_900) })).toBe("open");
  });

  it("is one for all buckets, and there is none of an operation that was not called", async () => {
    turns = [{}];
    const tos = clientOf();
    for (let bucket = 0; bucket < 100; bucket++) await tos.headObject(`bucket-${bucket}`, "k");
    const expected: [TosOperation, BreakerState][] = [["HeadObject", "closed"]];
    expect([...(tos.breakers?.() ?? [])]).toEqual(expected);
  });
});

it("a thousand calls that all fail are at most eleven hundred attempts", async () => {
  turns = [service(503)];
  const tos = clientOf({ breaker: false, budget: {} });
  const made = Array.from({ length: 1_000 }, () => tos.headObject("b", "k").catch(() => {}));
  await Promise.all(made);
  expect(calls).toHaveLength(1_100);
});
