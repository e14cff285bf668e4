import { describe, expect, it } from "vitest";
import { type AdmissionOptions, createAdmission } from "../../../src/generation/admission.js";
import { createGenerate, type GenerateCall } from "../../../src/generation/generate.js";
import type { GenerationEnd } from "../../../src/generation/generation-observer.js";
import type { ImageToImageRequest } from "../../../src/generation/request.js";
import { startDeadline } from "../../../src/tos/deadline.js";
import type { GenerationReply } from "../../../src/tos/image-generation.js";

const request: ImageToImageRequest = {
  task: "IMAGE_TO_IMAGE",
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { style: "style01" },
  output: { bucket: "tostest", key: "newgen.jpg", forbidOverwrite: false, postprocess: null },
  model: { i2iXlSft: {} },
  timeoutMs: 60_000,
};

const unexpected = (): never => {
  throw new Error("nothing is to be asked or sent");
};

/** A batch gives its members a deadline that began before their turn. */
const generate = (timeoutMs: number, signal?: AbortSignal) =>
  createGenerate({
    tos: { generateImage: unexpected },
    defaultTimeoutMs: 60_000,
    checkSource: true,
    onFault: unexpected,
  })(request, { findStyle: unexpected, findHead: unexpected, deadline: startDeadline(timeoutMs), signal });

it("a generation whose time was over before its turn asks and sends nothing", async () => {
  expect(await generate(0)).toMatchObject({ kind: "TimedOut", sent: false, retry: "SAFE" });
});

it("a generation whose caller left before its turn asks and sends nothing", async () => {
  expect(await generate(60_000, AbortSignal.abort())).toMatchObject({ code: "CANCELLED", retry: "SAFE" });
});

describe("a fault of ours", () => {
  const fault = new Error("a bug");
  const faulty = (named: "findHead" | "generateImage") => {
    const told: unknown[] = [];
    const throws = (name: string) => async () => {
      if (name === named) throw fault;
      return null;
    };
    const outcome = createGenerate({
      tos: { generateImage: throws("generateImage") as never },
      defaultTimeoutMs: 60_000,
      checkSource: true,
      onFault: (error) => told.push(error),
    })({ ...request, preprocess: null }, { findStyle: unexpected, findHead: throws("findHead") });
    return { outcome, told };
  };

  it("before the generation is sent is a failure of it that costs nothing, and is told of", async () => {
    const { outcome, told } = faulty("findHead");
    expect(await outcome).toMatchObject({ code: "UNKNOWN", retry: "SAFE", possibleOutput: null });
    expect(told).toEqual([fault]);
  });

  it("after it says where the picture may be", async () => {
    const { outcome, told } = faulty("generateImage");
    const { bucket, key } = request.output;
    expect(await outcome).toMatchObject({
      code: "UNKNOWN",
      retry: "MAY_CHARGE_AGAIN",
      possibleOutput: { bucket, key },
    });
    expect(told).toEqual([fault]);
  });
});

it("an observer that throws costs no picture, and none that another is told of it", async () => {
  const fault = new Error("a bug");
  const faulty = {
    ended(): never {
      throw fault;
    },
  };
  const faults: unknown[] = [];
  const ends: GenerationEnd[] = [];
  const text = JSON.stringify({ resp_json: { code: 10000, data: null } });
  const made = createGenerate({
    tos: { generateImage: async () => ({ status: 200, text, requestId: "1", error: null }) },
    defaultTimeoutMs: 60_000,
    checkSource: false,
    onFault: (error) => faults.push(error),
    observer: { ended: (end) => ends.push(end) },
  });
  const outcome = await made(
    { ...request, preprocess: null },
    { findStyle: unexpected, findHead: unexpected, observer: faulty },
  );
  expect(outcome).toMatchObject({ kind: "GeneratedImage" });
  expect(faults).toEqual([fault]);
  expect(ends).toMatchObject([{ outcome: { kind: "GeneratedImage" } }]);
});

