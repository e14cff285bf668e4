/** The server and a catalogue behind real gateways: what crosses the subgraphs, and what becomes of failures on the way. */
import { print } from "graphql";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import {
  ImageModelsDocument,
  ProcessingStyleStepsDocument,
  ProcessingStylesDocument,
} from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { type Catalogue, startCatalogue } from "./catalogue.js";
import { subgraphs, supergraphOf } from "./compose.js";
import { GATEWAYS, type Gateway } from "./gateways.js";

interface Reply {
  // biome-ignore lint/suspicious/noExplicitAny: tests assert on the members of what each query selects
  readonly data?: any;
  readonly errors?: readonly {
    readonly message: string;
    readonly path?: readonly (string | number)[];
    readonly extensions?: Readonly<Record<string, unknown>>;
  }[];
}

let images: EmulatedServer;
let catalogue: Catalogue;
let supergraphSdl: string;

beforeAll(async () => {
  [images, catalogue] = await Promise.all([
    startEmulatedServer({ STYLE_CACHE_TTL_MS: "0" }),
    startCatalogue(),
  ]);
  const { body } = await images.post({ query: "{ _service { sdl } }" });
  const { sdl } = (body.data as { _service: { sdl: string } })._service;
  supergraphSdl = supergraphOf(subgraphs(sdl, images.url, catalogue.url));
});
beforeEach(() => images.emulator.requests.clear());
afterAll(async () => {
  await catalogue.close();
  await images.close();
});

const operations = () => images.emulator.requests.all().map(({ operation }) => operation);

/** @apollo/gateway puts a reply whose status is no 2xx, as those to invalid input may be, into `response`. */
function extensionsOf(reply: Reply): unknown {
  const extensions = reply.errors?.[0]?.extensions;
  const { body } = (extensions?.response ?? {}) as { body?: Reply };
  return body?.errors?.[0]?.extensions ?? extensions;
}

