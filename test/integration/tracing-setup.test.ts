/** Whether and where traces are sent, and that requests never wait for it. */
import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { createApp } from "../../src/app.js";
import { createConfig } from "../../src/settings.js";
import { startEmulatedServer } from "../helpers/emulated-server.js";
import { startServerFor } from "../helpers/server.js";
import { json, startStubUpstream } from "../helpers/stub-upstream.js";
import { startTraceCollector } from "../helpers/trace-collector.js";

const TRACE_ID = "0af7651916cd43dd8448eb211c80319c";
const STYLES = { query: '{ processingStyles(bucket: "examplebucket") { name } }' };
const withParent = (flags = "01") => ({
  headers: {
    "content-type": "application/json",
    traceparent: `00-${TRACE_ID}-b7ad6b7169203331-${flags}`,
    baggage: "user=1",
  },
});
const STYLE_LIST = json(200, { ImageStyles: [] });

it("is off by default: TOS is told of no trace, not even of one that the client has", async () => {
  const server = await startEmulatedServer();
  await server.post(STYLES, withParent());
  await server.close();
  const [record] = server.emulator.requests.all("ListBucketImageStyle");
  expect(record).toMatchObject({ status: 200 });
  expect(record?.headers).not.toHaveProperty("traceparent");
  expect(server.logged.join("")).not.toContain("traceId");
});

it("loads nothing of the SDK unless traces are configured", async () => {
  const endpoint = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://127.0.0.1:4318" };
  const settings = [{}, { ...endpoint, OTEL_SDK_DISABLED: "true" }, endpoint];
  const script = `
    const { createApp, createConfig } = await import("./src/index.ts");
    const { createRequire } = await import("node:module");
    const common = { LOG_LEVEL: "silent", TOS_EMULATOR: "off", TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };
    const loaded = [];
    for (const settings of ${JSON.stringify(settings)}) {
      const app = await createApp(createConfig({ ...common, ...settings }));
      await app.close();
      const files = Object.keys(createRequire(import.meta.url).cache);
      const names = files.flatMap((file) => /@opentelemetry[\\\\/]([\\w-]+)/.exec(file)?.[1] ?? []);
      loaded.push([...new Set(names)]);
    }
    console.log(JSON.stringify(loaded));`;
  const { stdout } = await promisify(execFile)(process.execPath, [
    ...["--import", "tsx", "--input-type=module", "--eval", script],
  ]);
  const [off, disabled, on] = JSON.parse(stdout);
  expect([off, disabled]).toEqual([["api"], ["api"]]);
  expect(on).toEqual(expect.arrayContaining(["api", "exporter-trace-otlp-proto", "sdk-trace-node"]));
}, 60_000);

it("answers as ever while nobody collects, ends soon, and says so once", async () => {
  const gone = await startTraceCollector();
  await gone.close();
  const upstream = await startStubUpstream(STYLE_LIST);
  const server = await startServerFor(upstream.url, { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: gone.url });
  // More than two batches, so that some are sent before the end.
  for (let round = 0; round < 30; round++) {
    const replies = await Promise.all(Array.from({ length: 20 }, () => server.post(STYLES)));
    expect(replies.map(({ status }) => status)).toEqual(Array(20).fill(200));
  }
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  await upstream.close();
  const warnings = server.logged.map((line) => JSON.parse(line)).filter(({ level }) => level === 40);
  expect(warnings.map(({ msg }) => msg)).toEqual([
    "the last traces could not be sent: the collector does not take them in time",
  ]);
});

it("waits for a collector that never answers for a few seconds only, when it ends", async () => {
  const collector = await startTraceCollector(() => {});
  const upstream = await startStubUpstream(STYLE_LIST);
  const server = await startServerFor(upstream.url, { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url });
  expect((await server.post(STYLES)).status).toBe(200);
  const began = performance.now();
  await server.close();
  expect(performance.now() - began).toBeLessThan(5_000);
  expect(collector.exports).toHaveLength(1);
  await collector.close();
  await upstream.close();
});

