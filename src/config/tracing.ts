/** The part of the configuration that says where traces are sent: some of OpenTelemetry's own variables, under its rules. */
import type { Reader } from "./reader.js";

export const SAMPLERS = [
  "parentbased_always_on",
  "parentbased_always_off",
  "parentbased_traceidratio",
  "always_on",
  "always_off",
  "traceidratio",
] as const;

/** The one that is spoken: others, such as `grpc`, would need a package of their own. */
export const OTLP_PROTOCOLS = ["http/protobuf"] as const;

export interface TracingConfig {
  /** Where the collector takes traces: `http://collector:4318/v1/traces`. */
  readonly endpoint: string;
  /** What the collector asks for, such as a key. */
  readonly headers: Readonly<Record<string, string>>;
  /** `service.name` and what else is said of this process. */
  readonly resource: Readonly<Record<string, string>>;
  readonly sampler: (typeof SAMPLERS)[number];
  /** Which part of the traces that begin here is kept, 0 to 1, where the sampler goes by it. */
  readonly ratio: number;
  /** Whether the context of a trace is taken from requests and sent along to TOS. */
  readonly propagated: boolean;
}

/** Null when traces are sent nowhere. What is wrong with the other variables is then no matter: they are every process's. */
export function readTracing(read: Reader): TracingConfig | null {
  const disabled = read.choice("OTEL_SDK_DISABLED", ["true", "false"] as const, "false") === "true";
  const base = readUrl(read, "OTEL_EXPORTER_OTLP_ENDPOINT");
  const own = readUrl(read, "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT");
  if (disabled || (base === null && own === null)) return null;
  read.choice("OTEL_EXPORTER_OTLP_PROTOCOL", OTLP_PROTOCOLS, "http/protobuf");
  const serviceName = read.text("OTEL_SERVICE_NAME");
  const attributes = readPairs(read, "OTEL_RESOURCE_ATTRIBUTES");
  const propagators = (read.text("OTEL_PROPAGATORS") ?? "tracecontext").split(",");
  return {
    endpoint: own ?? `${base?.replace(/\/$/, "")}/v1/traces`,
    headers: readPairs(read, "OTEL_EXPORTER_OTLP_HEADERS"),
    resource: {
      "service.name": "tos-image-graphql",
      ...attributes,
      ...(serviceName !== undefined && { "service.name": serviceName }),
    },
    sampler: read.choice("OTEL_TRACES_SAMPLER", SAMPLERS, "parentbased_always_on"),
    ratio: readRatio(read, "OTEL_TRACES_SAMPLER_ARG"),
    // Baggage and other formats are left out: what clients put there is nothing for TOS.
    propagated: propagators.some((name) => name.trim() === "tracecontext"),
  };
}

/** As the variable has it: an endpoint may have a path. */
function readUrl(read: Reader, name: string): string | null {
  const text = read.text(name);
  if (text === undefined) return null;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url !== null && /^https?:$/.test(url.protocol) && url.search === "" && url.hash === "") return text;
  read.problem(name, "must be an http or https URL without query, such as http://localhost:4318");
  return null;
}

/** `name=value,name=value`; of values, percent-encoding is undone. */
function readPairs(read: Reader, name: string): Record<string, string> {
  const items = (read.text(name) ?? "").split(",").filter((item) => item.trim() !== "");
  const pairs = items.map((item) => {
    const [, key, value = ""] = /^\s*([!#$%&'*+.^`|~\w/-]+)\s*=\s*(.*?)\s*$/.exec(item) ?? [];
    const decoded = decode(value);
    return key === undefined || decoded === null ? null : ([key, decoded] as const);
  });
  const found = pairs.filter((pair) => pair !== null);
  if (found.length < pairs.length) {
    read.problem(name, "must be pairs name=value, separated by commas, with values percent-encoded");
  }
  return Object.fromEntries(found);
}

function decode(value: string): string | null {
  try {
    return decodeURIComponent(value);
  } catch {
    return null;
  }
}

function readRatio(read: Reader, name: string): number {
  const text = read.text(name);
  if (text === undefined) return 1;
  const ratio = /^\d*\.?\d+(e-\d+)?$/i.test(text) ? Number(text) : Number.NaN;
  if (ratio >= 0 && ratio <= 1) return ratio;
  read.problem(name, "must be a number from 0 to 1");
  return 1;
}
