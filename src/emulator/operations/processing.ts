/** A process string, `image/…` or `style/NAME`, run on an object or on bytes: what GET, POST and PUT share. */
import { FAULTS, TosFault } from "../faults.js";
import { decodeAnimation, processAnimation } from "../pictures/animation.js";
import { planChain, runChain } from "../pictures/chain.js";
import { decodePicture, encodePicture, MAX_SOURCE_BYTES, notProcessable } from "../pictures/picture.js";
import type { ReadObject } from "../pictures/planner.js";
import { reportOf } from "../pictures/reports.js";
import { pictureGate } from "../pictures/sharp.js";
import type { Bucket } from "../storage/bucket-store.js";
import type { OpenObject } from "../storage/object-file.js";
import { nameStyle } from "./image-styles.js";

export type Processed =
  | { readonly kind: "data"; readonly value: unknown }
  | { readonly kind: "picture"; readonly data: Buffer; readonly contentType: string };

export interface Process {
  readonly answersWithData: boolean;
  run(bytes: Uint8Array): Promise<Processed>;
}

/** Throws for a wrong chain and an unknown style (EC 0022-00000009). A style is that of the bucket for the key. */
export function planProcess(process: string, bucket: Bucket, key: string): Process {
  const chain = process.startsWith("style/")
    ? nameStyle(bucket, process.slice("style/".length), key)
    : process;
  if (!chain.startsWith("image/")) throw notProcessable("a process must be image/… or style/NAME");
  const report = reportOf(chain);
  if (report !== null) {
    return { answersWithData: true, run: async (bytes) => ({ kind: "data", value: await report(bytes) }) };
  }
  const plan = planChain(chain, objectReader(bucket));
  return {
    answersWithData: false,
    run: async (bytes) => {
      const animation = await decodeAnimation(bytes);
      const encoded =
        animation === null
          ? await encodePicture(await runChain(plan, await decodePicture(bytes)))
          : await processAnimation(animation, (frame) => runChain(plan, frame));
      return { kind: "picture", ...encoded };
    },
  };
}

/** Runs a process on an open object, which is closed in any case. Waits while many others are at work. */
export function processOpenObject(process: Process, object: OpenObject): Promise<Processed> {
  return pictureGate(async () => process.run(await readSource(object)));
}

/** Reads the pictures of watermarks. */
export function objectReader({ objects }: Bucket): ReadObject {
  return async (key) => readSource(await objects.open(key));
}

/** Refuses what is too large before it is in memory. */
async function readSource(object: OpenObject): Promise<Buffer> {
  if (object.record.size <= MAX_SOURCE_BYTES) return object.read();
  await object.close();
  throw new TosFault(FAULTS.process, { detail: "the picture is larger than 20 MB" });
}
