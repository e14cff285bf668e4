import type { TypedDocumentString } from "./generated/graphql.js";

/** What stands in `errors`: invalid input, or a fault of the server. Failures of a generation are data, and never here. */
export interface GraphQLProblem {
  readonly message: string;
  readonly extensions?: { readonly code?: string };
}

export class GraphQLRequestError extends Error {
  override readonly name = "GraphQLRequestError";

  constructor(readonly problems: readonly GraphQLProblem[]) {
    super(problems.map(({ message }) => message).join("\n"));
  }
}

export interface Client {
  /** Rejects with a `GraphQLRequestError`, or as `fetch` does. */
  execute<Result, Variables>(
    document: TypedDocumentString<Result, Variables>,
    variables: Variables,
  ): Promise<Result>;
}

interface Reply<Result> {
  readonly data?: Result | null;
  readonly errors?: readonly GraphQLProblem[];
}

/**
 * Sends documents by their hash. A server that was given src/generated/persisted-documents.json knows them all, and may
 * refuse all others. One that was not, as in development, is sent the text from its first answer on.
 */
export function createClient(endpoint: string): Client {
  let knowsHashes = true;

  async function post<Result>(body: Record<string, unknown>): Promise<Reply<Result>> {
    const response = await fetch(endpoint, {
      method: "POST",
      headers: { "content-type": "application/json", accept: "application/graphql-response+json" },
      body: JSON.stringify(body),
    });
    if (!/json/.test(response.headers.get("content-type") ?? "")) {
      throw new Error(`${endpoint} answered ${response.status} without JSON: is it the GraphQL endpoint?`);
    }
    return (await response.json()) as Reply<Result>;
  }

  return {
    async execute<Result, Variables>(document: TypedDocumentString<Result, Variables>, variables: Variables) {
      const sha256Hash = document.__meta__?.hash;
      let reply: Reply<Result> | undefined;
      if (knowsHashes && sha256Hash !== undefined) {
        reply = await post({ variables, extensions: { persistedQuery: { version: 1, sha256Hash } } });
        knowsHashes = !reply.errors?.some(({ extensions }) =>
          extensions?.code?.startsWith("PERSISTED_QUERY_NOT_"),
        );
      }
      // Nothing was executed, so nothing was paid: sending it once more is safe, mutations included.
      if (!knowsHashes || reply === undefined) {
        reply = await post({ query: document.toString(), variables });
      }
      if (reply.errors !== undefined || reply.data == null) {
        throw new GraphQLRequestError(reply.errors ?? [{ message: "The answer holds no data." }]);
      }
      return reply.data;
    },
  };
}
