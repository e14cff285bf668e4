import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../../src/config.js";
import { createConfig } from "../../../src/settings.js";

const ENDPOINT = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318" };
const tracing = (environment: Record<string, string>) => readConfig(environment).tracing;

function problems(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
    return [];
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
}

describe("where traces are sent", () => {
  it("is nowhere unless an endpoint is set, and while the SDK is disabled", () => {
    expect(tracing({})).toBeNull();
    expect(tracing({ OTEL_SERVICE_NAME: "pictures", OTEL_TRACES_SAMPLER: "always_on" })).toBeNull();
    expect(tracing({ ...ENDPOINT, OTEL_SDK_DISABLED: "TRUE" })).toBeNull();
  });

  it("has defaults for everything but the endpoint", () => {
    expect(tracing(ENDPOINT)).toEqual({
      endpoint: "http://collector:4318/v1/traces",
      headers: {},
      resource: { "service.name": "tos-image-graphql" },
      sampler: "parentbased_always_on",
      ratio: 1,
      propagated: true,
    });
  });

  it.each([
    ["https://collector.example.com", "https://collector.example.com/v1/traces"],
    ["http://collector:4318/", "http://collector:4318/v1/traces"],
    ["http://collector:4318/below/", "http://collector:4318/below/v1/traces"],
  ])("is a path below %s", (endpoint, expected) => {
    expect(tracing({ OTEL_EXPORTER_OTLP_ENDPOINT: endpoint })?.endpoint).toBe(expected);
  });

  it("is the endpoint of traces as it stands, where there is one", () => {
    const own = { OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "http://traces:4318/in" };
    expect(tracing({ ...ENDPOINT, ...own })?.endpoint).toBe("http://traces:4318/in");
  });

  it("is what the same settings in code say", () => {
    const settings = {
      OTEL_EXPORTER_OTLP_ENDPOINT: "http://collector:4318",
      OTEL_TRACES_SAMPLER: "traceidratio",
      OTEL_TRACES_SAMPLER_ARG: 1e-7,
      OTEL_PROPAGATORS: ["tracecontext", "baggage"],
    } as const;
    expect(createConfig(settings).tracing).toMatchObject({
      sampler: "traceidratio",
      ratio: 1e-7,
      propagated: true,
    });
  });
});

it("reads pairs, undoing the encoding of their values", () => {
  const read = tracing({
    ...ENDPOINT,
    OTEL_EXPORTER_OTLP_HEADERS: "authorization=Basic%20YWJj, x-tenant = a ,",
    OTEL_RESOURCE_ATTRIBUTES: "k8s.pod.name=api-1,note=a%3Db%2Cc,service.name=other,empty=",
  });
  expect(read?.headers).toEqual({ authorization: "Basic YWJj", "x-tenant": "a" });
  expect(read?.resource).toEqual({
    "service.name": "other",
    "k8s.pod.name": "api-1",
    note: "a=b,c",
    empty: "",
  });
  const named = {
    ...ENDPOINT,
    OTEL_RESOURCE_ATTRIBUTES: "service.name=other",
    OTEL_SERVICE_NAME: "pictures",
  };
  expect(tracing(named)?.resource).toEqual({ "service.name": "pictures" });
});

it.each([
  ["tracecontext,baggage", true],
  [" tracecontext ", true],
  ["b3,baggage", false],
  ["none", false],
])("with the propagators %s, contexts travel: %s", (propagators, propagated) => {
  expect(tracing({ ...ENDPOINT, OTEL_PROPAGATORS: propagators })?.propagated).toBe(propagated);
});

describe("what is wrong", () => {
  it.each([
    [
      "OTEL_EXPORTER_OTLP_ENDPOINT",
      "collector:4318",
      "must be an http or https URL without query, such as http://localhost:4318",
    ],
    [
      "OTEL_EXPORTER_OTLP_TRACES_ENDPOINT",
      "http://c/?key=1",
      "must be an http or https URL without query, such as http://localhost:4318",
    ],
    ["OTEL_EXPORTER_OTLP_PROTOCOL", "grpc", "must be one of http/protobuf"],
    [
      "OTEL_EXPORTER_OTLP_HEADERS",
      "canary",
      "must be pairs name=value, separated by commas, with values percent-encoded",
    ],
    [
      "OTEL_EXPORTER_OTLP_HEADERS",
      "a=%canary",
      "must be pairs name=value, separated by commas, with values percent-encoded",
    ],
    [
      "OTEL_RESOURCE_ATTRIBUTES",
      "=canary",
      "must be pairs name=value, separated by commas, with values percent-encoded",
    ],
    ["OTEL_TRACES_SAMPLER_ARG", "1.1", "must be a number from 0 to 1"],
    ["OTEL_TRACES_SAMPLER_ARG", "-0.5", "must be a number from 0 to 1"],
    ["OTEL_TRACES_SAMPLER_ARG", "half", "must be a number from 0 to 1"],
  ])("with %s=%s is said without the value", (name, value, message) => {
    expect(problems({ ...ENDPOINT, [name]: value })).toEqual([`${name} ${message}`]);
  });

  it("is no matter while traces are sent nowhere: the variables are those of every process", () => {
    const others = {
      OTEL_TRACES_SAMPLER: "xray",
      OTEL_EXPORTER_OTLP_PROTOCOL: "grpc",
      OTEL_TRACES_SAMPLER_ARG: "x",
    };
    expect(problems(others)).toEqual([]);
    expect(problems({ ...ENDPOINT, ...others, OTEL_SDK_DISABLED: "true" })).toEqual([]);
  });
});
