/** The gateways that run in Node.js, each over a real socket in front of a supergraph. */
import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { ApolloGateway } from "@apollo/gateway";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginLandingPageDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { createGatewayRuntime } from "@graphql-hive/gateway-runtime";

export interface Gateway {
  readonly url: string;
  close(): Promise<void>;
}

export const GATEWAYS: Readonly<Record<string, (supergraphSdl: string) => Promise<Gateway>>> = {
  async "@apollo/gateway"(supergraphSdl) {
    const apollo = new ApolloServer({
      gateway: new ApolloGateway({ supergraphSdl }),
      plugins: [ApolloServerPluginLandingPageDisabled()],
      stopOnTerminationSignals: false,
    });
    const { url } = await startStandaloneServer(apollo, { listen: { host: "127.0.0.1", port: 0 } });
    return { url, close: () => apollo.stop() };
  },

  async "@graphql-hive/gateway-runtime"(supergraphSdl) {
    const runtime = createGatewayRuntime({ supergraph: supergraphSdl, logging: false });
    const http = createServer(runtime);
    http.listen(0, "127.0.0.1");
    await once(http, "listening");
    return {
      url: `http://127.0.0.1:${(http.address() as AddressInfo).port}/graphql`,
      async close() {
        http.closeAllConnections();
        http.close();
        await once(http, "close");
        await runtime[Symbol.asyncDispose]();
      },
    };
  },
};
