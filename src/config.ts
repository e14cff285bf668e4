/**
 * The environment, read once at start into a frozen, typed Config. Every problem is found before anything is done with
 * any of it, and all are reported in one message that names variables and never repeats a value.
 */

import { CREDENTIALS_VARIABLES, type CredentialsConfig, readCredentials } from "./config/credentials.js";
import { type GenerationConfig, readGeneration } from "./config/generation.js";
import { type HttpConfig, readHttp } from "./config/http.js";
import { type MetricsConfig, readMetrics } from "./config/metrics.js";
import { type ProcessConfig, readProcess } from "./config/process.js";
import { createReader, type Environment, type Reader } from "./config/reader.js";
import { readTracing, type TracingConfig } from "./config/tracing.js";
import { PICTURE_LIMITS } from "./processing/formats.js";
import { VISIBLE_ASCII } from "./tos/credentials/read-credentials.js";
import { type AddressingStyle, parseEndpoint, regionEndpoint, type TosEndpoint } from "./tos/endpoint.js";
import type { AigcMethod } from "./tos/image-generation.js";
import { checkBucketName } from "./tos/names.js";
import { MAX_PRESIGN_SECONDS } from "./tos/signature.js";

export type { Environment };

export const LOG_LEVELS = ["fatal", "error", "warn", "info", "debug", "trace", "silent"] as const;

export interface Config {
  readonly host: string;
  readonly port: number;
  readonly logLevel: (typeof LOG_LEVELS)[number];
  readonly http: HttpConfig;
  /** Where an app sends its traces; null when it sends none. */
  readonly tracing: TracingConfig | null;
  /** Where the metrics are served; null when they are not. */
  readonly metrics: MetricsConfig | null;
  readonly process: ProcessConfig;
  readonly tos: TosConfig;
  /** The longest that a signed URL may work, one to upload to included, in seconds. */
  readonly signedUrlMaxSeconds: number;
  /** Null when the real service is used. */
  readonly emulator: EmulatorConfig | null;
  readonly generation: GenerationConfig;
  readonly uploads: {
    /** Of a picture that a client uploads. */
    readonly maxBytes: number;
    /** Whether a picture's type and size are part of its upload's signature. */
    readonly signContent: boolean;
  };
  readonly timeouts: {
    /** What a generation may take when the caller does not say. */
    readonly generationMs: number;
    /** Any other call to TOS, and all calls of a change of a style together. */
    readonly readMs: number;
    readonly connectMs: number;
  };
  readonly resilience: {
    /** Whether calls are made again that failed without effect. */
    readonly retries: boolean;
    /** Whether an operation of TOS that keeps failing is not asked for a while. */
    readonly breaker: boolean;
    /** Sockets to one host, for all calls but generations. */
    readonly connections: number;
  };
  /** How long the list of a bucket's styles is kept, in milliseconds; 0 keeps none. */
  readonly styleCacheTtlMs: number;
  readonly federation: {
    /** Whether the subgraph's SDL has `@authenticated` and `@requiresScopes`. */
    readonly authDirectives: boolean;
    /** What a gateway that may have traces sends as `router-authorization`; null lets every caller have them. */
    readonly gatewaySecret: string | null;
  };
}

export interface TosConfig {
  readonly region: string;
  /** Not used when the emulator is embedded: its address is known once it listens. */
  readonly endpoint: TosEndpoint | null;
  /** Null when presigned URLs use the same address as we do. */
  readonly publicEndpoint: TosEndpoint | null;
  /** Not used when the emulator is embedded, which comes with its own, or where a client or source of keys is passed. */
  readonly credentials: CredentialsConfig | null;
  /** The bucket of callers who name none; null when there is none. */
  readonly defaultBucket: string | null;
  readonly aigcMethod: AigcMethod;
}

export interface EmulatorConfig {
  /** The address that it listens on: loopback, unless a container has to let others in. */
  readonly host: string;
  readonly port: number;
  readonly dataFolder: string;
  readonly latencyMs: number;
}

/** Every problem of a configuration, one a line. */
export class ConfigError extends Error {
  override readonly name = "ConfigError";
  readonly code = "CONFIG";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(
      `The configuration has ${problems.length === 1 ? "a problem" : `${problems.length} problems`}:\n${problems.map((problem) => `  - ${problem}`).join("\n")}`,
    );
    this.problems = problems;
  }
}

export interface ConfigOptions {
  /** Whether the real service's keys must be there. Default true; false for who passes a client or a source of keys. */
  readonly requireKeys?: boolean;
}

