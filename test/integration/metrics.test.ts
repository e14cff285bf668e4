/** What the metrics tell of a server that was used, and where they are served. */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { createApp } from "../../src/app.js";
import { createConfig } from "../../src/settings.js";
import { GenerateImageDocument } from "../generated/operations.js";
import { startEmulatedServer } from "../helpers/emulated-server.js";
import { CANARY, type Observed, runObserved } from "../helpers/observed-scenario.js";
import { readSamples, type Sample, scrape, valuesOf } from "../helpers/scrape.js";
import { startServerFor } from "../helpers/server.js";
import { json, startStubUpstream } from "../helpers/stub-upstream.js";

/** An upstream that is not called. */
const UNUSED = "http://127.0.0.1:9";

/** Once every answer is on its way: a request is counted when its connection is free again. */
async function settled(url: string): Promise<Sample[]> {
  return vi.waitFor(async () => {
    const samples = await scrape(url);
    expect(valuesOf(samples, "tosgql_http_requests_in_flight")).toEqual({ "": 0 });
    return samples;
  });
}

describe("after a scenario", () => {
  let observed: Observed;
  let samples: Sample[];
  const values = (name: string) => valuesOf(samples, name);

  beforeAll(async () => {
    observed = await runObserved();
    samples = await settled(observed.server.metricsUrl);
  });
  afterAll(() => observed.server.close());

  it("generations are counted by model, outcome and code", () => {
    const ofModel = (model: string, outcome: string, code: string) =>
      `code=${code},model=${model},outcome=${outcome}`;
    expect(values("tosgql_generations_total")).toEqual({
      [ofModel("i2i_xl_sft", "GeneratedImage", "OK")]: 3,
      [ofModel("other", "GenerationFailed", "MODEL_PARAMETERS_REJECTED")]: 1,
      [ofModel("i2i_xl_sft", "ContentRejected", "CONTENT_REJECTED")]: 2,
      [ofModel("i2i_xl_sft", "RateLimited", "RATE_LIMITED")]: 1,
      [ofModel("i2i_xl_sft", "StyleNotFound", "STYLE_NOT_FOUND")]: 1,
      [ofModel("i2i_xl_sft", "SourceRejected", "SOURCE_REJECTED")]: 1,
      [ofModel("i2i_xl_sft", "GenerationFailed", "CONNECTION_FAILED")]: 1,
      [ofModel("i2i_xl_sft", "GenerationFailed", "STORAGE_FAULT")]: 1,
    });
    expect(values("tosgql_moderation_refusals_total")).toEqual({
      "model=i2i_xl_sft,stage=INPUT_TEXT": 1,
      "model=i2i_xl_sft,stage=OUTPUT_IMAGE": 1,
    });
    expect(values("tosgql_generations_rate_limited_total")).toEqual({
      "limited_by=MODEL_RATE,model=i2i_xl_sft": 1,
    });
  });

  it("their time is told by stage, of those stages that a generation came to", () => {
    const counts = values("tosgql_generation_stage_duration_seconds_count");
    // One missed its style, and one had no reply to read.
    expect(counts).toMatchObject({
      "model=i2i_xl_sft,stage=lookup": 10,
      "model=i2i_xl_sft,stage=upstream": 9,
      "model=i2i_xl_sft,stage=mapping": 8,
      "model=other,stage=upstream": 1,
    });
    const sums = values("tosgql_generation_stage_duration_seconds_sum");
    expect(sums["model=i2i_xl_sft,stage=upstream"]).toBeGreaterThan(0.001);
    expect(sums["model=i2i_xl_sft,stage=upstream"]).toBeLessThan(20);
  });

  it("the model's costs are added up, and members that it was not known to send are named", () => {
    expect(values("tosgql_model_comfyui_cost_total")).toEqual({ "model=i2i_xl_sft": 5 + 5 + 7 });
    expect(values("tosgql_model_unrecognised_fields_total")).toEqual({
      "field=novel": 1,
      "field=data.novelty": 1,
    });
  });

  it("calls to TOS are as many as the emulator has seen, by how they ended", () => {
    const counted = Object.entries(values("tosgql_upstream_calls_total"));
    const generations = counted.filter(([labels]) => labels.startsWith("operation=ImageToImage"));
    expect(Object.fromEntries(generations)).toEqual({
      "operation=ImageToImage,outcome=200": 3,
      "operation=ImageToImage,outcome=400": 3,
      "operation=ImageToImage,outcome=404": 1,
      "operation=ImageToImage,outcome=429": 1,
      "operation=ImageToImage,outcome=503": 1,
      "operation=ImageToImage,outcome=TOS_CONNECTION": 1,
    });
    const total = counted.reduce((sum, [, value]) => sum + value, 0);
    expect(total).toBe(observed.server.emulator.requests.all().length);
    const timed = Object.values(values("tosgql_upstream_call_duration_seconds_count"));
    expect(timed.reduce((sum, value) => sum + value, 0)).toBe(total);
    expect(new Set(Object.values(values("tosgql_upstream_calls_in_flight")))).toEqual(new Set([0]));
  });

  it("every operation that was called has its breaker's state and its repetitions, though there were none", () => {
    expect(values("tosgql_upstream_breaker_state")).toMatchObject({
      "operation=ImageToImage,state=closed": 1,
      "operation=ImageToImage,state=half-open": 0,
      "operation=ImageToImage,state=open": 0,
    });
    expect(values("tosgql_upstream_retries_total")).toMatchObject({ "operation=HeadObject": 0 });
    expect(values("tosgql_upstream_retries_denied_total")).toMatchObject({ "operation=HeadObject": 0 });
  });

  it("look-ups of lists of styles are told by what they cost", () => {
    expect(values("tosgql_style_cache_lookups_total")).toEqual({
      "result=hit": 3,
      "result=stale": 0,
      "result=shared": 0,
      "result=miss": 2,
    });
  });

  it("operations are counted by names that are known, whatever names clients send", () => {
    const of = (operation: string, type: string, outcome: string) =>
      `operation=${operation},outcome=${outcome},type=${type}`;
    expect(values("tosgql_operations_total")).toEqual({
      [of("GenerateImage", "mutation", "ok")]: 11,
      [of("other", "query", "error")]: 1,
      [of("other", "query", "ok")]: 1,
      [of("anonymous", "query", "ok")]: 1,
      [of("anonymous", "unknown", "refused")]: 2,
    });
    expect(values("tosgql_operation_errors_total")).toEqual({
      "code=UPSTREAM_UNAVAILABLE": 1,
      "code=GRAPHQL_VALIDATION_FAILED": 2,
    });
    expect(values("tosgql_operation_duration_seconds_count")).toMatchObject({
      "operation=GenerateImage,type=mutation": 11,
    });
  });

  it("HTTP requests are counted by route, of which paths that do not exist are none", () => {
    expect(values("tosgql_http_requests_total")).toEqual({
      "method=POST,route=/graphql,status=200": 14,
      "method=POST,route=/graphql,status=400": 2,
      "method=GET,route=unmatched,status=404": 1,
      "method=GET,route=/healthz,status=200": 1,
    });
  });

  it("the process is measured, and nothing that a caller sent is told", () => {
    expect(values("process_resident_memory_bytes")[""]).toBeGreaterThan(10_000_000);
    expect(values("nodejs_eventloop_lag_p99_seconds")[""]).toBeGreaterThan(0);
    expect(JSON.stringify(samples)).not.toContain(CANARY);
  });
});

