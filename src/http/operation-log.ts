/** Names the operation in the lines of its request's log. */
import type { ApolloServerPlugin } from "@apollo/server";
import type { RequestContext } from "../graphql/context.js";

/** A client chooses the name, and a log is paid for by its length. */
const MAX_NAME_LENGTH = 100;

/** For contexts whose log is of one request alone: what is bound to it stays there. */
export function operationLogPlugin(): ApolloServerPlugin<RequestContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ contextValue, operationName }) {
          if (operationName === null) return;
          contextValue.log.setBindings({ operationName: operationName.slice(0, MAX_NAME_LENGTH) });
        },
      };
    },
  };
}
