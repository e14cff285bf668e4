import { ApolloClient, ApolloLink, HttpLink, InMemoryCache } from "@apollo/client";
import { RetryLink } from "@apollo/client/link/retry";
import { relayStylePagination } from "@apollo/client/utilities";
import generated from "./generated/possible-types.js";

export function createClient(endpoint: string): ApolloClient {
  const http = new HttpLink({ uri: endpoint });
  return new ApolloClient({
    // A generation is paid for: what changes something is sent once. What only reads is tried again by itself.
    link: ApolloLink.split(
      ({ operationType }) => operationType === "mutation",
      http,
      ApolloLink.from([new RetryLink({ attempts: { max: 3 } }), http]),
    ),
    cache: createCache(),
  });
}

/** Pictures and styles are kept by their `id`; the pages of `images` join into one list for each bucket and prefix. */
export function createCache(): InMemoryCache {
  return new InMemoryCache({
    possibleTypes: generated.possibleTypes,
    typePolicies: {
      Query: { fields: { images: relayStylePagination(["bucket", "prefix"]) } },
    },
  });
}
