import { defineConfig } from "vitest/config";

/** What asks npm's registry, which `npm test` does not. */
export default defineConfig({ test: { include: ["test/install/*.install.ts"] } });
