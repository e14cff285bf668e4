/** Composition root of the server: the API over HTTP. What is behind the API is wired in `subgraph.ts`. */
import type { IncomingMessage, ServerResponse } from "node:http";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import type { FastifyInstance } from "fastify";
import type { Logger } from "pino";
import type { Registry } from "prom-client";
import { type Config, ConfigError } from "./config.js";
import type { RequestContext } from "./graphql/context.js";
import { registerGraphqlEndpoint } from "./http/graphql-endpoint.js";
import { createHandler } from "./http/handler.js";
import { registerHealth } from "./http/health.js";
import { operationLogPlugin } from "./http/operation-log.js";
import { createOriginCheck } from "./http/origins.js";
import { createPersistedQueryCache } from "./http/persisted-query-cache.js";
import { responseStatusPlugin } from "./http/response-status.js";
import { createHttpServer } from "./http/server.js";
import { registerTraceTrust } from "./http/trace-trust.js";
import { countUnfit, loadTrustedDocuments } from "./load-trusted-documents.js";
import { registerHttpSpans } from "./observability/http-spans.js";
import { createLog } from "./observability/log.js";
import { createOperationLabel } from "./observability/operation-names.js";
import { describeOperations, traceOperations } from "./observability/operation-spans.js";
import { listenProblem } from "./start-problems.js";
import { createSubgraph, type Subgraph, type SubgraphOverrides } from "./subgraph.js";
import { openTelemetry, type Telemetry } from "./telemetry.js";

export type AppOverrides = SubgraphOverrides;

export interface App {
  readonly subgraph: Subgraph;
  /** With its routes, `/graphql`, `/healthz` and `/readyz`; hooks and routes may be added until the first request or `listen`. */
  readonly http: FastifyInstance;
  /** Answers requests of another server: of `node:http`, of Express, or of a Fastify of your own. */
  readonly handler: (request: IncomingMessage, response: ServerResponse) => void;
  /** Null when the real service is used. */
  readonly emulatorUrl: string | null;
  /** The app's own metrics, whether they are served or not: `await app.metrics.metrics()` is the text for Prometheus. */
  readonly metrics: Registry;
  /** `http://127.0.0.1:9464/metrics`; null before `listen`, and where the configuration has none served. */
  readonly metricsUrl: () => string | null;
  /**
   * Listens where the configuration says. Returns the URL, `http://127.0.0.1:4000/graphql`.
   * @throws ConfigError when an address or port cannot be had, the API's or the metrics'.
   */
  listen(): Promise<string>;
  /**
   * To be called before `close`, where something balances between replicas: `/readyz` fails from now on, and answers ask
   * for their connections to be closed. Every request is still answered.
   */
  drain(): void;
  /** What `close` would wait for. A generation whose client has left is there without its request. */
  underWay(): { readonly requests: number; readonly generations: number };
  /**
   * Answers what is under way and finishes what is paid for, then closes every socket. Called again, waits for the same.
   */
  close(): Promise<void>;
}

/**
 * Makes everything that the configuration asks for, and does not listen. Nothing of the process is touched: no signal is
 * handled, no environment read.
 * @throws ConfigError when the emulator cannot start, or when there are no keys for the real service.
 */
export async function createApp(config: Config, overrides: AppOverrides = {}): Promise<App> {
  const log = overrides.log ?? createLog(config.logLevel);
  const telemetry = await openTelemetry(config, { ...overrides, log });
  const { metrics, tracing, observers } = telemetry;
  const subgraph = await createSubgraph(config, { ...overrides, log, tracing, observers }).catch(
    async (error) => {
      await telemetry.close();
      throw error;
    },
  );
  metrics.watch({
    generations: () => subgraph.generations(),
    pools: () => Object.entries(subgraph.pools()),
  });
  try {
    const { server, apollo } = await createServer(config, subgraph, telemetry);
    let closing: Promise<void> | undefined;
    const close = async () => {
      await server.close();
      await apollo.stop();
      await subgraph.idle();
      await subgraph.close();
      // Last: what ends with the rest is told, too.
      await telemetry.close();
    };
    return {
      subgraph,
      http: server.http,
      handler: createHandler(server.http),
      emulatorUrl: subgraph.emulatorUrl,
      metrics: metrics.registry,
      metricsUrl: () => telemetry.metricsUrl(),
      async listen() {
        const { host, port } = config;
        const address = await server.http.listen({ host, port }).catch((error: unknown) => {
          // Told to listen twice, or after its end: Fastify says so, and no setting would help.
          if (error instanceof Error && "code" in error && /^FST_/.test(String(error.code))) throw error;
          throw new ConfigError([listenProblem(error, config)]);
        });
        await telemetry.serve();
        return `${address}/graphql`;
      },
      drain: () => server.drain(),
      underWay: () => ({ requests: server.underWay(), generations: subgraph.underWay() }),
      close() {
        closing ??= close();
        return closing;
      },
    };
  } catch (error) {
    await subgraph.close();
    await telemetry.close();
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

async function createServer(config: Config, subgraph: Subgraph, { tracing, metrics }: Telemetry) {
  const { schema, apollo: rules, log } = subgraph;
  const { origins, statuses, compression, apq, trustedDocuments } = config.http;
  const trusted = await loadTrustedDocuments(trustedDocuments);
  if (trusted !== null) {
    const unfit = countUnfit(trusted, schema);
    log[unfit === 0 ? "info" : "warn"]({ documents: trusted.size, unfit }, "trusted documents read");
  }
  const apollo = new ApolloServer<RequestContext>({
    schema,
    // A rule of our own takes its place, which asks no header of clients: src/http/cross-site.ts.
    csrfPrevention: false,
    persistedQueries: apq && { cache: createPersistedQueryCache() },
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError: rules.formatError,
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      describeOperations(),
      operationLogPlugin(),
      metrics.operations(createOperationLabel(trusted?.texts())),
      responseStatusPlugin(statuses),
      // Messages of errors are masked in traces.
      ApolloServerPluginInlineTrace(),
      ...rules.plugins,
    ],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  const isAllowedOrigin = createOriginCheck(origins);
  const { pressure, breakerFailsReadiness } = config.process;
  const server = await createHttpServer({
    log,
    isAllowedOrigin,
    compression,
    pressure,
    observe: metrics.http.observe,
    onPressureRefusal: metrics.http.refusedByPressure,
  });
  registerHttpSpans(server.http, tracing);
  registerHealth(server.http, { ...server, breakers: subgraph.breakers, breakerFailsReadiness });
  registerTraceTrust(server.http, config.federation.gatewaySecret);
  registerGraphqlEndpoint(
    server.http,
    traceOperations(apollo, tracing),
    { isAllowedOrigin, statuses, documents: { mode: trustedDocuments.mode, trusted, apq } },
    (request, { ip, log: requestLog }) =>
      subgraph.createContext({ ...request, principal: ip, log: requestLog as Logger }),
  );
  return { server, apollo };
}
