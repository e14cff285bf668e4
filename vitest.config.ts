import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: {
    // One copy of graphql: Node's ESM loader and CommonJS consumers would otherwise load two, and
    // graphql-js refuses a schema made by "another module or realm".
    alias: [{ find: /^graphql$/, replacement: "graphql/index.js" }],
  },
  test: {
    include: ["test/**/*.test.ts"],
    setupFiles: ["test/helpers/property-seed.ts"],
    testTimeout: 60_000,
    hookTimeout: 60_000,
  },
});
