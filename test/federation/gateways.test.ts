import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { type Catalogue, startCatalogue } from "./catalogue.js";
import { subgraphs, supergraphOf } from "./compose.js";
import { GATEWAYS, type Gateway } from "./gateways.js";

let images: EmulatedServer;
let catalogue: Catalogue;
let supergraph: string;
beforeAll(async () => {
  let t = performance.now();
  [images, catalogue] = await Promise.all([
    startEmulatedServer({ STYLE_CACHE_TTL_MS: "0" }),
    startCatalogue(),
  ]);
  console.log("subgraphs", performance.now() - t);
  t = performance.now();
  const { body } = await images.post({ query: "{ _service { sdl } }" });
  supergraph = supergraphOf(subgraphs((body.data as any)._service.sdl, images.url, catalogue.url));
  console.log("compose", performance.now() - t);
});
afterAll(async () => {
  await catalogue.close();
  await images.close();
});
describe.each(Object.entries(GATEWAYS))("%s", (_n, start) => {
  let gateway: Gateway;
  beforeAll(async () => {
    const t = performance.now();
    gateway = await start(supergraph);
    console.log(_n, performance.now() - t);
  });
  afterAll(() => gateway.close());
  const ask = async (query: string, variables = {}) => {
    const t = performance.now();
    const r = await fetch(gateway.url, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query, variables }),
    });
    const body: any = await r.json();
    console.log(
      _n,
      query.slice(0, 80),
      r.status,
      Math.round(performance.now() - t),
      JSON.stringify(body).slice(0, 1500),
    );
    return body;
  };
  it("x", async () => {
    await ask(
      `{ products(first: 2) { nodes { sku picture { id caption info { width } } frame { id actions steps { __typename raw ... on ResizeStep { width } } framedProducts } madeWith { title centsPerPicture } } pageInfo { hasNextPage } } }`,
    );
    images.emulator.requests.clear();
    await ask(`{ products(first: 100) { nodes { frame { actions } } } }`);
    console.log(images.emulator.requests.all().map((x) => x.operation));
    images.emulator.requests.clear();
    await ask(`{ products(first: 100) { nodes { picture { id signedUrl { expiresAt } } } } }`);
    console.log(images.emulator.requests.all().map((x) => x.operation));
    await ask(
      `{ featured { __typename ... on Banner { background { info { width } } } ... on Product { picture { id info { width } } } } }`,
    );
    await ask(
      `mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename ... on GeneratedImage { image { id caption products { sku } } model { code } } ... on GenerationFailure { code message } ... on SourceRejected { reason } } }`,
      {
        input: {
          prompt: "x",
          source: { key: "1171.jpeg" },
          preprocess: { steps: [{ resize: { width: 32, mode: "FIXED", height: 32 } }] },
          output: { bucket: "tostest", key: "a.jpg" },
        },
      },
    );
    await ask(
      `mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename ... on GeneratedImage { image { id caption } } } }`,
      {
        input: {
          prompt: "x",
          source: { key: "1171.jpeg" },
          preprocess: { style: "style01", actions: "image/resize,w_100" },
          output: { bucket: "tostest", key: "a.jpg" },
        },
      },
    );
    await ask(
      `mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename ... on GeneratedImage { image { id caption } } } }`,
      { input: { prompt: "", source: { key: "1171.jpeg" }, output: { bucket: "tostest", key: "a.jpg" } } },
    );
    await ask(`query ($p: ProcessingInput) { image(key: "k") { signedUrl(process: $p) { url } } }`, {
      p: { style: "style01", steps: [] },
    });
    await ask(`{ image(bucket: "UPPER", key: "k") { id } }`);
    await ask(
      `{ a: processingStyle(name: "style01") { framedProducts name } processingStyle(bucket: "nobucket", name: "style01") { id } }`,
    );
    await ask(
      `mutation { setProductPicture(sku: "p1", bucket: "examplebucket", key: "1171.jpeg") { picture { info { width format } } } deleteImage(input: {bucket: "tostest", key: "a.jpg"}) { __typename } }`,
    );
  });
});
