/** What a new data folder starts with: two buckets, a few pictures, a few styles. Nothing that exists is overwritten. */
import { join } from "node:path";
import type { BucketStore } from "../storage/bucket-store.js";
import { readJsonFile, writeJsonFile } from "../storage/json-file.js";
import { SAMPLE_PICTURES } from "./pictures.js";

const SAMPLE_BUCKETS = ["examplebucket", "tostest"] as const;

/** In both buckets: which one serves the output of a generation is not published. */
const SAMPLE_STYLES: Readonly<Record<string, string>> = {
  style01: "image/resize,w_100",
  thumbnail: "image/resize,m_fill,w_200,h_200/quality,q_80/format,jpg",
  poster: "image/resize,m_pad,w_900,h_1200,limit_0,color_101820/sharpen,100/quality,q_90",
};

/** Does its work once for a folder; what is deleted afterwards stays deleted. */
export async function sowSamples(buckets: BucketStore, dataFolder: string): Promise<void> {
  const mark = join(dataFolder, "samples.json");
  if (readJsonFile(mark) !== null) return;
  for (const name of SAMPLE_BUCKETS) {
    const { styles } = buckets.has(name) ? buckets.get(name) : await buckets.create(name);
    for (const [style, content] of Object.entries(SAMPLE_STYLES)) {
      if (styles.get(style) === undefined) styles.put(style, "", content);
    }
  }
  const { objects } = buckets.get("examplebucket");
  const missing = SAMPLE_PICTURES.filter(({ key }) => objects.head(key) === undefined);
  await Promise.all(
    missing.map(async ({ key, contentType, draw }) => {
      const bytes = await draw();
      const chunks = (async function* () {
        yield bytes;
      })();
      await objects.put(key, chunks, { headers: { "content-type": contentType }, forbidOverwrite: true });
    }),
  );
  writeJsonFile(mark, { pictures: SAMPLE_PICTURES.map(({ key }) => key) });
}
