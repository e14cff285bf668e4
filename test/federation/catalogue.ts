/** The second subgraph, over a real socket: a shop's products, which hold no picture but refer to stored ones. */
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { startStandaloneServer } from "@apollo/server/standalone";
import { buildSubgraphSchema } from "@apollo/subgraph";
import { CATALOGUE } from "./compose.js";

interface Picture {
  readonly bucket: string;
  readonly key: string;
}

interface Product {
  readonly sku: string;
  readonly title: string;
  readonly picture: Picture | null;
  readonly frame: { readonly bucket: string; readonly name: string } | null;
  readonly madeWith: { readonly id: string } | null;
}

export interface Catalogue {
  readonly url: string;
  close(): Promise<void>;
}

/** A hundred products, "p0" to "p99": the frames of the even ones exist in their bucket, those of the odd ones do not. */
export async function startCatalogue(): Promise<Catalogue> {
  const products = new Map<string, Product>(
    Array.from({ length: 100 }, (_, at) => [
      `p${at}`,
      {
        sku: `p${at}`,
        title: `Product ${at}`,
        picture: { bucket: "examplebucket", key: at === 99 ? "../odd" : `products/${at}.jpg` },
        frame: { bucket: "examplebucket", name: at % 2 === 0 ? "style01" : `none${at}` },
        madeWith: { id: at === 0 ? "model:i2i_xl_sft" : "model:nobody's" },
      },
    ]),
  );
  const productOf = (sku: string) => products.get(sku) ?? null;
  const shownBy = ({ bucket, key }: Picture) =>
    [...products.values()].filter(({ picture }) => picture?.bucket === bucket && picture.key === key);
  const apollo = new ApolloServer({
    schema: buildSubgraphSchema({
      typeDefs: CATALOGUE,
      resolvers: {
        Query: {
          products: (_: unknown, { first }: { first: number }) => ({
            nodes: [...products.values()].slice(0, first),
            pageInfo: { hasNextPage: first < products.size, hasPreviousPage: false },
          }),
          product: (_: unknown, { sku }: { sku: string }) => productOf(sku),
          featured: () => [
            { __typename: "Product", ...productOf("p0") },
            {
              __typename: "Banner",
              slogan: "Summer",
              background: { bucket: "examplebucket", key: "1171.jpeg" },
            },
          ],
        },
        Mutation: {
          setProductPicture(_: unknown, { sku, ...picture }: { sku: string } & Picture) {
            const product = productOf(sku);
            if (product === null) throw new Error("no such product");
            products.set(sku, { ...product, picture });
            return products.get(sku);
          },
        },
        StoredImage: {
          caption: ({ key }: Picture) => `A picture called ${key}`,
          products: shownBy,
          frameColor: ({ averageHue }: { averageHue?: string | null }) =>
            averageHue && `to go with ${averageHue}`,
        },
        Product: {
          __resolveReference: ({ sku }: Product) => productOf(sku),
          brochure: ({ sku }: Product) => ({
            url: `https://shop.example/${sku}.pdf`,
            expiresAt: "2027-01-31T12:00:00.000Z",
          }),
        },
        ProcessingStyle: {
          framedProducts: ({ name }: { name: string }) =>
            [...products.values()].filter(({ frame }) => frame?.name === name).length,
        },
        ImageModel: { centsPerPicture: ({ id }: { id: string }) => (id === "model:i2i_xl_sft" ? 20 : null) },
      } as never,
    }),
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  const { url } = await startStandaloneServer(apollo, { listen: { host: "127.0.0.1", port: 0 } });
  return { url, close: () => apollo.stop() };
}