/** @throws ConfigError that names every variable which is wrong. */
export function readConfig(environment: Environment, { requireKeys = true }: ConfigOptions = {}): Config {
  const read = createReader(environment);
  const emulator = readEmulator(read);
  const region =
    read.matching("TOS_REGION", /^[a-z0-9-]{1,32}$/, "a region such as cn-beijing") ?? "cn-beijing";
  const config: Config = {
    host: read.text("HOST") ?? "127.0.0.1",
    port: read.integer("PORT", 4000, 0, 65_535),
    logLevel: read.choice("LOG_LEVEL", LOG_LEVELS, "info"),
    http: readHttp(read, emulator !== null),
    tracing: readTracing(read),
    metrics: readMetrics(read),
    tos: readTos(read, region, emulator !== null, requireKeys),
    process: readProcess(read),
    signedUrlMaxSeconds: read.integer("SIGNED_URL_MAX_SECONDS", MAX_PRESIGN_SECONDS, 1, MAX_PRESIGN_SECONDS),
    emulator,
    generation: readGeneration(read, region),
    uploads: {
      maxBytes: read.integer("UPLOAD_MAX_BYTES", PICTURE_LIMITS.maxBytes, 1, PICTURE_LIMITS.maxBytes),
      signContent: read.choice("UPLOAD_SIGNED_CONTENT", ["on", "off"] as const, "on") === "on",
    },
    timeouts: {
      generationMs: read.integer("GENERATION_TIMEOUT_MS", 60_000, 1_000, 120_000),
      readMs: read.integer("TOS_TIMEOUT_MS", 10_000, 100, 120_000),
      connectMs: read.integer("TOS_CONNECT_TIMEOUT_MS", 5_000, 100, 60_000),
    },
    resilience: {
      retries: read.choice("TOS_RETRIES", ["on", "off"] as const, "on") === "on",
      breaker: read.choice("TOS_BREAKER", ["on", "off"] as const, "on") === "on",
      connections: read.integer("TOS_CONNECTIONS", 512, 1, 65_535),
    },
    styleCacheTtlMs: read.integer("STYLE_CACHE_TTL_MS", 30_000, 0, 3_600_000),
    federation: {
      authDirectives: read.choice("FEDERATION_AUTH_DIRECTIVES", ["on", "off"] as const, "off") === "on",
      gatewaySecret:
        read.matching(
          "FEDERATION_GATEWAY_SECRET",
          VISIBLE_ASCII,
          "visible ASCII characters without spaces",
        ) ?? null,
    },
  };
  if (read.problems.length > 0) throw new ConfigError(read.problems);
  return deepFreeze(config);
}

function readTos(read: Reader, region: string, embedded: boolean, requireKeys: boolean): TosConfig {
  const bucket = read.text("TOS_BUCKET");
  const bucketProblem = bucket === undefined ? null : checkBucketName(bucket);
  if (bucketProblem !== null) read.problem("TOS_BUCKET", bucketProblem);
  return {
    region,
    endpoint: readEndpoint(read, "TOS_ENDPOINT", bucket, embedded ? undefined : regionEndpoint(region)),
    publicEndpoint: readEndpoint(read, "TOS_PUBLIC_ENDPOINT", bucket),
    credentials: readCredentials(read, requireKeys && !embedded),
    defaultBucket: bucket ?? (embedded ? "examplebucket" : null),
    aigcMethod: read.choice("TOS_AIGC_METHOD", ["GET", "POST"] as const, "GET"),
  };
}

const STYLES = ["auto", "virtual-host", "path", "custom-domain"] as const;

/** An endpoint and, in NAME_STYLE, how buckets are addressed there. */
function readEndpoint(
  read: Reader,
  name: "TOS_ENDPOINT" | "TOS_PUBLIC_ENDPOINT",
  bucket: string | undefined,
  fallback?: string,
): TosEndpoint | null {
  const text = read.text(name) ?? fallback;
  const chosen = read.choice(`${name}_STYLE`, STYLES, "auto");
  if (text === undefined) return null;
  const style: { style?: AddressingStyle } = chosen === "auto" ? {} : { style: chosen };
  if (chosen === "custom-domain" && bucket === undefined) {
    read.problem("TOS_BUCKET", `must be set: ${name}_STYLE is custom-domain, which stands for one bucket`);
    return null;
  }
  try {
    return parseEndpoint(text, { ...style, ...(bucket !== undefined && { bucket }) });
  } catch (error) {
    read.problem(name, error instanceof Error ? error.message : String(error));
    return null;
  }
}

/** Decides whether the embedded emulator serves: when `on` says so or, with `auto`, when nothing points to the real service. */
function readEmulator(read: Reader): EmulatorConfig | null {
  const mode = read.choice("TOS_EMULATOR", ["auto", "on", "off"] as const, "auto");
  const settings: EmulatorConfig = {
    host: read.text("EMULATOR_HOST") ?? "127.0.0.1",
    port: read.integer("EMULATOR_PORT", 4010, 0, 65_535),
    dataFolder: read.text("EMULATOR_DATA") ?? ".emulator",
    latencyMs: read.integer("EMULATOR_LATENCY_MS", 0, 0, 600_000),
  };
  if (mode === "on") return settings;
  const service = [...CREDENTIALS_VARIABLES, "TOS_ENDPOINT"];
  // In production an emulator that nobody asked for would be a mistake that looks like success.
  const production = read.text("NODE_ENV") === "production";
  return mode === "off" || production || service.some((name) => read.text(name) !== undefined)
    ? null
    : settings;
}

function deepFreeze<T>(value: T): T {
  if (typeof value === "object" && value !== null && !Object.isFrozen(value)) {
    Object.freeze(value);
    Object.values(value).forEach(deepFreeze);
  }
  return value;
}
