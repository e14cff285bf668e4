/** The one door to sharp, set up once: few threads a picture, since several pictures are worked on at a time. */
import { availableParallelism } from "node:os";
import sharp from "sharp";
import { createGate } from "./gate.js";

sharp.concurrency(Math.min(2, availableParallelism()));
sharp.cache(false);

export { sharp };

/** Lets a few pictures be worked on at a time: each holds its raw pixels in memory. */
export const pictureGate = createGate(2 * availableParallelism());