describe("a generation that waits for its place", () => {
  const reply: GenerationReply = {
    status: 200,
    text: JSON.stringify({ resp_json: { code: 10000, data: null } }),
    requestId: null,
    error: null,
  };

  /** Generates with an upstream that answers when it is told to. */
  function held(options: Partial<AdmissionOptions> = {}) {
    const sent: { readonly prompt: string; answer(): void }[] = [];
    const looked: string[] = [];
    const ended: GenerationEnd[] = [];
    const admission = createAdmission({ concurrency: 1, queue: 100, queueTimeoutMs: 0, ...options });
    const generate = createGenerate({
      tos: {
        generateImage: (_bucket, { InputDataSource: { Prompt: prompt } }) =>
          new Promise((resolve) => void sent.push({ prompt, answer: () => resolve(reply) })),
      },
      defaultTimeoutMs: 60_000,
      checkSource: true,
      onFault: unexpected,
      observer: { ended: (end) => void ended.push(end) },
      admission,
    });
    const start = (prompt: string, call: Partial<GenerateCall> = {}) =>
      generate(
        { ...request, prompt, preprocess: null },
        {
          findStyle: unexpected,
          findHead: async () => {
            looked.push(prompt);
            return null;
          },
          ...call,
        },
      );
    const stats = () => admission.stats().get("i2i_xl_sft");
    return { start, sent, looked, ended, admission, stats };
  }
  const until = <T>(read: () => T) => expect.poll(read, { interval: 1 });

  it("of one principal stands behind one of another's fifty at the most", async () => {
    const { start, sent, stats } = held();
    const many = Array.from({ length: 51 }, (_, index) => start(`a${index}`, { principal: "a" }));
    await until(stats).toMatchObject({ running: 1, queued: 50 });
    const one = start("b", { principal: "b" });
    await until(stats).toMatchObject({ queued: 51 });
    for (let served = 0; served < 52; served++) {
      await until(() => sent.length).toBe(served + 1);
      sent[served]?.answer();
    }
    expect(sent.slice(0, 4).map(({ prompt }) => prompt)).toEqual(["a0", "a1", "b", "a2"]);
    const outcomes = await Promise.all([one, ...many]);
    expect(new Set(outcomes.map(({ kind }) => kind))).toEqual(new Set(["GeneratedImage"]));
    expect(stats()).toMatchObject({ running: 0, queued: 0 });
  });

  it("is refused before anything is looked up when the queue is full", async () => {
    const { start, sent, looked } = held({ queue: 0 });
    const running = start("a");
    await until(() => sent.length).toBe(1);
    expect(await start("b")).toMatchObject({
      kind: "RateLimited",
      code: "RATE_LIMITED",
      limitedBy: "SERVER_QUEUE",
      retry: "SAFE",
      retryAfterMs: 6_000,
      possibleOutput: null,
    });
    expect(looked).toEqual(["a"]);
    sent[0]?.answer();
    await running;
  });

  it("is refused after its look-ups when the queue has filled meanwhile", async () => {
    const { start, sent, looked } = held({ queue: 0 });
    const both = [start("a"), start("b")];
    await until(() => sent.length).toBe(1);
    sent[0]?.answer();
    expect(await Promise.all(both)).toMatchObject([
      { kind: "GeneratedImage" },
      { kind: "RateLimited", limitedBy: "SERVER_QUEUE" },
    ]);
    expect(looked).toEqual(["a", "b"]);
  });

  it("tells how long it waited for its place", async () => {
    const { start, sent, stats, ended } = held();
    const first = start("a");
    await until(() => sent.length).toBe(1);
    const began = performance.now();
    const second = start("b");
    await until(stats).toMatchObject({ queued: 1 });
    const queued = performance.now();
    await until(() => performance.now() - queued).toBeGreaterThan(30);
    const waited = performance.now() - queued;
    sent[0]?.answer();
    await until(() => sent.length).toBe(2);
    sent[1]?.answer();
    await Promise.all([first, second]);
    const [one = 0, two = 0] = ended.map(({ timings }) => timings.queueMs);
    expect(one).toBeLessThan(two);
    expect(two).toBeGreaterThanOrEqual(waited);
    expect(two).toBeLessThan(performance.now() - began);
  });

  it("is dropped at once when its caller leaves, and its place goes to the next", async () => {
    const { start, sent, stats } = held();
    const running = start("a");
    await until(() => sent.length).toBe(1);
    const client = new AbortController();
    const left = start("b", { signal: client.signal });
    const next = start("c");
    await until(stats).toMatchObject({ queued: 2 });
    client.abort();
    expect(stats()).toMatchObject({ running: 1, queued: 1 });
    expect(await left).toMatchObject({ code: "CANCELLED", retry: "SAFE" });
    sent[0]?.answer();
    await until(() => sent.length).toBe(2);
    sent[1]?.answer();
    await Promise.all([running, next]);
    expect(sent.map(({ prompt }) => prompt)).toEqual(["a", "c"]);
  });

  it("keeps its place until the reply once it was sent, though its caller has left", async () => {
    const { start, sent, stats } = held();
    const client = new AbortController();
    const paid = start("a", { signal: client.signal });
    await until(() => sent.length).toBe(1);
    client.abort();
    const next = start("b");
    await until(stats).toMatchObject({ running: 1, queued: 1 });
    sent[0]?.answer();
    expect(await paid).toMatchObject({ kind: "GeneratedImage" });
    await until(() => sent.length).toBe(2);
    sent[1]?.answer();
    await next;
  });

  it("ends in time, unsent, half a second before its deadline", async () => {
    const { start, sent } = held();
    const running = start("a");
    await until(() => sent.length).toBe(1);
    expect(await start("b", { deadline: startDeadline(600) })).toMatchObject({
      kind: "TimedOut",
      sent: false,
      retry: "SAFE",
      timeoutMs: 600,
    });
    sent[0]?.answer();
    await running;
  });

  it("gives its place back after a fault of ours", async () => {
    const { admission, stats } = held();
    const faulty = createGenerate({
      tos: { generateImage: () => Promise.reject(new Error("a bug")) },
      defaultTimeoutMs: 60_000,
      checkSource: false,
      onFault: () => {},
      admission,
    });
    const call = { findStyle: unexpected, findHead: unexpected };
    expect(await faulty({ ...request, preprocess: null }, call)).toMatchObject({ code: "UNKNOWN" });
    expect(stats()).toMatchObject({ running: 0, queued: 0 });
  });

  it("is told that the server stops when that does not let it wait any longer", async () => {
    const { start, sent, stats, admission } = held();
    const running = start("a");
    await until(() => sent.length).toBe(1);
    const waiting = start("b");
    await until(stats).toMatchObject({ queued: 1 });
    admission.close();
    expect(await waiting).toMatchObject({ kind: "RateLimited", limitedBy: "SERVER_QUEUE", retry: "SAFE" });
    sent[0]?.answer();
    expect(await running).toMatchObject({ kind: "GeneratedImage" });
  });
});
