/** A server that was used in about every way that the metrics tell of, in front of an emulator; what each test looks at. */
import { GenerateImageDocument, type GenerateImageInput } from "../generated/operations.js";
import { type EmulatedServer, startEmulatedServer } from "./emulated-server.js";

/** Stands in everything that a caller sends and that no log may hold. */
export const CANARY = "c4n4ry";

export interface Observed {
  readonly server: EmulatedServer;
  /** The texts of the signed URLs that were given out. */
  readonly signedUrls: readonly string[];
}

/** A reply with members that the mapping does not know. */
const NOVEL_REPLY = JSON.stringify({
  resp_json: {
    code: 10000,
    data: { request_id: "a".repeat(64), comfyui_cost: 7, novelty: 1 },
    message: "Success",
    novel: true,
    request_id: "log-id",
    status: 10000,
    time_elapsed: "1s",
  },
});

export async function runObserved(environment: Record<string, string> = {}): Promise<Observed> {
  const server = await startEmulatedServer({
    METRICS: "on",
    METRICS_PORT: "0",
    // The counts are of single attempts.
    TOS_RETRIES: "off",
    ...environment,
  });
  const { emulator } = server;
  const signedUrls: string[] = [];
  let made = 0;
  const generate = async (changes: Partial<GenerateImageInput> & { say?: string } = {}): Promise<void> => {
    const { say = "", ...others } = changes;
    const input: GenerateImageInput = {
      prompt: `${CANARY} ${say}`,
      source: { key: "1171.jpeg" },
      output: { bucket: "tostest", key: `${++made}.jpg` },
      ...others,
    };
    const { generateImage } = await server.execute(GenerateImageDocument, { input });
    if (generateImage.__typename === "GeneratedImage") signedUrls.push(generateImage.image.signedUrl.url);
  };
  const fail = emulator.faults.add;

  await generate({ preprocess: { style: "style01" } });
  await generate({ preprocess: { style: "style01" } });
  await generate({ model: { other: { reqKey: `${CANARY}_of_tomorrow` } } });
  fail({ operation: "ImageToImage", effect: { kind: "wrong-json", text: NOVEL_REPLY } });
  await generate();
  await generate({ say: "emulate:50412" });
  await generate({ say: "emulate:50511" });
  await generate({ say: "emulate:50429" });
  await generate({ preprocess: { style: "missing" } });
  await generate({ source: { key: "missing.jpeg" } });
  fail({ operation: "ImageToImage", effect: { kind: "reset-before-headers" } });
  await generate();
  fail({ operation: "ImageToImage", effect: { kind: "status", status: 503, code: "ServiceUnavailable" } });
  await generate();

  fail({ operation: "ListBucketImageStyle", effect: { kind: "status", status: 500, code: "InternalError" } });
  await server.post({
    query: `query Unknown { processingStyles(bucket: "tostest", nameStartsWith: "${CANARY}") { name } }`,
  });
  await server.post({ query: `{ ${CANARY} }` });
  await server.post({ query: `{ processingStyle(name: "${CANARY}") { name } }` });
  await server.post({ query: "query Named { imageModels { reqKey } }" });
  await server.post({ query: "{ imageModels { reqKey } missing: image(key: 1) { id } }" });
  await (await fetch(new URL(`/${CANARY}`, server.url))).text();
  await (await fetch(new URL("/healthz", server.url))).text();
  return { server, signedUrls };
}
