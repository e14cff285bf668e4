/**
 * `npm start -- "千军万马" [picture.jpg]`: generates from a picture of yours or a sample, and lists what there is.
 * GRAPHQL_ENDPOINT is the server, by default http://127.0.0.1:4000/graphql.
 */
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { createClient } from "./client.js";
import { allPictures, generate, type Place, upload } from "./pictures.js";
import { told } from "./told.js";

const MEDIA_TYPES: Record<string, string> = {
  ".jpg": "image/jpeg",
  ".jpeg": "image/jpeg",
  ".png": "image/png",
  ".webp": "image/webp",
};

const [prompt, file] = process.argv.slice(2);
if (prompt === undefined) {
  console.error('usage: npm start -- "what the picture shall become" [picture.jpg]');
  process.exit(2);
}

const client = createClient(process.env.GRAPHQL_ENDPOINT ?? "http://127.0.0.1:4000/graphql");
try {
  const source = file === undefined ? { bucket: "examplebucket", key: "1171.jpeg" } : await uploaded(file);
  const result = await generate(client, { prompt, source, output: {} });
  console.log(told(result));
  if (result.__typename !== "GeneratedImage") process.exitCode = 1;
  for (const { bucket, key } of await allPictures(client, {})) console.log(`  ${bucket}/${key}`);
} catch (error) {
  // Invalid input, a fault of the server, or no server: a file that cannot be read comes here, too.
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
}

async function uploaded(path: string): Promise<Place> {
  const type = MEDIA_TYPES[extname(path).toLowerCase()];
  if (type === undefined) throw new Error(`${path} is not one of ${Object.keys(MEDIA_TYPES).join(", ")}`);
  return upload(client, new Blob([await readFile(path)], { type }));
}
