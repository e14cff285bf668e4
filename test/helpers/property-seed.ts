/**
 * Property tests run with one seed, so that a failure is of the change and not of the day. `SEED=random npm test` looks
 * further, and `SEED=<number>` repeats what it found.
 */
import fc from "fast-check";

const { SEED } = process.env;
if (SEED !== "random") fc.configureGlobal({ seed: Number(SEED ?? 20_250_427) });