describe.each(Object.entries(GATEWAYS))("behind %s", (_name, start) => {
  let gateway: Gateway;
  beforeAll(async () => {
    gateway = await start(supergraphSdl);
  });
  afterAll(() => gateway.close());

  const ask = async (query: string, variables = {}): Promise<Reply> => {
    const response = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    return (await response.json()) as Reply;
  };

  it("an entity has the fields of both subgraphs, from either side", async () => {
    const { data, errors } = await ask(`{
      product(sku: "p0") {
        picture { id caption info { width } }
        frame { id steps { __typename raw ... on ResizeStep { width } } framedProducts }
        madeWith { title centsPerPicture }
        brochure { url expiresAt }
      }
      image(key: "products/0.jpg") { products { sku } captionedAt }
      processingStyle(name: "style01") { actions framedProducts }
      imageModels(usable: true) { id centsPerPicture }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      product: {
        picture: {
          id: "image:examplebucket/products/0.jpg",
          caption: "A picture called products/0.jpg",
          info: null,
        },
        frame: {
          id: "style:examplebucket/style01",
          steps: [{ __typename: "ResizeStep", raw: "resize,w_100", width: 100 }],
          framedProducts: 50,
        },
        madeWith: { title: "General XL pro, image to image", centsPerPicture: 20 },
        brochure: { url: "https://shop.example/p0.pdf", expiresAt: "2027-01-31T12:00:00.000Z" },
      },
      image: { products: [{ sku: "p0" }], captionedAt: null },
      processingStyle: { actions: "image/resize,w_100", framedProducts: 50 },
    });
    expect(data.imageModels[0]).toEqual({ id: "model:i2i_xl_sft", centsPerPicture: 20 });
  });

  it("another subgraph may require a field of a picture for one of its own", async () => {
    const { data, errors } = await ask(`{
      featured { ... on Banner { background { frameColor } } }
      image(key: "1171.jpeg") { averageHue frameColor }
      gone: image(key: "gone.jpg") { frameColor }
    }`);
    expect(errors).toBeUndefined();
    expect(data.image.averageHue).toMatch(/^#[0-9a-f]{6}$/);
    const frameColor = `to go with ${data.image.averageHue}`;
    expect(data).toMatchObject({
      featured: [{}, { background: { frameColor } }],
      image: { frameColor },
      gone: { frameColor: null },
    });
  });

  it.each([
    ["ProcessingStyleSteps", ProcessingStyleStepsDocument, { name: "poster" }],
    ["ProcessingStyles", ProcessingStylesDocument, { orderBy: { field: "NAME", direction: "DESC" } }],
    ["ImageModels", ImageModelsDocument, { task: "TEXT_TO_IMAGE" }],
  ])("the checked-in operation %s answers as the server does by itself", async (_, document, variables) => {
    const query = print(document);
    const { body } = await images.post({ query, variables });
    expect(body.errors).toBeUndefined();
    expect(await ask(query, variables)).toEqual({ data: body.data });
  });

  it("a hundred references make one look-up of styles, and those to none are null", async () => {
    const { data } = await ask("{ products(first: 100) { nodes { frame { actions } } } }");
    const frames = data.products.nodes.map(({ frame }: { frame: unknown }) => frame);
    expect(frames).toEqual(
      Array.from({ length: 100 }, (_, at) => (at % 2 === 0 ? { actions: "image/resize,w_100" } : null)),
    );
    expect(operations()).toEqual(["ListBucketImageStyle"]);
  });

  it("a hundred pictures make no call, and one whose key breaks a rule fails alone", async () => {
    const reply = await ask("{ products(first: 100) { nodes { picture { id signedUrl { url } } } } }");
    const pictures = reply.data.products.nodes.map(({ picture }: { picture: unknown }) => picture);
    expect(pictures.slice(0, 99).filter((picture: unknown) => picture !== null)).toHaveLength(99);
    expect(pictures[99]).toBeNull();
    expect(reply.errors).toHaveLength(1);
    expect(reply.errors?.[0]?.path?.slice(0, 4)).toEqual(["products", "nodes", 99, "picture"]);
    expect(extensionsOf(reply)).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ constraint: "objectKey" }],
    });
    expect(operations()).toEqual([]);
  });

  it("members of a union refer to pictures", async () => {
    const { data, errors } = await ask(`{
      featured {
        __typename
        ... on Banner { background { info { width format } } }
        ... on Product { picture { key info { width } } }
      }
    }`);
    expect(errors).toBeUndefined();
    expect(data.featured).toEqual([
      { __typename: "Product", picture: { key: "products/0.jpg", info: null } },
      { __typename: "Banner", background: { info: { width: 1200, format: "JPEG" } } },
    ]);
  });

  const GENERATE = `mutation ($input: GenerateImageInput!) {
    generateImage(input: $input) {
      __typename
      ... on GeneratedImage { image { key caption info { width height } } model { code } }
      ... on GenerationFailure { code message retry }
      ... on ContentRejected { stage }
    }
  }`;
  const input = (changes = {}) => ({
    prompt: "千军万马",
    source: { key: "1171.jpeg" },
    preprocess: { steps: [{ resize: { mode: "FIXED", width: 32, height: 24 } }] },
    output: { bucket: "tostest", key: "generated.jpg" },
    model: { i2iXlSft: {} },
    ...changes,
  });

  it("a mutation generates once, and its picture has what the other subgraph says of it", async () => {
    expect(await ask(GENERATE, { input: input() })).toEqual({
      data: {
        generateImage: {
          __typename: "GeneratedImage",
          image: {
            key: "generated.jpg",
            caption: "A picture called generated.jpg",
            info: { width: 32, height: 24 },
          },
          model: { code: 10000 },
        },
      },
    });
    expect(images.emulator.requests.all("ImageToImage")).toHaveLength(1);
  });

  it("a failure is a member of its union, with its own fields and those of the interface", async () => {
    const { data, errors } = await ask(GENERATE, { input: input({ prompt: "emulate:50412" }) });
    expect(errors).toBeUndefined();
    expect(data.generateImage).toEqual({
      __typename: "ContentRejected",
      code: "CONTENT_REJECTED",
      message: expect.stringContaining("50412"),
      retry: "NEVER",
      stage: "INPUT_TEXT",
    });
  });

  it("mutations of both subgraphs run in one request", async () => {
    const { data, errors } = await ask(`mutation {
      setProductPicture(sku: "p98", bucket: "examplebucket", key: "1171.jpeg") { picture { info { width } } }
      deleteImage(input: { bucket: "tostest", key: "never-there.jpg" }) { __typename }
    }`);
    expect(errors).toBeUndefined();
    expect(data).toEqual({
      setProductPicture: { picture: { info: { width: 1200 } } },
      deleteImage: { __typename: "DeletedImage" },
    });
  });

  it.each([
    ["two members", { style: "style01", actions: "image/resize,w_10" }],
    ["no member", {}],
    ["a member that is null", { style: null }],
  ])(
    "an input of which one member must be given, with %s in a variable, is refused",
    async (_, preprocess) => {
      const reply = await ask(GENERATE, { input: input({ preprocess }) });
      expect(reply.data ?? null).toBeNull();
      expect(extensionsOf(reply)).toMatchObject({
        code: "BAD_USER_INPUT",
        violations: [{ path: expect.arrayContaining(["input", "preprocess"]) }],
      });
      expect(operations()).toEqual([]);
    },
  );

  it("such an input with one member is taken, in a variable and in the document", async () => {
    const { data, errors } = await ask(
      `query ($process: ProcessingInput) {
        image(key: "1171.jpeg") {
          variable: signedUrl(process: $process) { url }
          literal: signedUrl(process: { actions: "image/resize,w_10" }) { url }
        }
      }`,
      { process: { style: "style01" } },
    );
    expect(errors).toBeUndefined();
    expect(new URL(data.image.variable.url).searchParams.get("x-tos-process")).toBe("style/style01");
    expect(new URL(data.image.literal.url).searchParams.get("x-tos-process")).toBe("image/resize,w_10");
  });

  it("input that breaks a rule is an error with its violations", async () => {
    const reply = await ask(GENERATE, { input: input({ prompt: " " }) });
    expect(extensionsOf(reply)).toMatchObject({
      code: "BAD_USER_INPUT",
      violations: [{ path: ["input", "prompt"], constraint: "prompt" }],
    });
  });

  it("a failure of TOS is an error of its field, with code and request id", async () => {
    const reply = await ask(`{
      there: processingStyle(name: "style01") { name framedProducts }
      gone: processingStyle(bucket: "nobucket", name: "style01") { name }
    }`);
    expect(reply.data).toEqual({ there: { name: "style01", framedProducts: 50 }, gone: null });
    expect(reply.errors).toMatchObject([{ path: ["gone"] }]);
    expect(extensionsOf(reply)).toMatchObject({ code: "NOT_FOUND", tosRequestId: expect.any(String) });
  });
});
