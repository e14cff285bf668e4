/** Code generators read the schema as their users set them up, from each place that it is to be had. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { join, resolve } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startServer, type TestServer } from "../helpers/server.js";

const run = promisify(execFile);
const bin = (name: string): string => resolve("node_modules/.bin", name);
const SDL = resolve("schema/schema.graphql");
const INTROSPECTION = resolve("schema/introspection.json");

let folder: string;
let server: TestServer;

beforeAll(async () => {
  // In the repository, where the projects that are made here find the generators.
  folder = await mkdtemp(resolve("node_modules/.codegen-"));
  server = await startServer({ TOS_EMULATOR: "on", EMULATOR_DATA: join(folder, "emulator") });
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

/** A project of somebody else's, with these files. */
async function project(name: string, files: Record<string, string>): Promise<string> {
  const root = join(folder, name);
  await mkdir(join(root, "src"), { recursive: true });
  for (const [file, text] of Object.entries(files)) await writeFile(join(root, file), text);
  return root;
}

async function generate(root: string, config: string, environment: Record<string, string> = {}) {
  await run(bin("graphql-codegen"), ["--config", config], {
    cwd: root,
    env: { ...process.env, ...environment },
  });
}

/** Type-checks the project from one file on; the compiler's complaints fail the test. */
async function typeCheck(root: string, file: string): Promise<void> {
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    skipLibCheck: true,
    noEmit: true,
  };
  await writeFile(join(root, "tsconfig.json"), JSON.stringify({ compilerOptions, files: [file] }));
  await writeFile(join(root, "package.json"), '{ "type": "module" }');
  await run(bin("tsc"), ["-p", root]).catch(({ stdout }) => expect.fail(stdout));
}

/** Of introspection graphql-codegen leaves out what scalars are about; the endpoint alone has what gateways need. */
function withoutComments(source: string): string {
  return source
    .replace(/ +\/\*\* .* \*\/\n/g, "")
    .replace(/^ +(?:_Any|link__\w+|federation__\w+): .*\n/gm, "")
    .replace(/^export type Link__\w+ =\n(?: +\| .*\n)+\n/gm, "");
}

const OPERATIONS = `
  query Thumbnails($prefix: String, $process: ProcessingInput!) {
    images(prefix: $prefix, first: 5) {
      nodes { key averageHue signedUrl(process: $process) { url expiresAt } info { byteSize format } }
    }
  }
  mutation Make($input: GenerateImageInput!) {
    generateImage(input: $input) {
      ... on GeneratedImage { model { seed rawJson binaryData } image { id } }
      ... on GenerationFailure { __typename message }
      ... on TimedOut { sent }
    }
  }
`;

/** Only compiles when exactly one member of a \`@oneOf\` input may be given, and ids, dates and numbers have their types. */
const USE = `
  import type { MakeMutation, ThumbnailsQuery, ThumbnailsQueryVariables } from "./generated.js";
  export const one: ThumbnailsQueryVariables = { process: { style: "thumbnail" } };
  // @ts-expect-error Two members of a @oneOf input.
  export const two: ThumbnailsQueryVariables = { process: { style: "thumbnail", actions: "image/strip" } };
  type Node = NonNullable<ThumbnailsQuery["images"]>["nodes"][number];
  export const read = (node: Node): [string, string | null | undefined, number | null | undefined] =>
    [node.signedUrl.expiresAt, node.averageHue, node.info?.byteSize];
  export const seed = (result: MakeMutation["generateImage"]): number | null | undefined =>
    result.__typename === "GeneratedImage" ? result.model.seed : undefined;
`;

it("codegen.yml gives one and the same types for SDL, introspection and endpoint, in somebody else's project", {
  timeout: 60_000,
}, async () => {
  const root = await project("as-it-is", { "src/operations.graphql": OPERATIONS, "src/use.ts": USE });
  const sources = { sdl: SDL, json: INTROSPECTION, endpoint: server.url };
  const texts: string[] = [];
  for (const [name, source] of Object.entries(sources)) {
    await generate(root, resolve("codegen.yml"), {
      GRAPHQL_SCHEMA: source,
      GRAPHQL_DOCUMENTS: "src/*.graphql",
      GRAPHQL_OUTPUT: `src/${name}.ts`,
    });
    texts.push(withoutComments(await readFile(join(root, `src/${name}.ts`), "utf8")));
  }
  expect(texts[1]).toBe(texts[0]);
  expect(texts[2]).toBe(texts[0]);
  await writeFile(join(root, "src/generated.ts"), texts[2] ?? "");
  await typeCheck(root, "src/use.ts");
});

