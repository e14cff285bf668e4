import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../src/config.js";

const service = { TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the configuration", () => {
  it("of an empty environment is the embedded emulator on loopback", () => {
    expect(readConfig({})).toEqual({
      host: "127.0.0.1",
      port: 4000,
      logLevel: "info",
      http: {
        origins: { list: [], localhost: true },
        statuses: "compatible",
        compression: true,
        apq: true,
        trustedDocuments: { mode: "off", files: [] },
      },
      tracing: null,
      process: {
        shutdown: { delayMs: 0, timeoutMs: 130_000 },
        pressure: { maxEventLoopDelayMs: 1_000, maxHeapPercent: 92, maxRssBytes: null },
        breakerFailsReadiness: false,
      },
      metrics: null,
      tos: {
        region: "cn-beijing",
        endpoint: null,
        publicEndpoint: null,
        credentials: null,
        defaultBucket: "examplebucket",
        aigcMethod: "GET",
      },
      signedUrlMaxSeconds: 604_800,
      emulator: { host: "127.0.0.1", port: 4010, dataFolder: ".emulator", latencyMs: 0 },
      generation: {
        checkSource: true,
        batchConcurrency: 3,
        admission: {
          concurrency: 20,
          concurrencyOf: { jimeng_high_aes_general_v21_L: 2 },
          queue: 100,
          queueTimeoutMs: 30_000,
        },
      },
      uploads: { maxBytes: 20_971_520, signContent: true },
      timeouts: { generationMs: 60_000, readMs: 10_000, connectMs: 5_000 },
      resilience: { retries: true, breaker: true, connections: 512 },
      styleCacheTtlMs: 30_000,
      federation: { authDirectives: false, gatewaySecret: null },
    });
  });

  it("of a key and its secret is the real service, at the endpoint of the region", () => {
    const config = readConfig({ ...service, TOS_REGION: "ap-southeast-1" });
    expect(config.emulator).toBeNull();
    expect(config.tos).toMatchObject({
      endpoint: { protocol: "https:", host: "tos-ap-southeast-1.volces.com", style: "virtual-host" },
      credentials: { kind: "static", keys: { accessKeyId: "ak", secretAccessKey: "sk" } },
      defaultBucket: null,
    });
  });

  it("takes every variable", () => {
    const config = readConfig({
      HOST: "0.0.0.0",
      PORT: "8080",
      LOG_LEVEL: "WARN",
      ...service,
      TOS_SECURITY_TOKEN: "token",
      TOS_SECURITY_TOKEN_EXPIRES_AT: "2026-01-31T12:00:00Z",
      TOS_ENDPOINT: "http://10.0.0.1:9000",
      TOS_PUBLIC_ENDPOINT: "https://img.example.com",
      TOS_PUBLIC_ENDPOINT_STYLE: "custom-domain",
      TOS_BUCKET: "mybucket",
      TOS_AIGC_METHOD: "post",
      SIGNED_URL_MAX_SECONDS: "600",
      GENERATION_TIMEOUT_MS: "90000",
      TOS_TIMEOUT_MS: "2000",
      TOS_CONNECT_TIMEOUT_MS: "1000",
      UPLOAD_MAX_BYTES: "5000000",
      UPLOAD_SIGNED_CONTENT: "off",
      STYLE_CACHE_TTL_MS: "0",
      CORS_ORIGINS: "https://app.example.com , http://localhost:3000,",
      GRAPHQL_HTTP_STATUSES: "2026-09",
      HTTP_COMPRESSION: "off",
      APQ: "off",
      TRUSTED_DOCUMENTS: "only",
      TRUSTED_DOCUMENTS_FILE: "web.json, mobile.json",
      FEDERATION_AUTH_DIRECTIVES: "on",
      FEDERATION_GATEWAY_SECRET: "of-the-gateway",
    });
    expect(config).toMatchObject({
      federation: { authDirectives: true, gatewaySecret: "of-the-gateway" },
      host: "0.0.0.0",
      port: 8080,
      logLevel: "warn",
      tos: {
        credentials: {
          kind: "static",
          keys: { securityToken: "token", expiresAt: new Date("2026-01-31T12:00:00Z") },
        },
        endpoint: { protocol: "http:", host: "10.0.0.1:9000", style: "path" },
        publicEndpoint: { host: "img.example.com", style: "custom-domain", bucket: "mybucket" },
        defaultBucket: "mybucket",
        aigcMethod: "POST",
      },
      signedUrlMaxSeconds: 600,
      timeouts: { generationMs: 90_000, readMs: 2_000, connectMs: 1_000 },
      uploads: { maxBytes: 5_000_000, signContent: false },
      styleCacheTtlMs: 0,
      http: {
        origins: { list: ["https://app.example.com", "http://localhost:3000"], localhost: false },
        statuses: "2026-09",
        compression: false,
        apq: false,
        trustedDocuments: { mode: "only", files: ["web.json", "mobile.json"] },
      },
    });
  });

  it("has the metrics served where it is told to, and not at all by default", () => {
    expect(readConfig({ METRICS: "on" }).metrics).toEqual({ host: "127.0.0.1", port: 9464 });
    const environment = { METRICS: "on", METRICS_HOST: "0.0.0.0", METRICS_PORT: "0" };
    expect(readConfig(environment).metrics).toEqual({ host: "0.0.0.0", port: 0 });
    expect(readConfig({ ...environment, METRICS: "off" }).metrics).toBeNull();
    expect(problemsOf({ METRICS: "maybe", METRICS_PORT: "65536" })).toEqual([
      "METRICS must be one of on, off",
      "METRICS_PORT must be a whole number from 0 to 65535",
    ]);
  });

  it("is frozen to its depth", () => {
    const config = readConfig({});
    expect(Object.isFrozen(config) && Object.isFrozen(config.tos) && Object.isFrozen(config.timeouts)).toBe(
      true,
    );
  });

  it("takes a blank variable for an absent one", () => {
    expect(readConfig({ PORT: "", TOS_ACCESS_KEY: "  " }).emulator).not.toBeNull();
  });

  it("takes the emulator when it is asked for, whatever else is set", () => {
    const environment = {
      ...service,
      TOS_EMULATOR: "on",
      NODE_ENV: "production",
      EMULATOR_PORT: "0",
      EMULATOR_DATA: "/tmp/x",
      EMULATOR_LATENCY_MS: "50",
    };
    expect(readConfig(environment)).toMatchObject({
      emulator: { port: 0, dataFolder: "/tmp/x", latencyMs: 50 },
      tos: { endpoint: null },
    });
  });

  it.each([
    [
      "a key without its secret",
      { TOS_ACCESS_KEY: "ak" },
      ["TOS_SECRET_KEY must be set: TOS_ACCESS_KEY is set"],
    ],
    [
      "a secret without its key",
      { TOS_SECRET_KEY: "sk" },
      ["TOS_ACCESS_KEY must be set: TOS_SECRET_KEY is set"],
    ],
    [
      "a token alone",
      { TOS_SECURITY_TOKEN: "t" },
      [
        "TOS_ACCESS_KEY must be set: TOS_SECURITY_TOKEN is set",
        "TOS_SECRET_KEY must be set: TOS_SECURITY_TOKEN is set",
      ],
    ],
    [
      "an endpoint without credentials",
      { TOS_ENDPOINT: "https://x" },
      [
        expect.stringMatching(/^TOS_ACCESS_KEY must be set/),
        expect.stringMatching(/^TOS_SECRET_KEY must be set/),
      ],
    ],
    [
      "no emulator and no credentials",
      { TOS_EMULATOR: "off" },
      [
        expect.stringMatching(/^TOS_ACCESS_KEY must be set/),
        expect.stringMatching(/^TOS_SECRET_KEY must be set/),
      ],
    ],
    [
      "production without credentials",
      { NODE_ENV: "production" },
      [
        expect.stringMatching(/^TOS_ACCESS_KEY must be set.*TOS_EMULATOR=on/),
        expect.stringMatching(/^TOS_SECRET_KEY/),
      ],
    ],
    ["a port that is none", { PORT: "http" }, ["PORT must be a whole number from 0 to 65535"]],
    [
      "an unknown log level",
      { LOG_LEVEL: "loud" },
      [expect.stringMatching(/^LOG_LEVEL must be one of fatal, /)],
    ],
    [
      "a method that is neither",
      { ...service, TOS_AIGC_METHOD: "PUT" },
      ["TOS_AIGC_METHOD must be one of GET, POST"],
    ],
    [
      "a bucket that is none",
      { TOS_BUCKET: "My_Bucket" },
      [expect.stringMatching(/^TOS_BUCKET must be a bucket name/)],
    ],
    [
      "an S3 endpoint",
      { ...service, TOS_ENDPOINT: "tos-s3-cn-beijing.volces.com" },
      [expect.stringMatching(/^TOS_ENDPOINT .*S3-compatible/)],
    ],
    [
      "a custom domain without its bucket",
      { ...service, TOS_ENDPOINT: "x.example.com", TOS_ENDPOINT_STYLE: "custom-domain" },
      [expect.stringMatching(/^TOS_BUCKET must be set/)],
    ],
    [
      "a region that is none",
      { ...service, TOS_REGION: "cn beijing" },
      expect.arrayContaining(["TOS_REGION must be a region such as cn-beijing"]),
    ],
    [
      "signed URLs that outlive what TOS takes",
      { SIGNED_URL_MAX_SECONDS: "604801" },
      ["SIGNED_URL_MAX_SECONDS must be a whole number from 1 to 604800"],
    ],
    [
      "a gateway's secret that no header can hold",
      { FEDERATION_GATEWAY_SECRET: "of the gateway" },
      ["FEDERATION_GATEWAY_SECRET must be visible ASCII characters without spaces"],
    ],
    [
      "a timeout that is too short",
      { GENERATION_TIMEOUT_MS: "10" },
      ["GENERATION_TIMEOUT_MS must be a whole number from 1000 to 120000"],
    ],
    [
      "uploads larger than what can be processed",
      { UPLOAD_MAX_BYTES: "20971521" },
      ["UPLOAD_MAX_BYTES must be a whole number from 1 to 20971520"],
    ],
    [
      "an origin with a path",
      { CORS_ORIGINS: "https://app.example.com/app" },
      [
        "CORS_ORIGINS must be origins as browsers send them, such as https://app.example.com, without a path, separated by commas; or *",
      ],
    ],
    [
      "every origin, and one more",
      { CORS_ORIGINS: "*, https://app.example.com" },
      ["CORS_ORIGINS must be * alone, or origins without *"],
    ],
    [
      "trusted documents without a manifest",
      { TRUSTED_DOCUMENTS: "only" },
      ["TRUSTED_DOCUMENTS_FILE must be set: TRUSTED_DOCUMENTS is only"],
    ],
  ])("is refused with %s, by the name of the variable", (_what, environment, problems) => {
    expect(problemsOf(environment as unknown as Record<string, string>)).toEqual(problems);
  });

  it("reports every problem in one message, and repeats no value", () => {
    const environment = {
      PORT: "CANARY",
      LOG_LEVEL: "CANARY",
      TOS_SECRET_KEY: "CANARY",
      TOS_ENDPOINT: "ftp://CANARY",
      TOS_BUCKET: "CANARY",
      CORS_ORIGINS: "CANARY",
    };
    expect(() => readConfig(environment)).toThrow(/^The configuration has 6 problems:\n {2}- /);
    expect(problemsOf(environment).join("\n")).not.toContain("CANARY");
  });
});
