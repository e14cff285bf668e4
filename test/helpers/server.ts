/** Starts the real server, from an environment as an operator would write it, and speaks GraphQL to it as a client would. */
import type { TypedDocumentNode } from "@graphql-typed-document-node/core";
import { print } from "graphql";
import type { Registry } from "prom-client";
import { type RunningApp, startApp } from "../../src/app.js";
import { readConfig } from "../../src/config.js";
import { createLog } from "../../src/observability/log.js";
import type { Subgraph } from "../../src/subgraph.js";

export interface GraphqlReply<T> {
  readonly data?: T | null;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

export interface TestServer {
  readonly url: string;
  readonly emulatorUrl: string;
  readonly metrics: Registry;
  /** Empty unless METRICS is on. */
  readonly metricsUrl: string;
  /** What runs behind the API. */
  readonly subgraph: Subgraph;
  /** Every line that was logged so far, as text. */
  readonly logged: readonly string[];
  /** Sends a typed document; fails the test when the reply has errors. */
  execute<T, V>(document: TypedDocumentNode<T, V>, variables: V): Promise<T>;
  /** Sends anything; returns the status and the reply as it came. */
  post(
    body: unknown,
    init?: RequestInit,
  ): Promise<{ status: number; headers: Headers; body: GraphqlReply<Record<string, unknown>> }>;
  close(): Promise<void>;
}

/** A server in front of the given upstream, with the credentials that stubs do not check. */
export function startServerFor(
  upstreamUrl: string,
  environment: Record<string, string> = {},
): Promise<TestServer> {
  return startServer({
    TOS_ENDPOINT: upstreamUrl,
    TOS_ACCESS_KEY: "testAK",
    TOS_SECRET_KEY: "testSK",
    TOS_BUCKET: "examplebucket",
    // A stub answers every request alike: a generation is to be the only one.
    GENERATION_SOURCE_CHECK: "off",
    // And what one is made to fail with has to fail, however often.
    TOS_RETRIES: "off",
    TOS_BREAKER: "off",
    ...environment,
  });
}

export async function startServer(environment: Record<string, string>): Promise<TestServer> {
  const logged: string[] = [];
  const log = createLog("trace", { write: (line: string) => logged.push(line) });
  const app: RunningApp = await startApp(readConfig({ PORT: "0", EMULATOR_PORT: "0", ...environment }), {
    log,
  });
  const post: TestServer["post"] = async (body, init) => {
    const response = await fetch(app.url, {
      method: "POST",
      // As clients of today ask: with plain JSON alone a refused request would have status 200.
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify(body),
      ...init,
    });
    return {
      status: response.status,
      headers: response.headers,
      body: (await response.json()) as GraphqlReply<Record<string, unknown>>,
    };
  };
  return {
    url: app.url,
    emulatorUrl: app.emulatorUrl ?? "",
    metrics: app.metrics,
    metricsUrl: app.metricsUrl() ?? "",
    subgraph: app.subgraph,
    logged,
    post,
    async execute(document, variables) {
      const { body } = await post({ query: print(document), variables });
      if (body.errors !== undefined || body.data == null) throw new Error(JSON.stringify(body));
      return body.data as never;
    },
    close: () => app.close(),
  };
}
