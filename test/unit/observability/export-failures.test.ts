import type { SpanExporter } from "@opentelemetry/sdk-trace-node";
import { pino } from "pino";
import { expect, it } from "vitest";
import { reportFailures } from "../../../src/observability/export-failures.js";

type Result = Parameters<Parameters<SpanExporter["export"]>[1]>[0];

function setUp(error: Error | undefined) {
  const lines: string[] = [];
  const results: Result[] = [];
  const clock = { ms: 0 };
  const failing: SpanExporter = {
    export: (_spans, done) => done(error === undefined ? { code: 0 } : { code: 1, error }),
    shutdown: async () => {},
  };
  const log = pino({ base: null }, { write: (line: string) => lines.push(line) });
  const exporter = reportFailures(failing, log, () => clock.ms);
  const send = (count: number) => exporter.export(Array(count).fill({}), (result) => results.push(result));
  const told = () => lines.map((line) => JSON.parse(line) as Record<string, unknown>);
  return { send, told, results, clock };
}

it("tells of spans that are lost once a minute, with how many they were since", () => {
  const error = Object.assign(new Error("connect ECONNREFUSED 10.0.0.1:4318"), { code: "ECONNREFUSED" });
  const { send, told, clock } = setUp(error);
  for (const count of [3, 4, 5]) send(count);
  clock.ms = 59_999;
  send(6);
  expect(told()).toMatchObject([
    { level: 40, spans: 3, reason: "ECONNREFUSED", msg: "traces could not be sent" },
  ]);
  clock.ms = 60_000;
  send(7);
  expect(told()).toHaveLength(2);
  expect(told()[1]).toMatchObject({ spans: 22 });
});

it("says the status or the kind of an error, and nothing of its message", () => {
  const { send, told } = setUp(new TypeError("the collector's own words"));
  send(1);
  expect(told()).toMatchObject([{ reason: "TypeError" }]);
  expect(JSON.stringify(told())).not.toContain("words");
});

it("lets the processor go on as if they had been sent", () => {
  const { send, results, told } = setUp(new Error("no"));
  send(1);
  expect(results).toEqual([{ code: 0 }]);
  const fine = setUp(undefined);
  fine.send(1);
  expect([fine.results, fine.told()]).toEqual([[{ code: 0 }], []]);
  expect(told()).toHaveLength(1);
});