it("a client that leaves is counted as 499, and what it left is not in flight any more", async () => {
  const upstream = await startStubUpstream(() => {});
  const server = await startServerFor(upstream.url, { METRICS: "on", METRICS_PORT: "0" });
  const client = new AbortController();
  upstream.respond(() => client.abort());
  const left = server.post(
    { query: "{ processingStyles { name } }" },
    {
      signal: client.signal,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: "{ processingStyles { name } }" }),
    },
  );
  await expect(left).rejects.toThrow("aborted");
  const samples = await settled(server.metricsUrl);
  expect(valuesOf(samples, "tosgql_http_requests_total")).toEqual({
    "method=POST,route=/graphql,status=499": 1,
  });
  await expect
    .poll(async () => valuesOf(await scrape(server.metricsUrl), "tosgql_upstream_calls_total"))
    .toEqual({ "operation=ListBucketImageStyle,outcome=TOS_ABORTED": 1 });
  await server.close();
  await upstream.close();
});

it("observers that are passed are told beside the metrics", async () => {
  const upstream = await startStubUpstream(json(200, { ImageStyles: [] }));
  const told: string[] = [];
  const app = await createApp(
    createConfig({
      TOS_ENDPOINT: upstream.url,
      TOS_ACCESS_KEY: "testAK",
      TOS_SECRET_KEY: "testSK",
      TOS_BUCKET: "examplebucket",
      GENERATION_SOURCE_CHECK: false,
      PORT: 0,
      LOG_LEVEL: "silent",
    }),
    {
      observers: {
        calls: {
          attempt: ({ operation }) => ({ ended: ({ kind }) => void told.push(`${operation} ${kind}`) }),
        },
        generations: { ended: ({ outcome }) => void told.push(outcome.kind) },
        styles: { lookedUp: (result) => void told.push(result) },
      },
    },
  );
  const query = `mutation { generateImage(input: { prompt: "x", source: { key: "a.jpg" },
    preprocess: { style: "none" }, output: { bucket: "tostest", key: "b.jpg" } }) { __typename } }`;
  await app.http.inject({ method: "POST", url: "/graphql", payload: { query } });
  expect(told).toEqual(["miss", "ListBucketImageStyle reply", "StyleNotFound"]);
  const counted = readSamples(await app.metrics.metrics());
  expect(valuesOf(counted, "tosgql_upstream_calls_total")).toEqual({
    "operation=ListBucketImageStyle,outcome=200": 1,
  });
  expect(valuesOf(counted, "tosgql_generations_total")).toEqual({
    "code=STYLE_NOT_FOUND,model=i2i_xl_sft,outcome=StyleNotFound": 1,
  });
  await app.close();
  await upstream.close();
});

