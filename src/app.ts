/** Composition root: the one file that knows every part and wires them by constructor. */
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { type Logger, pino } from "pino";
import type { Config, EmulatorConfig, TosConfig } from "./config.js";
import type { Emulator } from "./emulator/emulator.js";
import { createGenerate } from "./generation/generate.js";
import { createBucketDefault } from "./graphql/bucket-default.js";
import { createContext, type RequestContext } from "./graphql/context.js";
import { presentError } from "./graphql/errors.js";
import { GenerateImageResolver } from "./graphql/generation/generate-image.resolver.js";
import { ImageInfoResolver, StoredImageResolver } from "./graphql/images/stored-image.resolver.js";
import { inputErrorsPlugin } from "./graphql/input-errors.js";
import { ImageModelResolver } from "./graphql/models/image-model.resolver.js";
import { createSchema } from "./graphql/schema.js";
import { ProcessingStyleResolver } from "./graphql/styles/processing-style.resolver.js";
import { registerGraphqlEndpoint } from "./http/graphql-endpoint.js";
import { registerHealth } from "./http/health.js";
import { createHttpServer } from "./http/server.js";
import { createTosClient, type TosClient } from "./tos/client.js";
import type { TosCredentials } from "./tos/credentials.js";
import { parseEndpoint } from "./tos/endpoint.js";

export interface App {
  /** `http://127.0.0.1:4000/graphql` */
  readonly url: string;
  /** Null when the real service is used. */
  readonly emulatorUrl: string | null;
  /** Answers what is under way, then closes every socket. */
  close(): Promise<void>;
}

/** Starts everything that the configuration asks for, and listens. */
export async function startApp(config: Config, overrides: { readonly log?: Logger } = {}): Promise<App> {
  const log = overrides.log ?? pino({ level: config.logLevel, base: null });
  const emulator = config.emulator && (await startEmulator(config.emulator, config.tos, log));
  try {
    const tos = createTos(config, emulator);
    const { server, apollo } = await createServer(config, tos, log);
    const address = await server.http.listen({ host: config.host, port: config.port });
    return {
      url: `${address}/graphql`,
      emulatorUrl: emulator?.url ?? null,
      async close() {
        await server.close();
        await apollo.stop();
        await tos.close();
        await emulator?.close();
      },
    };
  } catch (error) {
    await emulator?.close();
    throw error;
  }
}

interface Embedded extends Emulator {
  readonly credentials: TosCredentials;
}

/** sharp, which draws the pictures, is loaded only here: a server of the real service has no use for it. */
async function startEmulator(config: EmulatorConfig, tos: TosConfig, log: Logger): Promise<Embedded> {
  const { createEmulator, EMULATOR_CREDENTIALS } = await import("./emulator/emulator.js");
  const { region, publicEndpoint } = tos;
  const emulator = await createEmulator({
    ...config,
    region,
    ...(publicEndpoint !== null && { publicUrl: `${publicEndpoint.protocol}//${publicEndpoint.host}` }),
    log: (message) => log.debug(message),
  });
  log.info(
    `TOS is the embedded emulator at ${emulator.url}, with its data in ${config.dataFolder}: set TOS_ACCESS_KEY and TOS_SECRET_KEY for the real service`,
  );
  return { ...emulator, credentials: EMULATOR_CREDENTIALS };
}

function createTos({ tos, timeouts }: Config, emulator: Embedded | null): TosClient {
  const endpoint = emulator === null ? tos.endpoint : parseEndpoint(emulator.url);
  const credentials = emulator === null ? tos.credentials : emulator.credentials;
  if (endpoint === null || credentials === null) throw new Error("a checked configuration has both");
  return createTosClient({
    endpoint,
    region: tos.region,
    credentials: () => credentials,
    aigcMethod: tos.aigcMethod,
    timeoutMs: timeouts.readMs,
    connectTimeoutMs: timeouts.connectMs,
    ...(tos.publicEndpoint !== null && { publicEndpoint: tos.publicEndpoint }),
  });
}

async function createServer(config: Config, tos: TosClient, log: Logger) {
  const bucketOr = createBucketDefault(config.tos.defaultBucket);
  const generate = createGenerate({ tos, defaultTimeoutMs: config.timeouts.generationMs });
  const apollo = new ApolloServer<RequestContext>({
    schema: createSchema([
      new GenerateImageResolver(generate, bucketOr),
      new ProcessingStyleResolver(bucketOr),
      new StoredImageResolver(bucketOr, tos.presign),
      new ImageInfoResolver(),
      new ImageModelResolver(),
    ]),
    introspection: true,
    includeStacktraceInErrorResponses: false,
    formatError: (formatted, error) =>
      presentError(formatted, error, (cause, errorId) =>
        log.error({ err: cause, errorId }, "internal error"),
      ),
    plugins: [ApolloServerPluginLandingPageDisabled(), inputErrorsPlugin()],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  const server = createHttpServer(log);
  registerHealth(server.http);
  registerGraphqlEndpoint(server.http, apollo, (request, { log: requestLog }) =>
    createContext(tos, { ...request, log: requestLog as Logger }),
  );
  return { server, apollo };
}
