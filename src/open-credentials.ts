/** Opens the configured source of keys for the real service, and logs what becomes of it. */
import type { Logger } from "pino";
import { type CredentialsConfig, KEYS_NEEDED } from "./config/credentials.js";
import { ConfigError } from "./config.js";
import { openEcsRole } from "./tos/credentials/ecs-role.js";
import { openCredentialsFile } from "./tos/credentials/file.js";
import {
  type CredentialsObserver,
  type CredentialsProvider,
  type CredentialsSource,
  haveEnded,
  type OpenCredentials,
} from "./tos/credentials.js";
import { TosCredentialsError } from "./tos/errors.js";

export interface OpenedCredentials {
  readonly credentials: CredentialsProvider | CredentialsSource;
  close(): void;
}

/** @throws ConfigError that names the variable, when there are no keys, or their source cannot be used. */
export async function openCredentials(
  config: CredentialsConfig | null,
  log: Logger,
): Promise<OpenedCredentials> {
  if (config === null) {
    const names = ["TOS_ACCESS_KEY", "TOS_SECRET_KEY"];
    throw new ConfigError(names.map((name) => `${name} must be set, or credentials passed: ${KEYS_NEEDED}`));
  }
  if (config.kind === "static") return { credentials: () => config.keys, close: () => {} };
  const variable = config.kind === "file" ? "TOS_CREDENTIALS_FILE" : "TOS_ECS_ROLE";
  const source = await open(config, logTo(log, variable)).catch((error: unknown) => {
    if (!(error instanceof TosCredentialsError)) throw error;
    throw new ConfigError([`${variable} cannot be used: ${error.message}`]);
  });
  logFirst(source, variable, log);
  return { credentials: source, close: () => source.close() };
}

function open(
  config: Exclude<CredentialsConfig, { kind: "static" }>,
  observer: CredentialsObserver,
): Promise<OpenCredentials> {
  return config.kind === "file"
    ? openCredentialsFile({ path: config.path, observer })
    : openEcsRole({ role: config.role, endpoint: config.endpoint, observer });
}

/** What is logged of keys is where they come from and when they end: nothing else of them. */
function logTo(log: Logger, variable: string): CredentialsObserver {
  return {
    renewed: ({ expiresAt }) => log.info({ expiresAt }, `new keys of ${variable} are in use`),
    failed: ({ message }) =>
      log.warn(`no new keys of ${variable}, those at hand stay in use and are asked for again: ${message}`),
  };
}

function logFirst(source: CredentialsSource, variable: string, log: Logger): void {
  const keys = source.current();
  const expiresAt = keys.expiresAt ?? null;
  // Whoever writes them may be about to: the first call will see.
  if (haveEnded(keys, new Date())) log.warn({ expiresAt }, `the keys of ${variable} have ended already`);
  else log.info({ expiresAt }, `keys of ${variable} are in use`);
}
