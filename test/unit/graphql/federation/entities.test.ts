import "reflect-metadata";
import { ApolloServer } from "@apollo/server";
import { ApolloServerPluginInlineTraceDisabled } from "@apollo/server/plugin/disabled";
import { type GraphQLNamedType, type ObjectTypeDefinitionNode, parse } from "graphql";
import { afterAll, describe, expect, it } from "vitest";
import { createBucketChoice } from "../../../../src/graphql/bucket-choice.js";
import type { RequestContext } from "../../../../src/graphql/context.js";
import { createEntities } from "../../../../src/graphql/federation/entities.js";
import { createSubgraphSchema } from "../../../../src/graphql/federation/subgraph.js";
import { createSchema } from "../../../../src/graphql/schema.js";

describe("how long gateways may keep entities", () => {
  const schema = createSubgraphSchema(createSchema(), {
    resolveEntities: createEntities(createBucketChoice({ defaultBucket: null, onlyBucket: null })),
  });
  const model = schema.getType("ImageModel") as GraphQLNamedType;
  const hint = parse("type T @cacheControl(maxAge: 60, scope: PRIVATE)").definitions[0];
  const { directives } = hint as ObjectTypeDefinitionNode;
  model.astNode = { ...(model.astNode as ObjectTypeDefinitionNode), ...(directives && { directives }) };
  const apollo = new ApolloServer<RequestContext>({
    schema,
    plugins: [ApolloServerPluginInlineTraceDisabled()],
    stopOnTerminationSignals: false,
  });
  afterAll(() => apollo.stop());

  const MODEL = { __typename: "ImageModel", id: "model:i2i_xl_sft" };
  const IMAGE = { __typename: "StoredImage", bucket: "examplebucket", key: "k" };

  it.each([
    ["as the hint of their type says", [MODEL, MODEL], "max-age=60, private"],
    ["not at all, when their type has none", [IMAGE], "no-store"],
    ["not at all, when one among them has none", [MODEL, IMAGE], "no-store"],
  ])("%s", async (_, representations, expected) => {
    const { body, http } = await apollo.executeOperation(
      {
        query:
          "query ($representations: [_Any!]!) { _entities(representations: $representations) { __typename } }",
        variables: { representations },
      },
      // Nothing of it is asked for, since neither reference makes a call.
      { contextValue: {} as RequestContext },
    );
    expect(body).toMatchObject({
      singleResult: { data: { _entities: representations.map(({ __typename }) => ({ __typename })) } },
    });
    expect(http.headers.get("cache-control")).toBe(expected);
  });
});
