/** A configuration made in code: what the environment would hold, under the same names and rules, with types. */

import { OTLP_PROTOCOLS, SAMPLERS } from "./config/tracing.js";
import { type Config, ConfigError, type Environment, LOG_LEVELS, readConfig } from "./config.js";
import { TRUST_MODES } from "./http/document-choice.js";
import { STATUS_EDITIONS } from "./http/response-status.js";

const ADDRESSING = ["auto", "virtual-host", "path", "custom-domain"] as const;

/** What each setting takes. A list is of its choices. */
const SETTINGS = {
  HOST: "text",
  PORT: "number",
  LOG_LEVEL: LOG_LEVELS,
  METRICS: "switch",
  METRICS_HOST: "text",
  METRICS_PORT: "number",
  CORS_ORIGINS: "list",
  GRAPHQL_HTTP_STATUSES: STATUS_EDITIONS,
  HTTP_COMPRESSION: "switch",
  APQ: "switch",
  TRUSTED_DOCUMENTS: TRUST_MODES,
  TRUSTED_DOCUMENTS_FILE: "list",
  SHUTDOWN_DELAY_MS: "number",
  SHUTDOWN_TIMEOUT_MS: "number",
  PRESSURE_MAX_EVENT_LOOP_DELAY_MS: "number",
  PRESSURE_MAX_HEAP_PERCENT: "number",
  PRESSURE_MAX_RSS_BYTES: "number",
  READYZ_BREAKER: "switch",
  TOS_ACCESS_KEY: "text",
  TOS_SECRET_KEY: "text",
  TOS_SECURITY_TOKEN: "text",
  TOS_SECURITY_TOKEN_EXPIRES_AT: "instant",
  TOS_CREDENTIALS_FILE: "text",
  TOS_ECS_ROLE: "text",
  TOS_ECS_ENDPOINT: "text",
  TOS_REGION: "text",
  TOS_BUCKET: "text",
  TOS_ENDPOINT: "text",
  TOS_ENDPOINT_STYLE: ADDRESSING,
  TOS_PUBLIC_ENDPOINT: "text",
  TOS_PUBLIC_ENDPOINT_STYLE: ADDRESSING,
  SIGNED_URL_MAX_SECONDS: "number",
  TOS_AIGC_METHOD: ["GET", "POST"],
  GENERATION_TIMEOUT_MS: "number",
  GENERATION_SOURCE_CHECK: "switch",
  GENERATION_BATCH_CONCURRENCY: "number",
  GENERATION_CONCURRENCY: "text",
  GENERATION_QUEUE: "number",
  GENERATION_QUEUE_TIMEOUT_MS: "number",
  TOS_TIMEOUT_MS: "number",
  TOS_CONNECT_TIMEOUT_MS: "number",
  TOS_CONNECTIONS: "number",
  TOS_RETRIES: "switch",
  TOS_BREAKER: "switch",
  UPLOAD_MAX_BYTES: "number",
  UPLOAD_SIGNED_CONTENT: "switch",
  STYLE_CACHE_TTL_MS: "number",
  FEDERATION_AUTH_DIRECTIVES: "switch",
  FEDERATION_GATEWAY_SECRET: "text",
  TOS_EMULATOR: ["auto", "on", "off"],
  EMULATOR_HOST: "text",
  EMULATOR_PORT: "number",
  EMULATOR_DATA: "text",
  EMULATOR_LATENCY_MS: "number",
  OTEL_EXPORTER_OTLP_ENDPOINT: "text",
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: "text",
  OTEL_EXPORTER_OTLP_HEADERS: "text",
  OTEL_EXPORTER_OTLP_PROTOCOL: OTLP_PROTOCOLS,
  OTEL_SERVICE_NAME: "text",
  OTEL_RESOURCE_ATTRIBUTES: "text",
  OTEL_TRACES_SAMPLER: SAMPLERS,
  OTEL_TRACES_SAMPLER_ARG: "number",
  OTEL_PROPAGATORS: "list",
  OTEL_SDK_DISABLED: ["true", "false"],
  NODE_ENV: "text",
} as const satisfies Readonly<Record<string, Kind>>;

type Kind = "text" | "list" | "number" | "switch" | "instant" | readonly string[];

type ValueOf<K extends Kind> = K extends readonly (infer Choice)[]
  ? Choice
  : K extends "number"
    ? number
    : K extends "switch"
      ? boolean | "on" | "off"
      : K extends "instant"
        ? Date
        : K extends "list"
          ? readonly string[]
          : string;

/**
 * The variables of the README's table, by their names there, which also gives meaning, range and default of each. What is
 * undefined or an empty text counts as absent.
 */
export type Settings = {
  readonly [Name in keyof typeof SETTINGS]?: ValueOf<(typeof SETTINGS)[Name]> | undefined;
};

/** The names that {@link Settings} may have. */
export const SETTING_NAMES: readonly string[] = Object.keys(SETTINGS);

/**
 * The configuration of these settings. Nothing is taken from the environment but NODE_ENV, where the settings do not say:
 * in production no emulator serves unless it is asked for. The real service's keys may be absent: `createApp` and
 * `createSubgraph` miss them unless they get a client or a source of keys.
 * @throws ConfigError that names every setting which is wrong, or which there is none of, and repeats no value.
 */
export function createConfig(settings: Settings = {}): Config {
  const unknown = Object.keys(settings)
    .filter((name) => !SETTING_NAMES.includes(name))
    .map((name) => `${name} is no setting`);
  const environment: Environment = {
    NODE_ENV: process.env.NODE_ENV,
    ...Object.fromEntries(Object.entries(settings).flatMap(([name, value]) => toVariable(name, value))),
  };
  try {
    const config = readConfig(environment, { requireKeys: false });
    if (unknown.length === 0) return config;
  } catch (error) {
    if (error instanceof ConfigError) throw new ConfigError([...error.problems, ...unknown]);
    throw error;
  }
  throw new ConfigError(unknown);
}

/** As it would stand in the environment. */
function toVariable(name: string, value: Settings[keyof Settings] | null): [string, string][] {
  if (value == null) return [];
  if (typeof value === "boolean") return [[name, value ? "on" : "off"]];
  if (Array.isArray(value)) return [[name, value.join(",")]];
  // An invalid date has no ISO form: its own text is refused by the rule of the variable.
  const isInstant = value instanceof Date && !Number.isNaN(value.getTime());
  return [[name, isInstant ? value.toISOString() : String(value)]];
}
