/** Composition root of the server: the API over HTTP. What is behind the API is wired in `subgraph.ts`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import { type Config, ConfigError } from "./config.js";
import type { RequestContext } from "./graphql/context.js";
import { registerGraphqlEndpoint } from "./http/graphql-endpoint.js";
import { createHandler } from "./http/handler.js";
import { registerHealth } from "./http/health.js";
import { createHttpServer } from "./http/server.js";
import { listenProblem } from "./start-problems.js";
import { createSubgraph, type Subgraph, type SubgraphOverrides } from "./subgraph.js";

export type AppOverrides = SubgraphOverrides;

export interface App {
  readonly subgraph: Subgraph;
  /** With its routes, `/graphql` and `/healthz`; hooks and routes may be added until the first request or `listen`. */
  readonly http: FastifyInstance;
  /** Answers requests of another server: of `node:http`, of Express, or of a Fastify of your own. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Null when the real service is used. */
  readonly emulatorUrl: string | null;
  /**
   * Listens where the configuration says. Returns the URL, `http://127.0.0.1:4000/graphql`.
   * @throws ConfigError when the address or port cannot be had.
   */
  listen(): Promise<string>;
  /** Answers what is under way, then closes every socket. */
  close(): Promise<void>;
}

/**
 * Makes everything that the configuration asks for, and does not listen. Nothing of the process is touched: no signal is
 * handled, no environment read.
 * @throws ConfigError when the emulator cannot start, or when there are no keys for the real service.
 */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const subgraph = await createSubgraph(config, overrides);
  try {
    const { server, apollo } = await createServer(subgraph);
    return {
      subgraph,
      http: server.http,
      handler: createHandler(server.http),
      emulatorUrl: subgraph.emulatorUrl,
      async listen() {
        const { host, port } = config;
        const address = await server.http.listen({ host, port }).catch((error: unknown) => {
          throw new ConfigError([listenProblem(error, config)]);
        });
        return `${address}/graphql`;
      },
      async close() {
        await server.close();
        await apollo.stop();
        await subgraph.close();
      },
    };
  } catch (error) {
    await subgraph.close();
    throw error;
  }
}

export interface RunningApp extends App {
  /** `http://127.0.0.1:4000/graphql` */
  readonly url: string;
}

/** Makes the app and listens. */
export async function startApp(config: Config, overrides: AppOverrides = {}): Promise<RunningApp> {
  const app = await createApp(config, overrides);
  try {
    return { ...app, url: await app.listen() };
  } catch (error) {
    await app.close();
    throw error;
  }
}

async function createServer({ schema, apollo: { plugins, formatError }, createContext, log }: Subgraph) {
  const apollo = new ApolloServer<RequestContext>({
    schema,
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError,
    plugins: [ApolloServerPluginLandingPageDisabled(), ...plugins],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  const server = createHttpServer(log);
  registerHealth(server.http);
  registerGraphqlEndpoint(server.http, apollo, (request, { log: requestLog }) =>
    createContext({ ...request, log: requestLog as Logger }),
  );
  return { server, apollo };
}
