/** What the API stands in front of: TOS, the emulator in its place, or a client that was passed. */
import type { Logger } from "pino";
import { type Config, ConfigError, type EmulatorConfig } from "./config.js";
import { openCredentials } from "./open-credentials.js";
import { emulatorLoadProblem, emulatorProblem } from "./start-problems.js";
import type { CallObserver } from "./tos/call-observer.js";
import { createTosClient, type TosClient } from "./tos/client.js";
import type { CredentialsProvider, CredentialsSource } from "./tos/credentials.js";
import { parseEndpoint, type TosEndpoint } from "./tos/endpoint.js";

export interface UpstreamOverrides {
  /** In the place of the client that the configuration describes, and of the emulator. Who passes it closes it. */
  readonly tos?: TosClient | undefined;
  /**
   * Where keys of the real service come from, in the place of configured ones. Asked anew for each signature; a source,
   * also for others when TOS refuses those that it had.
   */
  readonly credentials?: CredentialsProvider | CredentialsSource | undefined;
}

export interface Upstream {
  readonly tos: TosClient;
  /** Null when no emulator was started. */
  readonly emulatorUrl: string | null;
  /** Closes what was opened here. */
  close(): Promise<void>;
}

/** @throws ConfigError when the emulator cannot start, or when keys for the real service cannot be had. */
export async function openUpstream(
  config: Config,
  { tos, credentials }: UpstreamOverrides,
  log: Logger,
  observer: CallObserver,
): Promise<Upstream> {
  if (tos !== undefined) return { tos, emulatorUrl: null, close: async () => {} };
  if (config.emulator !== null) {
    if (credentials !== undefined)
      throw new ConfigError(["TOS_EMULATOR must be off: the keys that were passed are for the real service"]);
    return openEmulator(config, config.emulator, log, observer);
  }
  if (credentials !== undefined) {
    const client = createClient(config, config.tos.endpoint, credentials, observer);
    return { tos: client, emulatorUrl: null, close: () => client.close() };
  }
  const opened = await openCredentials(config.tos.credentials, log);
  const client = createClient(config, config.tos.endpoint, opened.credentials, observer);
  return {
    tos: client,
    emulatorUrl: null,
    async close() {
      await client.close();
      opened.close();
    },
  };
}

/** sharp, which draws the pictures, is loaded only here: a server of the real service has no use for it. */
async function openEmulator(
  config: Config,
  options: EmulatorConfig,
  log: Logger,
  observer: CallObserver,
): Promise<Upstream> {
  const { createEmulator, EMULATOR_CREDENTIALS } = await import("./emulator/emulator.js").catch(
    (error: unknown) => {
      throw new ConfigError([emulatorLoadProblem(error)]);
    },
  );
  const { region, publicEndpoint, defaultBucket } = config.tos;
  const emulator = await createEmulator({
    ...options,
    region,
    buckets: defaultBucket === null ? [] : [defaultBucket],
    ...(publicEndpoint !== null && { publicUrl: `${publicEndpoint.protocol}//${publicEndpoint.host}` }),
    log: (message) => log.debug(message),
  }).catch((error: unknown) => {
    throw new ConfigError([emulatorProblem(error, options)]);
  });
  log.info(
    `TOS is the embedded emulator at ${emulator.url}, with its data in ${options.dataFolder}: set TOS_ACCESS_KEY and TOS_SECRET_KEY for the real service`,
  );
  const client = createClient(config, parseEndpoint(emulator.url), () => EMULATOR_CREDENTIALS, observer);
  return {
    tos: client,
    emulatorUrl: emulator.url,
    async close() {
      await client.close();
      await emulator.close();
    },
  };
}

function createClient(
  { tos, timeouts, resilience }: Config,
  endpoint: TosEndpoint | null,
  credentials: CredentialsProvider | CredentialsSource,
  observer: CallObserver,
): TosClient {
  if (endpoint === null) throw new Error("a checked configuration of the real service has its endpoint");
  return createTosClient({
    endpoint,
    region: tos.region,
    credentials,
    aigcMethod: tos.aigcMethod,
    timeoutMs: timeouts.readMs,
    connectTimeoutMs: timeouts.connectMs,
    connections: resilience.connections,
    resilience: {
      retries: resilience.retries,
      generationTimeoutMs: timeouts.generationMs,
      ...(!resilience.breaker && { breaker: false }),
    },
    observer,
    ...(tos.publicEndpoint !== null && { publicEndpoint: tos.publicEndpoint }),
  });
}
