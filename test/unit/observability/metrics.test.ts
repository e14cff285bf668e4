import { readdirSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { Kind, parse } from "graphql";
import { Registry } from "prom-client";
import { describe, expect, it } from "vitest";
import { readReply } from "../../../src/doubao/reply.js";
import type { GenerationEnd } from "../../../src/generation/generation-observer.js";
import type { GenerationOutcome } from "../../../src/generation/outcome.js";
import { createCallMetrics } from "../../../src/observability/call-metrics.js";
import { createGenerationMetrics } from "../../../src/observability/generation-metrics.js";
import { createMetrics } from "../../../src/observability/metrics.js";
import { createOperationLabel, PUBLISHED_OPERATIONS } from "../../../src/observability/operation-names.js";
import { createUsageMetrics } from "../../../src/observability/usage-metrics.js";
import { TosAbortedError, TosTimeoutError } from "../../../src/tos/errors.js";
import { readSamples, valuesOf } from "../../helpers/scrape.js";

const ROOT = resolve(import.meta.dirname, "../../..");

async function valuesIn(registry: Registry, name: string) {
  return valuesOf(readSamples(await registry.metrics()), name);
}

describe("the metrics of calls", () => {
  const attempt = {
    operation: "HeadObject",
    method: "HEAD",
    origin: "http://localhost",
    bucket: "examplebucket",
  } as const;

  it("tell the breaker's state as 1 among zeros, and follow it", async () => {
    const registry = new Registry();
    const calls = createCallMetrics(registry);
    calls.breakerChanged?.("ImageToImage", "open");
    const state = () => valuesIn(registry, "tosgql_upstream_breaker_state");
    const of = (closed: number, half: number, open: number) => ({
      "operation=ImageToImage,state=closed": closed,
      "operation=ImageToImage,state=half-open": half,
      "operation=ImageToImage,state=open": open,
    });
    expect(await state()).toEqual(of(0, 0, 1));
    calls.breakerChanged?.("ImageToImage", "half-open");
    expect(await state()).toEqual(of(0, 1, 0));
    // A call that comes later does not close it.
    calls.attempt?.({ ...attempt, operation: "ImageToImage" });
    expect(await state()).toEqual(of(0, 1, 0));
    calls.breakerChanged?.("ImageToImage", "closed");
    expect(await state()).toEqual(of(1, 0, 0));
  });

  it("count repetitions, and those that the budget denied", async () => {
    const registry = new Registry();
    const calls = createCallMetrics(registry);
    calls.retrying?.("HeadObject", 100);
    calls.retrying?.("HeadObject", 200);
    calls.retryDenied?.("HeadObject");
    expect(await valuesIn(registry, "tosgql_upstream_retries_total")).toEqual({ "operation=HeadObject": 2 });
    expect(await valuesIn(registry, "tosgql_upstream_retries_denied_total")).toEqual({
      "operation=HeadObject": 1,
    });
  });

  it("time every attempt but those whose caller left", async () => {
    const registry = new Registry();
    const calls = createCallMetrics(registry);
    const begin = () => calls.attempt?.(attempt);
    const of = { sent: true, idempotent: true };
    const [first, second, third] = [begin(), begin(), begin()];
    expect(await valuesIn(registry, "tosgql_upstream_calls_in_flight")).toEqual({
      "operation=HeadObject": 3,
    });
    first?.ended({ kind: "error", error: new TosTimeoutError("HeadObject", { ...of, timeoutMs: 1000 }) });
    second?.ended({ kind: "error", error: new TosAbortedError("HeadObject", of) });
    third?.ended({ kind: "reply", status: 304, requestId: null });
    expect(await valuesIn(registry, "tosgql_upstream_calls_total")).toEqual({
      "operation=HeadObject,outcome=TOS_TIMEOUT": 1,
      "operation=HeadObject,outcome=TOS_ABORTED": 1,
      "operation=HeadObject,outcome=304": 1,
    });
    expect(await valuesIn(registry, "tosgql_upstream_call_duration_seconds_count")).toEqual({
      "operation=HeadObject": 2,
    });
    expect(await valuesIn(registry, "tosgql_upstream_calls_in_flight")).toEqual({
      "operation=HeadObject": 0,
    });
  });
});

describe("the metrics of generations", () => {
  const picture = (data: object, unrecognised: readonly string[] = []): GenerationOutcome => {
    const reply = readReply(JSON.stringify({ code: 10000, data }));
    if (reply.kind !== "report") throw new Error("no report");
    return {
      kind: "GeneratedImage",
      image: { bucket: "tostest", key: "a.jpg" },
      tosRequestId: null,
      model: reply.report,
      unrecognised,
    };
  };
  const end = (outcome: GenerationOutcome, request: Partial<GenerationEnd["request"]> = {}): GenerationEnd =>
    ({
      request: { model: { i2iXlSft: {} }, ...request },
      outcome,
      timings: { lookupMs: 0, queueMs: 2, upstreamMs: 6000, mappingMs: 0.5 },
    }) as GenerationEnd;

  it("let through a hundred names of unknown members, and count the others together", async () => {
    const registry = new Registry();
    const { ended } = createGenerationMetrics(registry);
    for (let index = 0; index < 150; index += 1) ended(end(picture({}, [`data.novelty_${index}`])));
    ended(end(picture({}, ["data.novelty_99", "data.novelty_100"])));
    const counts = await valuesIn(registry, "tosgql_model_unrecognised_fields_total");
    expect(Object.keys(counts)).toHaveLength(101);
    expect(counts).toMatchObject({
      "field=data.novelty_0": 1,
      "field=data.novelty_99": 2,
      "field=…other": 51,
    });
  });

  it.each([-1, null, "x", 1e300])("survive a cost of %j", async (comfyui_cost) => {
    const registry = new Registry();
    const { ended } = createGenerationMetrics(registry);
    ended(end(picture({ comfyui_cost })));
    ended(end(picture({ comfyui_cost: 3 })));
    expect(await valuesIn(registry, "tosgql_model_comfyui_cost_total")).toEqual({ "model=i2i_xl_sft": 3 });
  });

  it("name models by what the catalogue has, and no others", async () => {
    const registry = new Registry();
    const { ended } = createGenerationMetrics(registry);
    const models = [
      { other: { reqKey: "img2img_chinese_style_usage" } },
      { other: { reqKey: "high_aes" } },
      { other: { reqKey: "of_my_own" } },
      { other: { reqKey: "constructor" } },
    ];
    for (const model of models) ended(end(picture({}), { model } as never));
    const of = (model: string) => `code=OK,model=${model},outcome=GeneratedImage`;
    expect(await valuesIn(registry, "tosgql_generations_total")).toEqual({
      [of("img2img_chinese_style")]: 1,
      [of("high_aes")]: 1,
      [of("other")]: 2,
    });
  });

  it("tell stages in seconds", async () => {
    const registry = new Registry();
    createGenerationMetrics(registry).ended(end(picture({})));
    expect(await valuesIn(registry, "tosgql_generation_stage_duration_seconds_sum")).toEqual({
      "model=i2i_xl_sft,stage=queue": 0.002,
      "model=i2i_xl_sft,stage=upstream": 6,
      "model=i2i_xl_sft,stage=mapping": 0.0005,
    });
  });
});

describe("what is in use", () => {
  it("is asked anew at every scrape, and forgotten when it is not told any more", async () => {
    const registry = new Registry();
    const watch = createUsageMetrics(registry);
    expect(await valuesIn(registry, "tosgql_generations_in_flight")).toEqual({});
    const models = new Map([["i2i_xl_sft", { running: 2, queued: 5, concurrency: 2 }]]);
    const pools = new Map([["reads", { connected: 3, free: 1, running: 2, queued: 4 }]]);
    watch({ generations: () => models, pools: () => pools });
    const text = readSamples(await registry.metrics());
    expect(valuesOf(text, "tosgql_generations_in_flight")).toEqual({ "model=i2i_xl_sft": 2 });
    expect(valuesOf(text, "tosgql_generations_queued")).toEqual({ "model=i2i_xl_sft": 5 });
    expect(valuesOf(text, "tosgql_generations_concurrency_limit")).toEqual({ "model=i2i_xl_sft": 2 });
    expect(valuesOf(text, "tosgql_upstream_pool_sockets")).toEqual({
      "pool=reads,state=busy": 2,
      "pool=reads,state=free": 1,
    });
    expect(valuesOf(text, "tosgql_upstream_pool_requests")).toEqual({
      "pool=reads,state=running": 2,
      "pool=reads,state=queued": 4,
    });
    models.clear();
    expect(await valuesIn(registry, "tosgql_generations_in_flight")).toEqual({});
  });
});

describe("labels of operations", () => {
  it("are the names of the published documents", () => {
    const folder = resolve(ROOT, "schema/operations");
    const names = readdirSync(folder).flatMap((file) =>
      parse(readFileSync(resolve(folder, file), "utf8")).definitions.flatMap((definition) =>
        definition.kind === Kind.OPERATION_DEFINITION ? (definition.name?.value ?? []) : [],
      ),
    );
    expect([...PUBLISHED_OPERATIONS].sort()).toEqual(names.sort());
  });

  it("are those of trusted documents too, up to 200 in all", () => {
    const label = createOperationLabel([
      "query Mine { a } query AlsoMine { a }",
      "{ a }",
      "fragment F on T { a }",
    ]);
    expect(["Mine", "AlsoMine", "GenerateImage", "F", "toString", "", null, undefined].map(label)).toEqual([
      "Mine",
      "AlsoMine",
      "GenerateImage",
      "other",
      "other",
      "anonymous",
      "anonymous",
      "anonymous",
    ]);
    const many = createOperationLabel(Array.from({ length: 300 }, (_, index) => `query Q${index} { a }`));
    const labels = Array.from({ length: 300 }, (_, index) => many(`Q${index}`));
    expect(labels.filter((name) => name !== "other")).toHaveLength(200 - PUBLISHED_OPERATIONS.length);
  });
});

it("two apps in a process do not count together", async () => {
  const [one, other] = [createMetrics({ ofProcess: true }), createMetrics({ ofProcess: true })];
  one.calls.retryDenied?.("HeadObject");
  expect(await valuesIn(other.registry, "tosgql_upstream_retries_denied_total")).toEqual({});
  one.http.refusedByPressure();
  expect(await valuesIn(one.registry, "tosgql_http_pressure_refusals_total")).toEqual({ "": 1 });
  expect(await valuesIn(other.registry, "tosgql_http_pressure_refusals_total")).toEqual({ "": 0 });
});

it("names follow the conventions: a prefix, base units, and total for counters", async () => {
  const { registry } = createMetrics({ ofProcess: false });
  const metrics = await registry.getMetricsAsJSON();
  expect(metrics.length).toBeGreaterThan(20);
  for (const { name, type, help } of metrics) {
    expect(name).toMatch(/^tosgql_[a-z_]+$/);
    expect(name.endsWith("_total"), name).toBe(String(type) === "counter");
    expect(name.endsWith("_seconds"), name).toBe(String(type) === "histogram");
    expect(help, name).toMatch(/\.$/);
  }
});
