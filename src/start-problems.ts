/** What keeps the server from starting, in words that name the variable to change. */
import type { MetricsConfig } from "./config/metrics.js";
import type { Config, EmulatorConfig } from "./config.js";

/** For an error of the GraphQL server's socket. */
export function listenProblem(error: unknown, { host, port }: Pick<Config, "host" | "port">): string {
  return addressProblem(error, { PORT: port, HOST: host });
}

/** For an error of the metrics' socket. */
export function metricsProblem(error: unknown, { host, port }: MetricsConfig): string {
  return addressProblem(error, { METRICS_PORT: port, METRICS_HOST: host });
}

/** `address`: the variables of port and host, in this order. */
function addressProblem(error: unknown, address: Readonly<Record<string, number | string>>): string {
  const { code, message } = readError(error);
  const [port, host] = Object.entries(address).map(([name, value]) => `${name} ${value}`);
  if (code === "EADDRINUSE") return `${port} is in use: choose another`;
  if (code === "EACCES") return `${port} is not allowed to this user: choose one above 1023`;
  return `${host} cannot be listened on (${code || message})`;
}

/** For an error of loading the emulator's code: what it needs beside the server is optional to install. */
export function emulatorLoadProblem(error: unknown): string {
  const [reason] = readError(error).message.split("\n");
  return `TOS_EMULATOR cannot be on: the optional packages of the emulator are not installed, or not for this platform (${reason}); install without --omit=optional, or use the real service`;
}

/** For an error of loading what sends traces, which is optional to install. */
export function tracingLoadProblem(error: unknown): string {
  const [reason] = readError(error).message.split("\n");
  return `OTEL_EXPORTER_OTLP_ENDPOINT cannot be set: the optional packages @opentelemetry/sdk-trace-node, @opentelemetry/resources and @opentelemetry/exporter-trace-otlp-proto are not installed (${reason}); install them, or without --omit=optional`;
}

/** For an error of the embedded emulator: of its socket, else of its folder. */
export function emulatorProblem(error: unknown, { host, port, dataFolder }: EmulatorConfig): string {
  const { code, message } = readError(error);
  if (code === "EADDRINUSE") return `EMULATOR_PORT ${port} is in use: choose another`;
  if (/^(ENOTFOUND|EAI_AGAIN|EADDRNOTAVAIL)$/.test(code)) {
    return `EMULATOR_HOST ${host} is no address of this machine (${code})`;
  }
  return `EMULATOR_DATA ${dataFolder} cannot be used: ${message}`;
}

function readError(error: unknown): { code: string; message: string } {
  if (!(error instanceof Error)) return { code: "", message: String(error) };
  return { code: "code" in error ? String(error.code) : "", message: error.message };
}
