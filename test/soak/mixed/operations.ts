/** What clients of a day ask for, in its shares: pictures that succeed and fail in their ways, reads, changes, nonsense. */
import { type DocumentNode, print } from "graphql";
import {
  CreateImageUploadDocument,
  CreateProcessingStyleDocument,
  DeleteImageDocument,
  DeleteProcessingStyleDocument,
  GenerateImageDocument,
  GenerateImageFromTextDocument,
  type GenerateImageInput,
  GenerateImagesDocument,
  ImageDocument,
  ImagesDocument,
  PreviewGenerationDocument,
  ProcessingStyleDocument,
  ProcessingStylesDocument,
} from "../../generated/operations.js";

export interface ClientRequest {
  readonly name: string;
  readonly method: "GET" | "POST";
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  /** The keys that it asks for a picture under. */
  readonly outputs: readonly string[];
  /** Whether it is wrong, and has to be refused. */
  readonly wrong: boolean;
}

/** Makes a request. `random` gives numbers from 0 to below 1, `next` a name that was not used before. */
type Make = (random: () => number, next: () => string) => ClientRequest;

/** One of the mix, by its share. */
export function chooseRequest(random: () => number, next: () => string): ClientRequest {
  let at = random() * TOTAL;
  for (const [share, make] of MIX) {
    at -= share;
    if (at < 0) return make(random, next);
  }
  throw new Error("the shares are more than their total");
}

const HEADERS = { "content-type": "application/json", accept: "application/graphql-response+json" };

function operation(
  name: string,
  document: DocumentNode | string,
  variables: Record<string, unknown> = {},
  { outputs = [], wrong = false }: Partial<Pick<ClientRequest, "outputs" | "wrong">> = {},
): ClientRequest {
  const query = typeof document === "string" ? document : printed(document);
  return post(name, JSON.stringify({ query, variables }), { outputs, wrong });
}

function post(
  name: string,
  body: string,
  { outputs = [], wrong = false }: Partial<Pick<ClientRequest, "outputs" | "wrong">> = {},
): ClientRequest {
  return { name, method: "POST", path: "/graphql", headers: HEADERS, body, outputs, wrong };
}

const texts = new Map<DocumentNode, string>();

function printed(document: DocumentNode): string {
  const text = texts.get(document) ?? print(document);
  texts.set(document, text);
  return text;
}

/** Small, so that the emulator's drawing leaves room for the server's work. */
const SMALL = { actions: "image/resize,w_64" };

function input(key: string, changes: Partial<GenerateImageInput> = {}): GenerateImageInput {
  return {
    prompt: "a lake in spring",
    source: { key: "small.gif" },
    preprocess: SMALL,
    output: { bucket: "tostest", key },
    ...changes,
  };
}

function generation(name: string, changes: (key: string) => Partial<GenerateImageInput> = () => ({})): Make {
  return (_random, next) => {
    const key = `soak/${next()}.jpg`;
    return operation(name, GenerateImageDocument, { input: input(key, changes(key)) }, { outputs: [key] });
  };
}

const wrong = (name: string, document: DocumentNode | string, variables: Record<string, unknown>): Make => {
  return () => operation(name, document, variables, { wrong: true });
};

const ENTITIES =
  "query Entities($of: [_Any!]!) { _entities(representations: $of) { __typename ... on StoredImage { info { width } } ... on ProcessingStyle { actions } } }";
const entities = [
  { __typename: "StoredImage", bucket: "examplebucket", key: "1171.jpeg" },
  { __typename: "StoredImage", bucket: "examplebucket", key: "none.jpeg" },
  { __typename: "ProcessingStyle", bucket: "examplebucket", name: "style01" },
  { __typename: "ProcessingStyle", bucket: "examplebucket", name: "none" },
];

/** Made by one request and deleted by a later one, as likely as not. */
const someStyle = (random: () => number): string => `soak${Math.floor(random() * 20)}`;

