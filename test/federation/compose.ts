/** Both subgraphs, put together by each of the composers that gateways use. */
import { readFileSync } from "node:fs";
import { composeServices } from "@apollo/composition";
import { composeServices as composeByGuild } from "@theguild/federation-composition";
import { federateSubgraphs, ROUTER_COMPATIBILITY_VERSION_ONE } from "@wundergraph/composition";
import { type DocumentNode, parse } from "graphql";

export interface Subgraph {
  readonly name: string;
  readonly url: string;
  readonly typeDefs: DocumentNode;
}

export interface Composition {
  /** Errors, and hints or warnings, as text. */
  readonly complaints: readonly string[];
}

export const CATALOGUE = parse(readFileSync("test/federation/catalogue.graphql", "utf8"));

/** The subgraph of this server and the catalogue. */
export function subgraphs(imagesSdl: string, imagesUrl = "", catalogueUrl = ""): Subgraph[] {
  return [
    { name: "images", url: imagesUrl, typeDefs: parse(imagesSdl) },
    { name: "catalogue", url: catalogueUrl, typeDefs: CATALOGUE },
  ];
}

/** The supergraph's SDL, by Apollo's composer. */
export function supergraphOf(parts: Subgraph[]): string {
  const { supergraphSdl, errors } = composeServices(parts);
  if (supergraphSdl === undefined) throw new Error(String(errors));
  return supergraphSdl;
}

export const COMPOSERS: Readonly<Record<string, (parts: Subgraph[]) => Composition>> = {
  "@apollo/composition"(parts) {
    const { errors = [], hints = [] } = composeServices(parts);
    return { complaints: [...errors, ...hints].map(String) };
  },
  "@theguild/federation-composition"(parts) {
    const { errors = [] } = composeByGuild(parts);
    return { complaints: errors.map(String) };
  },
  "@wundergraph/composition"(parts) {
    const definitions = parts.map(({ name, url, typeDefs }) => ({ name, url, definitions: typeDefs }));
    const result = federateSubgraphs({ subgraphs: definitions, version: ROUTER_COMPATIBILITY_VERSION_ONE });
    const errors = result.success ? [] : result.errors;
    return { complaints: [...errors, ...result.warnings].map(({ message }) => message) };
  },
};
