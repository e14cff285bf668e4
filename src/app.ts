/** Composition root: the one file that knows every part and wires them by constructor. */
import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { ApolloServerPluginInlineTrace } from "@apollo/server/plugin/inlineTrace";
import { type Logger, pino } from "pino";
import { type Config, ConfigError, type EmulatorConfig, type TosConfig } from "./config.js";
import type { Emulator } from "./emulator/emulator.js";
import { createGenerate } from "./generation/generate.js";
import { createGenerateAll } from "./generation/generate-all.js";
import { createPreview } from "./generation/preview.js";
import { createUploads } from "./generation/upload.js";
import { createArgumentChecks } from "./graphql/argument-checks.js";
import { createBucketChoice } from "./graphql/bucket-choice.js";
import { addCacheHints } from "./graphql/cache-hints.js";
import { createContext, type RequestContext } from "./graphql/context.js";
import { presentError } from "./graphql/errors.js";
import { createEntities } from "./graphql/federation/entities.js";
import { createSubgraphSchema } from "./graphql/federation/subgraph.js";
import { GenerateImageResolver } from "./graphql/generation/generate-image.resolver.js";
import { PreviewGenerationResolver } from "./graphql/generation/preview-generation.resolver.js";
import { DeleteImageResolver } from "./graphql/images/delete-image.resolver.js";
import { ImagesResolver } from "./graphql/images/images.resolver.js";
import { ImageInfoResolver, StoredImageResolver } from "./graphql/images/stored-image.resolver.js";
import { inputErrorsPlugin } from "./graphql/input-errors.js";
import { ImageModelResolver } from "./graphql/models/image-model.resolver.js";
import { mutationInputPlugin } from "./graphql/mutation-input.js";
import { ProcessingStyleStepsResolver } from "./graphql/processing/processing-style-steps.resolver.js";
import { createSchema } from "./graphql/schema.js";
import { ProcessingStyleResolver } from "./graphql/styles/processing-style.resolver.js";
import { StyleChangesResolver } from "./graphql/styles/style-changes.resolver.js";
import { CreateImageUploadResolver } from "./graphql/uploads/create-image-upload.resolver.js";
import { registerGraphqlEndpoint } from "./http/graphql-endpoint.js";
import { registerHealth } from "./http/health.js";
import { createOriginCheck } from "./http/origins.js";
import { createPersistedQueryCache } from "./http/persisted-query-cache.js";
import { responseStatusPlugin } from "./http/response-status.js";
import { createHttpServer } from "./http/server.js";
import { registerTraceTrust } from "./http/trace-trust.js";
import { createDeleteImage } from "./images/deletion.js";
import { countUnfit, loadTrustedDocuments } from "./load-trusted-documents.js";
import { emulatorProblem, listenProblem } from "./start-problems.js";
import { createStyleChanges } from "./styles/style-changes.js";
import { createTosClient, type TosClient } from "./tos/client.js";
import type { TosCredentials } from "./tos/credentials.js";
import { parseEndpoint } from "./tos/endpoint.js";
import { createStyleCache, type StyleCache } from "./tos/style-cache.js";

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
    const styles = createStyleCache({ tos, ttlMs: config.styleCacheTtlMs });
    const { server, apollo } = await createServer(config, tos, styles, log);
    const address = await server.http
      .listen({ host: config.host, port: config.port })
      .catch((error: unknown) => {
        throw new ConfigError([listenProblem(error, config)]);
      });
    return {
      url: `${address}/graphql`,
      emulatorUrl: emulator?.url ?? null,
      async close() {
        await server.close();
        await apollo.stop();
        styles.close();
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
  const { region, publicEndpoint, defaultBucket } = tos;
  const emulator = await createEmulator({
    ...config,
    region,
    buckets: defaultBucket === null ? [] : [defaultBucket],
    ...(publicEndpoint !== null && { publicUrl: `${publicEndpoint.protocol}//${publicEndpoint.host}` }),
    log: (message) => log.debug(message),
  }).catch((error: unknown) => {
    throw new ConfigError([emulatorProblem(error, config)]);
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

async function createServer(config: Config, tos: TosClient, styles: StyleCache, log: Logger) {
  const chooseBucket = createBucketChoice({
    defaultBucket: config.tos.defaultBucket,
    onlyBucket: (config.emulator === null && config.tos.endpoint?.bucket) || null,
  });
  const defaultTimeoutMs = config.timeouts.generationMs;
  const { checkSource, batchConcurrency } = config.generation;
  const generate = createGenerate({
    tos,
    defaultTimeoutMs,
    checkSource,
    onFault: (error) => log.error({ err: error }, "internal error in a generation"),
  });
  const generateAll = createGenerateAll({
    concurrency: batchConcurrency,
    defaultTimeoutMs,
  });
  const { signedUrlMaxSeconds } = config;
  const uploads = { ...config.uploads, maxSeconds: signedUrlMaxSeconds };
  const createUpload = createUploads({ presignPut: tos.presignPut, ...uploads });
  const deleteImage = createDeleteImage({ tos, timeoutMs: config.timeouts.readMs });
  const styleChanges = createStyleChanges({ tos, cache: styles, timeoutMs: config.timeouts.readMs });
  const { origins, statuses, compression, apq, trustedDocuments } = config.http;
  const trusted = await loadTrustedDocuments(trustedDocuments);
  const api = createSchema([
    new GenerateImageResolver(generate, generateAll, chooseBucket),
    new PreviewGenerationResolver(createPreview({ tos, defaultTimeoutMs }), chooseBucket),
    new ProcessingStyleResolver(chooseBucket),
    new StoredImageResolver(chooseBucket, tos.presign, signedUrlMaxSeconds),
    new StyleChangesResolver(styleChanges, chooseBucket),
    new ProcessingStyleStepsResolver(),
    new ImageInfoResolver(),
    new ImagesResolver(chooseBucket),
    new DeleteImageResolver(deleteImage, chooseBucket),
    new ImageModelResolver(),
    new CreateImageUploadResolver(createUpload, chooseBucket),
  ]);
  const schema = addCacheHints(
    createSubgraphSchema(api, {
      authDirectives: config.federation.authDirectives,
      resolveEntities: createEntities(chooseBucket),
    }),
    config,
  );
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
    formatError: (formatted, error) =>
      presentError(formatted, error, {
        fault: (cause, errorId) => log.error({ err: cause, errorId }, "internal error"),
        upstream: ({ code, message, requestId }) => log.warn({ code, tosRequestId: requestId }, message),
      }),
    plugins: [
      ApolloServerPluginLandingPageDisabled(),
      responseStatusPlugin(statuses),
      // Messages of errors are masked in traces.
      ApolloServerPluginInlineTrace(),
      inputErrorsPlugin(),
      mutationInputPlugin(createArgumentChecks({ chooseBucket, uploads, signedUrlMaxSeconds })),
    ],
    stopOnTerminationSignals: false,
    logger: log,
  });
  await apollo.start();
  const isAllowedOrigin = createOriginCheck(origins);
  const server = await createHttpServer({ log, isAllowedOrigin, compression });
  registerHealth(server.http);
  registerTraceTrust(server.http, config.federation.gatewaySecret);
  registerGraphqlEndpoint(
    server.http,
    apollo,
    { isAllowedOrigin, statuses, documents: { mode: trustedDocuments.mode, trusted, apq } },
    (request, { log: requestLog }) => createContext(tos, styles, { ...request, log: requestLog as Logger }),
  );
  return { server, apollo };
}
