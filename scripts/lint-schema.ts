/** Holds the checked-in SDL to the rules of schema-rules.ts: `npm run schema:lint`. Another file may be given. */
import { readFile } from "node:fs/promises";
import { buildSchema } from "graphql";
import { schemaViolations } from "./schema-rules.js";

const file = process.argv[2] ?? "schema/schema.graphql";
const violations = schemaViolations(buildSchema(await readFile(file, "utf8")));
for (const violation of violations) console.error(violation);
if (violations.length > 0) {
  console.error(`\n${file} breaks rules: scripts/schema-rules.ts says what each is about`);
  process.exitCode = 1;
}