const MIX: readonly (readonly [share: number, make: Make])[] = [
  [24, generation("a picture")],
  [6, generation("a picture by styles", () => ({ preprocess: { style: "style01" } }))],
  [3, generation("a style that is not there", () => ({ preprocess: { style: "none" } }))],
  [3, generation("a source that is not there", () => ({ source: { key: "none.jpeg" } }))],
  [3, generation("a prompt that moderation refuses", () => ({ prompt: "emulate:50412" }))],
  [2, generation("a model that is busy", () => ({ prompt: "emulate:50430" }))],
  [2, generation("a model that fails", () => ({ prompt: "emulate:50500" }))],
  [
    3,
    generation("an output that is there", () => ({
      output: { bucket: "examplebucket", key: "1171.jpeg", forbidOverwrite: true },
    })),
  ],
  [2, generation("little time", () => ({ timeoutMs: 1_000 }))],
  [
    3,
    (_random, next) => {
      const outputs = [`soak/${next()}.jpg`, `soak/${next()}.jpg`, `soak/${next()}.jpg`];
      const inputs = outputs.map((key) => input(key));
      return operation("several pictures", GenerateImagesDocument, { inputs }, { outputs });
    },
  ],
  [
    2,
    (_random, next) => {
      const key = `soak/${next()}.jpg`;
      const text = { prompt: "the sea", output: { bucket: "tostest", key, postprocess: SMALL } };
      return operation(
        "a picture of text",
        GenerateImageFromTextDocument,
        { input: text },
        { outputs: [key] },
      );
    },
  ],
  [8, () => operation("styles", ProcessingStylesDocument)],
  [4, () => operation("a style", ProcessingStyleDocument, { name: "style01" })],
  [10, () => operation("an image", ImageDocument, { key: "portrait.png" })],
  [2, () => operation("an image that is not there", ImageDocument, { key: "none.png" })],
  [4, () => operation("images", ImagesDocument, { bucket: "tostest", prefix: "soak/", first: 10 })],
  [4, () => operation("a preview", PreviewGenerationDocument, { input: input("preview.jpg") })],
  [5, () => operation("entities", ENTITIES, { of: entities })],
  [
    3,
    (_random, next) =>
      operation("an upload", CreateImageUploadDocument, {
        input: { bucket: "tostest", key: `up/${next()}.png`, contentType: "image/png", byteSize: 1_000 },
      }),
  ],
  [
    2,
    (random) =>
      operation("a new style", CreateProcessingStyleDocument, {
        input: { name: someStyle(random), processing: { actions: "image/resize,w_50" } },
      }),
  ],
  [
    2,
    (random) =>
      operation("a style that goes", DeleteProcessingStyleDocument, { input: { name: someStyle(random) } }),
  ],
  [
    2,
    (random) =>
      operation("an image that goes", DeleteImageDocument, {
        input: { bucket: "tostest", key: `soak/${Math.floor(random() * 1_000)}.jpg` },
      }),
  ],
  [2, wrong("an input out of range", GenerateImageDocument, { input: input("a.jpg", { timeoutMs: 1 }) })],
  [2, wrong("an input of a wrong type", ImageDocument, { key: { not: "a text" } })],
  [1, wrong("a field that is not there", "{ nothing }", {})],
  [1, wrong("no GraphQL", "{ image(", {})],
  [1, () => post("no JSON", '{"query": ', { wrong: true })],
  [
    1,
    () => post("a body that is too large", JSON.stringify({ query: "x".repeat(1_100_000) }), { wrong: true }),
  ],
  [1, () => ({ ...post("no path", "{}", { wrong: true }), path: "/nothing" })],
  [2, () => ({ name: "health", method: "GET", path: "/healthz", headers: {}, outputs: [], wrong: false })],
];

const TOTAL = MIX.reduce((sum, [share]) => sum + share, 0);
