/** The API without HTTP: schema, resolvers and what a server of any kind needs to run them over TOS. */
import "reflect-metadata";
import { randomUUID } from "node:crypto";
import type { ApolloServerOptions, ApolloServerPlugin } from "@apollo/server";
import { type GraphQLSchema, print, printSchema } from "graphql";
import type { Logger } from "pino";
import { createResolversMap } from "type-graphql";
import type { Config } from "./config.js";
import { type Admission, createAdmission } from "./generation/admission.js";
import type { BulkheadStats } from "./generation/bulkhead.js";
import { createGenerate } from "./generation/generate.js";
import { createGenerateAll } from "./generation/generate-all.js";
import type { GenerationObserver } from "./generation/generation-observer.js";
import { createPreview } from "./generation/preview.js";
import { createRunningGenerations, type RunningGenerations } from "./generation/running.js";
import { createUploads } from "./generation/upload.js";
import { createArgumentChecks } from "./graphql/argument-checks.js";
import { createBucketChoice } from "./graphql/bucket-choice.js";
import { addCacheHints } from "./graphql/cache-hints.js";
import { createContext, type RequestContext } from "./graphql/context.js";
import { createErrorLogs } from "./graphql/error-logs.js";
import { presentError } from "./graphql/errors.js";
import { createExecute, type Execute, type Validate, validate } from "./graphql/execute.js";
import { createEntities } from "./graphql/federation/entities.js";
import { withReferences } from "./graphql/federation/references.js";
import { copyOneOf, createSubgraphSchema } from "./graphql/federation/subgraph.js";
import { subgraphTypeDefs } from "./graphql/federation/subgraph-sdl.js";
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
import { createDeleteImage } from "./images/deletion.js";
import { createCallLog } from "./observability/call-log.js";
import { traceCalls } from "./observability/call-spans.js";
import { traceGenerations } from "./observability/generation-spans.js";
import { createLog } from "./observability/log.js";
import { registeredTracing, type Tracing } from "./observability/tracing.js";
import { createStyleChanges } from "./styles/style-changes.js";
import { type BreakerState, type CallObserver, tellAll } from "./tos/call-observer.js";
import type { TosClient } from "./tos/client.js";
import type { TosOperation } from "./tos/errors.js";
import { createStyleCache, type StyleCache, type StyleCacheObserver } from "./tos/style-cache.js";
import type { PoolStats } from "./tos/transport.js";
import { openUpstream, type UpstreamOverrides } from "./upstream.js";

/** Who is told of what goes on, to count or trace it. None may throw: one that does is logged, and costs no call. */
export interface Observers {
  /** Of calls to TOS, but for those of a client that is passed. */
  readonly calls?: CallObserver | undefined;
  readonly generations?: GenerationObserver | undefined;
  readonly styles?: StyleCacheObserver | undefined;
}

export interface SubgraphOverrides extends UpstreamOverrides {
  /** Default: JSON lines to standard output, from the configured level on. */
  readonly log?: Logger | undefined;
  /** Who keeps spans. Default: the SDK that is registered with OpenTelemetry's API, if any is. Who passes it closes it. */
  readonly tracing?: Tracing | undefined;
  readonly observers?: Observers | undefined;
}

/** What is known of a request; every member has a default. */
export interface SubgraphRequest {
  /** Stands in log lines. Default: a new UUID. */
  readonly requestId?: string | undefined;
  /** Aborted when the client hangs up: reads end, and a generation that was not sent is dropped. Default: never. */
  readonly signal?: AbortSignal | undefined;
  /** On whose behalf the request is made: waiting generations take turns between them. Default: one for all. */
  readonly principal?: string | undefined;
  /** Default: that of the subgraph, with `requestId` in every line. */
  readonly log?: Logger | undefined;
}

export interface Subgraph {
  /** The executable schema, with what federated gateways ask for: `_service` and `_entities`. */
  readonly schema: GraphQLSchema;
  /** The SDL of the API, without federation, for libraries that take type definitions and resolvers. */
  readonly typeDefs: string;
  /** The same with federation's directives and without `@oneOf`, for `buildSubgraphSchema` of `@apollo/subgraph`. */
  readonly subgraphTypeDefs: string;
  /** By type and field, with scalars, values of enums, types of unions and interfaces, and references of entities. */
  readonly resolvers: ReturnType<typeof createResolversMap>;
  /** Lets a schema that was made from `subgraphTypeDefs` hold its inputs to exactly one member, as ours does. Returns it. */
  enforceOneOf(schema: GraphQLSchema): GraphQLSchema;
  /**
   * What the resolvers need as context value, made anew for each request; a context of your own may hold these members
   * beside others.
   */
  createContext(request?: SubgraphRequest): RequestContext;
  /**
   * For an Apollo Server of your own: without them mutations are not checked as a whole before any of it runs, and errors
   * show what clients must not see.
   */
  readonly apollo: {
    readonly plugins: ApolloServerPlugin<RequestContext>[];
    readonly formatError: NonNullable<ApolloServerOptions<RequestContext>["formatError"]>;
  };
  /** For servers that are not Apollo's: graphql-js's `execute`, with what the plugins and `formatError` do. */
  readonly execute: Execute;
  /** For the same: graphql-js's `validate`, with messages that repeat no value of the document. */
  readonly validate: Validate;
  /** Null when no emulator was started. */
  readonly emulatorUrl: string | null;
  readonly log: Logger;
  /**
   * Resolves when no generation waits or runs, those included whose caller has left: they are paid for. Nothing keeps new
   * ones from coming.
   */
  idle(): Promise<void>;
  /** How many generations wait or run, those included whose caller has left. */
  underWay(): number;
  /** What runs and waits of each model, by its name: its `req_key`, or `other` for all that neither catalogue nor configuration has. */
  generations(): ReadonlyMap<string, BulkheadStats>;
  /** Of the operations of TOS that were called; none where the client that was passed has no breakers. */
  breakers(): ReadonlyMap<TosOperation, BreakerState>;
  /** Of the sockets to TOS, by name of the pool; none where the client that was passed does not tell. */
  pools(): Readonly<Record<string, PoolStats>>;
  /**
   * Refuses generations that wait for their turn, waits for what was sent, then closes every socket to TOS, and the
   * emulator. What comes later fails. Called again, waits for the same.
   */
  close(): Promise<void>;
}

