/** Every query of the dashboard and of the alerts is held to the metrics that a server has which was used. */
import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse as parseYaml } from "yaml";
import { type Observed, runObserved } from "../helpers/observed-scenario.js";
import { readQuery } from "../helpers/promql.js";
import { readSamples, type Sample } from "../helpers/scrape.js";

const DEPLOY = resolve(import.meta.dirname, "../../deploy");

interface Panel {
  readonly id: number;
  readonly type: string;
  readonly title: string;
  readonly gridPos: { readonly x: number; readonly y: number; readonly w: number; readonly h: number };
  readonly targets?: readonly { readonly expr: string; readonly legendFormat: string }[];
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
  readonly for: string;
  readonly labels: { readonly severity: string };
  readonly annotations: Readonly<Record<string, string>>;
}

const dashboard = JSON.parse(
  readFileSync(join(DEPLOY, "grafana/dashboards/tos-image-graphql.json"), "utf8"),
) as { readonly panels: readonly Panel[] };
const alerts = parseYaml(readFileSync(join(DEPLOY, "prometheus/alerts.yml"), "utf8")) as {
  readonly groups: readonly { readonly rules: readonly Rule[] }[];
};
const rules = alerts.groups.flatMap((group) => group.rules);
const panels = dashboard.panels.flatMap(({ title, targets = [] }) =>
  targets.map(({ expr, legendFormat }, index) => ({ name: `${title} ${index + 1}`, expr, legendFormat })),
);
const queries = [...panels, ...rules.map(({ alert, expr }) => ({ name: alert, expr }))].map((query) => ({
  ...query,
  // Grafana's own: what stands for a time or for the chosen instances.
  expr: query.expr.replaceAll("$__rate_interval", "5m").replaceAll("$instance", ".*"),
}));

/** Prometheus itself adds these to what it scrapes. */
const OF_PROMETHEUS = ["instance", "job"];

/** Values that no short scenario brings about. */
const RARE: Readonly<Record<string, readonly string[]>> = {
  limited_by: ["SERVER_QUEUE"],
  outcome: ["401", "403", "TOS_TIMEOUT", "TOS_REPLY", "TOS_UNAVAILABLE", "TimedOut", "partial"],
  code: ["CANCELLED"],
};

let observed: Observed;
let samples: Sample[];
/** The labels that a metric's samples may have, by the name of the samples. */
const labels = new Map<string, readonly string[]>();

beforeAll(async () => {
  observed = await runObserved();
  const { metrics } = observed.server;
  samples = readSamples(await metrics.metrics());
  for (const { name, type, labelNames } of metrics.getMetricsAsArray() as unknown as Metric[]) {
    if (type !== "histogram") labels.set(name, labelNames);
    else {
      for (const suffix of ["_sum", "_count"]) labels.set(name + suffix, labelNames);
      labels.set(`${name}_bucket`, [...labelNames, "le"]);
    }
  }
});
afterAll(() => observed.server.close());

interface Metric {
  readonly name: string;
  readonly type: string;
  readonly labelNames: readonly string[];
}

describe.each(queries)("$name", ({ expr }) => {
  it("asks for metrics that exist, by labels and values that they have", () => {
    const { selectors, grouping } = readQuery(expr);
    expect(selectors.length).toBeGreaterThan(0);
    for (const { metric, matchers } of selectors) {
      const own = labels.get(metric);
      expect(own, metric).toBeDefined();
      const known = [...(own ?? []), ...OF_PROMETHEUS];
      for (const { label, operator, value } of matchers) {
        expect(known, `${metric} by ${label}`).toContain(label);
        if (OF_PROMETHEUS.includes(label)) continue;
        const seen = samples
          .filter(({ name }) => name === metric)
          .map((sample) => sample.labels[label] ?? "");
        const possible = [...seen, ...(RARE[label] ?? [])];
        const wanted = operator.endsWith("~") ? value.split("|") : [value];
        for (const each of wanted) {
          const isMet = possible.some((text) =>
            operator.endsWith("~") ? new RegExp(`^(?:${each})$`).test(text) : text === each,
          );
          expect(isMet, `${metric}{${label}="${each}"}`).toBe(true);
        }
      }
      for (const label of grouping) expect(known, `${metric} by ${label}`).toContain(label);
    }
  });

  it("takes the rate of what only grows, and of nothing else", () => {
    const rated = [...expr.matchAll(/(?:rate|increase)\((\w+)/g)].map(([, name]) => name);
    const growing = [...expr.matchAll(/\b(?:tosgql|process|nodejs)_\w+/g)]
      .map(([name]) => name)
      .filter((name) => /_(total|bucket|sum|count)$|^process_cpu_seconds_total$/.test(name));
    expect(rated.sort()).toEqual(growing.sort());
  });
});

it("every metric of this server is in a panel", () => {
  const asked = new Set(
    panels.flatMap(({ expr }) => [...expr.matchAll(/tosgql_\w+/g)].map(([name]) => name)),
  );
  const families = observed.server.metrics.getMetricsAsArray().map(({ name }) => name);
  const missing = families.filter(
    (name) => name.startsWith("tosgql_") && !asked.has(name) && !asked.has(`${name}_bucket`),
  );
  expect(missing).toEqual([]);
});

it("legends name labels that the queries keep", () => {
  for (const { name, expr, legendFormat } of panels) {
    const { grouping } = readQuery(expr.replaceAll("$__rate_interval", "5m"));
    for (const [, label] of legendFormat.matchAll(/\{\{(\w+)\}\}/g)) expect(grouping, name).toContain(label);
  }
});

it("panels have ids of their own, and do not lie over each other", () => {
  const { panels: all } = dashboard;
  expect(new Set(all.map(({ id }) => id)).size).toBe(all.length);
  for (const [index, { title, gridPos: a }] of all.entries()) {
    expect(a.x + a.w, title).toBeLessThanOrEqual(24);
    for (const { title: other, gridPos: b } of all.slice(index + 1)) {
      const apart = a.x + a.w <= b.x || b.x + b.w <= a.x || a.y + a.h <= b.y || b.y + b.h <= a.y;
      expect(apart, `${title} and ${other}`).toBe(true);
    }
  }
});

it("alerts say how bad it is, what happened, and what to do", () => {
  expect(new Set(rules.map(({ alert }) => alert)).size).toBe(rules.length);
  for (const { alert, labels: given, annotations, for: time } of rules) {
    expect(["critical", "warning", "info"], alert).toContain(given.severity);
    expect(annotations, alert).toEqual({ summary: expect.any(String), description: expect.any(String) });
    expect(time, alert).toMatch(/^\d+[mh]$/);
  }
});
