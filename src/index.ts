/** What the package gives to who embeds it: see docs/embedding.md. The server alone is `main.ts`. */
import "reflect-metadata";

export { type App, type AppOverrides, createApp, type RunningApp, startApp } from "./app.js";
export {
  type Config,
  ConfigError,
  type ConfigOptions,
  type EmulatorConfig,
  type Environment,
  readConfig,
  type TosConfig,
} from "./config.js";
export type { RequestContext } from "./graphql/context.js";
export { createConfig, type Settings } from "./settings.js";
export {
  createSubgraph,
  type Observers,
  type Subgraph,
  type SubgraphOverrides,
  type SubgraphRequest,
} from "./subgraph.js";
export type { BreakerState, CallObserver } from "./tos/call-observer.js";
export { createTosClient, type TosClient, type TosClientOptions } from "./tos/client.js";
export type { CredentialsProvider, CredentialsSource, TosCredentials } from "./tos/credentials.js";
export { parseEndpoint, type TosEndpoint } from "./tos/endpoint.js";
export {
  TosAbortedError,
  TosAddressError,
  TosConnectionError,
  TosCredentialsError,
  TosError,
  TosReplyError,
  TosServiceError,
  TosTimeoutError,
  TosUnavailableError,
} from "./tos/errors.js";