it.each([
  ["web-client", "graphql.ts"],
  ["apollo-client", "operations.ts"],
])("examples/%s gets from the endpoint what is checked in", async (example, file) => {
  const root = join(folder, example);
  await cp(join("examples", example), root, { recursive: true });
  const generated = join("src/generated", file);
  await rm(join(root, generated));
  await generate(root, "codegen.yml", { GRAPHQL_SCHEMA: server.url });
  expect(withoutComments(await readFile(join(root, generated), "utf8"))).toBe(
    withoutComments(await readFile(join("examples", example, generated), "utf8")),
  );
});

describe("a stranger's set-up", () => {
  it("may be typescript-operations with options of its own", async () => {
    const root = await project("operations", {
      "src/operations.graphql": OPERATIONS,
      "src/use.ts": USE,
      "codegen.yml": `
schema: ${SDL}
documents: src/*.graphql
generates:
  src/generated.ts:
    plugins: [typescript, typescript-operations]
    config:
      enumsAsConst: true
      namingConvention: keep
      maybeValue: T | null | undefined
      nonOptionalTypename: true
      defaultScalarType: unknown
      scalars: { DateTime: string, SafeInt: number, URL: string, HexColor: string }
`,
    });
    await generate(root, "codegen.yml");
    await typeCheck(root, "src/use.ts");
  });

  it.each([
    ["the SDL", () => SDL, ""],
    [
      "the endpoint",
      () => server.url,
      ", _Any: unknown, link__Import: unknown, federation__FieldSet: unknown, federation__Scope: unknown, federation__Policy: unknown",
    ],
  ])("may be strictScalars with the map of docs/codegen.md, from %s", async (_name, source, more) => {
    const root = await project("strict", {
      "src/operations.graphql": OPERATIONS,
      "codegen.yml": `
schema: ${source()}
documents: src/*.graphql
generates:
  src/generated.ts:
    plugins: [typescript, typescript-operations]
    config:
      strictScalars: true
      scalars: { Base64: string, DateTime: string, HexColor: string, JSONObject: "Record<string, unknown>", SafeInt: number, URL: string${more} }
`,
    });
    await generate(root, "codegen.yml");
    expect(await readFile(join(root, "src/generated.ts"), "utf8")).toContain("SafeInt: { input: number");
  });

  it("may be the client preset, with documents in the sources and nothing but defaults", async () => {
    const root = await project("preset", {
      "src/page.ts": `
import { graphql, useFragment, type FragmentType } from "./gql/index.js";
import type { ResultOf } from "@graphql-typed-document-node/core";

const Card = graphql(\`fragment Card on StoredImage { key signedUrl { url expiresAt } info { byteSize } }\`);
export const Styles = graphql(\`query Styles($order: ProcessingStyleOrderInput) {
  processingStyles(orderBy: $order) { id name actions steps { raw ... on ResizeStep { width } } updatedAt }
}\`);
export const Remove = graphql(\`mutation Remove($input: DeleteImageInput!) {
  deleteImage(input: $input) { __typename ... on ImageDeletionFailure { code message retry } }
}\`);
export const One = graphql(\`query One { image(key: "1171.jpeg") { ...Card } }\`);
export const cardKey = (picture: FragmentType<typeof Card>): string => useFragment(Card, picture).key;
export const removed = ({ deleteImage: result }: ResultOf<typeof Remove>): string =>
  result.__typename === "DeletedImage" ? "" : result.message;
// @ts-expect-error What the fragment asks for is masked.
export const masked = (data: ResultOf<typeof One>) => data.image?.key;
`,
      "codegen.yml": `
schema: ${server.url}
documents: src/*.ts
emitLegacyCommonJSImports: false
generates: { src/gql/: { preset: client } }
`,
    });
    await generate(root, "codegen.yml");
    await typeCheck(root, "src/page.ts");
  });
});