it.each([
  ["always_off", "1", "01", [], "00"],
  ["parentbased_always_on", "1", "00", [], "00"],
  ["parentbased_always_off", "1", "01", ["GET", "query", "POST /graphql"], "01"],
  ["parentbased_traceidratio", "0", "01", ["GET", "query", "POST /graphql"], "01"],
  ["traceidratio", "0", "01", [], "00"],
  ["traceidratio", "1", "00", ["GET", "query", "POST /graphql"], "01"],
])(
  "with the sampler %s (%s), a request with flags %s makes spans %j",
  async (sampler, ratio, flags, names, sent) => {
    const collector = await startTraceCollector();
    const upstream = await startStubUpstream(STYLE_LIST);
    const server = await startServerFor(upstream.url, {
      OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
      OTEL_TRACES_SAMPLER: sampler,
      OTEL_TRACES_SAMPLER_ARG: ratio,
    });
    await server.post(STYLES, withParent(flags));
    await server.close();
    expect(collector.spans().map(({ name }) => name)).toEqual(names);
    // TOS is told of the trace in any case, and whether it is kept.
    expect(upstream.received[0]?.headers.traceparent).toMatch(
      new RegExp(`^00-${TRACE_ID}-[0-9a-f]{16}-${sent}$`),
    );
    expect(upstream.received[0]?.headers).not.toHaveProperty("baggage");
    await collector.close();
    await upstream.close();
  },
);

it("takes no trace from clients and tells TOS of none without propagators", async () => {
  const collector = await startTraceCollector();
  const upstream = await startStubUpstream(STYLE_LIST);
  const server = await startServerFor(upstream.url, {
    OTEL_EXPORTER_OTLP_ENDPOINT: collector.url,
    OTEL_PROPAGATORS: "none",
  });
  await server.post(STYLES, withParent());
  await server.close();
  const [call, , request] = collector.spans();
  expect(request).toMatchObject({ name: "POST /graphql", parentSpanId: "" });
  expect(request?.traceId).not.toBe(TRACE_ID);
  expect(call?.traceId).toBe(request?.traceId);
  expect(upstream.received[0]?.headers).not.toHaveProperty("traceparent");
  await collector.close();
  await upstream.close();
});

it("keeps the traces of two apps in one process apart", async () => {
  const names = ["first", "second"];
  const upstream = await startStubUpstream(STYLE_LIST);
  const collectors = await Promise.all(names.map(() => startTraceCollector()));
  const apps = await Promise.all(
    collectors.map(({ url }, index) =>
      createApp(
        createConfig({
          PORT: 0,
          LOG_LEVEL: "silent",
          TOS_ENDPOINT: upstream.url,
          TOS_ACCESS_KEY: "ak",
          TOS_SECRET_KEY: "sk",
          OTEL_EXPORTER_OTLP_ENDPOINT: url,
          OTEL_SERVICE_NAME: names[index] ?? "",
        }),
      ),
    ),
  );
  for (const app of apps) {
    await fetch(await app.listen(), { method: "POST", body: JSON.stringify(STYLES), ...withParent() });
  }
  // The one that ends first takes nothing from the other.
  await apps[0]?.close();
  await fetch(`${apps[1]?.http.listeningOrigin}/graphql`, {
    method: "POST",
    body: JSON.stringify(STYLES),
    ...withParent(),
  });
  await apps[1]?.close();
  const seen = collectors.map((collector) =>
    collector
      .spans()
      .flatMap(({ name, kind, resource }) => (kind === "CLIENT" ? [] : [[name, resource["service.name"]]])),
  );
  const once = (service: string) => [
    ["query", service],
    ["POST /graphql", service],
  ];
  expect(seen).toEqual([once("first"), [...once("second"), ...once("second")]]);
  for (const collector of collectors) await collector.close();
  await upstream.close();
});
