import { defineConfig } from "vitest/config";

/** What takes too long for `npm test`, and weighs processes: one file after another, so that none weighs on another. */
export default defineConfig({
  test: {
    include: ["test/soak/*.soak.ts"],
    setupFiles: ["test/helpers/property-seed.ts"],
    fileParallelism: false,
    testTimeout: 300_000,
    hookTimeout: 900_000,
    // One that is silent for minutes is not known to live.
    reporters: ["verbose"],
  },
});
