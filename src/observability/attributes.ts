/**
 * Names of the attributes that spans have: OpenTelemetry's where its semantic conventions have one, which a test holds to
 * the package of them, and our own.
 */

export const CONVENTIONAL = {
  CLIENT_ADDRESS: "client.address",
  ERROR_TYPE: "error.type",
  GEN_AI_REQUEST_MODEL: "gen_ai.request.model",
  GRAPHQL_OPERATION_NAME: "graphql.operation.name",
  GRAPHQL_OPERATION_TYPE: "graphql.operation.type",
  HTTP_REQUEST_METHOD: "http.request.method",
  HTTP_REQUEST_RESEND_COUNT: "http.request.resend_count",
  HTTP_RESPONSE_STATUS_CODE: "http.response.status_code",
  HTTP_ROUTE: "http.route",
  SERVER_ADDRESS: "server.address",
  SERVER_PORT: "server.port",
  URL_FULL: "url.full",
  URL_PATH: "url.path",
  URL_SCHEME: "url.scheme",
} as const;

export const OWN = {
  /** True where the client hung up before it had its answer. */
  CLIENT_LEFT: "http.client_left",
  /** `x-request-id`: what the log lines of the request have, too. */
  REQUEST_ID: "http.request_id",
  /** TOS's name of what is called: `ImageToImage`. */
  TOS_OPERATION: "tos.operation",
  TOS_BUCKET: "tos.bucket",
  /** `x-tos-request-id` of the reply. */
  TOS_REQUEST_ID: "tos.request_id",
  /** How long a call waits before it is made again, in milliseconds. */
  RETRY_DELAY_MS: "tos.retry.delay_ms",
  BREAKER_STATE: "tos.breaker.state",
  /** `IMAGE_TO_IMAGE` or `TEXT_TO_IMAGE`. */
  GENERATION_TASK: "generation.task",
  /** The member of the result's union. */
  GENERATION_OUTCOME: "generation.outcome",
  /** The model's own code, such as 50412. */
  GENERATION_MODEL_CODE: "generation.model_code",
  /** The model's own id of the request. */
  GENERATION_MODEL_REQUEST_ID: "generation.model_request_id",
  /** Where the time went, in milliseconds. */
  GENERATION_LOOKUP_MS: "generation.lookup_ms",
  GENERATION_QUEUE_MS: "generation.queue_ms",
  GENERATION_UPSTREAM_MS: "generation.upstream_ms",
  GENERATION_MAPPING_MS: "generation.mapping_ms",
} as const;
