/** Runs graphql-codegen for the tests and for each example: `npm run codegen`. With `--check`, fails where something is stale. */
import { spawnSync } from "node:child_process";

for (const folder of [".", "examples/web-client", "examples/apollo-client"]) {
  const { status, error } = spawnSync("graphql-codegen", process.argv.slice(2), {
    cwd: folder,
    stdio: "inherit",
    shell: process.platform === "win32",
    // The SDL of this repository, whatever else the environment names.
    env: { ...process.env, GRAPHQL_SCHEMA: "", GRAPHQL_DOCUMENTS: "", GRAPHQL_OUTPUT: "" },
  });
  if (error) throw error;
  if (status !== 0) process.exitCode = 1;
}