/**
 * Opens what the configuration asks for, and listens nowhere but for the emulator.
 * @throws ConfigError when the emulator cannot start, or when there are no keys for the real service.
 */
export async function createSubgraph(config: Config, overrides: SubgraphOverrides = {}): Promise<Subgraph> {
  const log = overrides.log ?? createLog(config.logLevel);
  const tracing = overrides.tracing ?? registeredTracing();
  const { observers = {} } = overrides;
  const onFault = (error: unknown): void => log.error({ err: error }, "internal error in an observer");
  const calls = tellAll([traceCalls(tracing), createCallLog(log), observers.calls ?? {}], onFault);
  const upstream = await openUpstream(config, overrides, log, calls);
  const { tos, emulatorUrl } = upstream;
  const styles = createStyleCache({
    tos,
    ttlMs: config.styleCacheTtlMs,
    observer: {
      lookedUp(result) {
        try {
          observers.styles?.lookedUp(result);
        } catch (error) {
          onFault(error);
        }
      },
    },
  });
  const admission = createAdmission(config.generation.admission);
  const running = createRunningGenerations();
  const { api, resolveEntities, checks } = createApi(config, {
    tos,
    styles,
    admission,
    running,
    log,
    tracing,
    observer: observers.generations,
  });
  const { authDirectives } = config.federation;
  const schema = addCacheHints(createSubgraphSchema(api, { authDirectives, resolveEntities }), config);
  const errorLogs = createErrorLogs(log);
  let closing: Promise<void> | undefined;
  return {
    schema,
    typeDefs: printSchema(api),
    subgraphTypeDefs: print(subgraphTypeDefs(api, { authDirectives })),
    resolvers: withReferences(createResolversMap(api), resolveEntities),
    enforceOneOf: (other) => copyOneOf(api, other),
    createContext: ({
      requestId = randomUUID(),
      signal = new AbortController().signal,
      principal = "",
      log: own,
    } = {}) =>
      createContext(tos, styles, {
        requestId,
        signal,
        principal,
        log: own ?? log.child({ requestId }),
        timeoutMs: config.timeouts.readMs,
      }),
    apollo: {
      plugins: [inputErrorsPlugin(), mutationInputPlugin(checks), errorLogs.plugin],
      formatError: (formatted, error) => presentError(formatted, error, errorLogs.of(error)),
    },
    execute: createExecute({ checks, errorLogIn: errorLogs.in }),
    validate,
    emulatorUrl,
    log,
    idle: () => running.idle(),
    underWay: () => running.count(),
    generations: admission.stats,
    breakers: () => tos.breakers?.() ?? new Map(),
    pools: () => tos.poolStats?.() ?? {},
    close() {
      admission.close();
      styles.close();
      closing ??= upstream.close();
      return closing;
    },
  };
}

interface ApiParts {
  readonly tos: TosClient;
  readonly styles: StyleCache;
  readonly admission: Admission;
  readonly running: RunningGenerations;
  readonly log: Logger;
  readonly tracing: Tracing;
  readonly observer: GenerationObserver | undefined;
}

function createApi(config: Config, parts: ApiParts) {
  const chooseBucket = createBucketChoice({
    defaultBucket: config.tos.defaultBucket,
    onlyBucket: (config.emulator === null && config.tos.endpoint?.bucket) || null,
  });
  const { tos, styles, admission, running, log, tracing, observer } = parts;
  const defaultTimeoutMs = config.timeouts.generationMs;
  const { checkSource, batchConcurrency } = config.generation;
  const watched = running.watch(
    createGenerate({
      tos,
      defaultTimeoutMs,
      checkSource,
      admission,
      onFault: (error) => log.error({ err: error }, "internal error in a generation"),
      ...(observer !== undefined && { observer }),
    }),
  );
  const generate = traceGenerations(watched, tracing);
  const generateAll = createGenerateAll({
    concurrency: batchConcurrency,
    defaultTimeoutMs,
  });
  const { signedUrlMaxSeconds } = config;
  const uploads = { ...config.uploads, maxSeconds: signedUrlMaxSeconds };
  const createUpload = createUploads({ presignPut: tos.presignPut, ...uploads });
  const deleteImage = createDeleteImage({ tos, timeoutMs: config.timeouts.readMs });
  const styleChanges = createStyleChanges({ tos, cache: styles, timeoutMs: config.timeouts.readMs });
  const api = createSchema([
    new GenerateImageResolver(generate, generateAll, chooseBucket, defaultTimeoutMs),
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
  return {
    api,
    resolveEntities: createEntities(chooseBucket),
    checks: createArgumentChecks({ chooseBucket, uploads, signedUrlMaxSeconds }),
  };
}