describe("the metrics' own server", () => {
  it("has nothing but /metrics", async () => {
    const server = await startEmulatedServer({ METRICS: "on", METRICS_PORT: "0" });
    const at = (path: string, init?: RequestInit) => fetch(new URL(path, server.metricsUrl), init);
    const found = await at("/metrics");
    expect(found.status).toBe(200);
    expect(found.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    expect(found.headers.get("cache-control")).toBe("no-store");
    expect(readSamples(await found.text()).length).toBeGreaterThan(50);
    expect((await at("/metrics?name=value")).status).toBe(200);
    expect((await at("/metrics", { method: "HEAD" })).status).toBe(200);
    expect((await at("/metrics", { method: "POST" })).status).toBe(405);
    for (const path of ["/", "/graphql", "/healthz", "/metricsx"]) expect((await at(path)).status).toBe(404);
    expect((await fetch(new URL("/metrics", server.url))).status).toBe(404);
    await server.close();
    await expect(at("/metrics")).rejects.toThrow();
  });

  it("answers while the API finishes what is under way", async () => {
    let finish = (): void => {};
    const held = new Promise<void>((resolve) => {
      finish = resolve;
    });
    const upstream = await startStubUpstream();
    const server = await startServerFor(upstream.url, { METRICS: "on", METRICS_PORT: "0" });
    const called = new Promise<void>((resolve) => {
      upstream.respond((response) => {
        resolve();
        void held.then(() => response.writeHead(500).end());
      });
    });
    const input = { prompt: "x", source: { key: "a.jpg" }, output: { bucket: "tostest", key: "b.jpg" } };
    const answer = server.execute(GenerateImageDocument, { input });
    await called;
    const closed = server.close();
    const samples = await scrape(server.metricsUrl);
    expect(valuesOf(samples, "tosgql_upstream_calls_in_flight")).toEqual({ "operation=ImageToImage": 1 });
    finish();
    expect((await answer).generateImage.__typename).toBe("GenerationFailed");
    await closed;
    await upstream.close();
  });

  it("is not there unless it is asked for, while the registry always is", async () => {
    const settings = { TOS_ENDPOINT: UNUSED, TOS_ACCESS_KEY: "testAK", TOS_SECRET_KEY: "testSK" };
    const app = await createApp(createConfig({ ...settings, PORT: 0, LOG_LEVEL: "silent" }));
    await app.listen();
    expect(app.metricsUrl()).toBeNull();
    const text = await app.metrics.metrics();
    expect(text).toContain("tosgql_http_requests_in_flight 0");
    // Those of the process are an embedding program's own.
    expect(text).not.toContain("process_cpu_seconds_total");
    await app.close();
  });

  it("that cannot have its port is a problem of the configuration", async () => {
    const other = createServer().listen(0, "127.0.0.1");
    await new Promise((resolve) => other.once("listening", resolve));
    const { port } = other.address() as AddressInfo;
    const taken = { METRICS: "on", METRICS_PORT: String(port) };
    await expect(startServerFor(UNUSED, taken)).rejects.toThrow(
      `METRICS_PORT ${port} is in use: choose another`,
    );
    other.close();
  });
});
