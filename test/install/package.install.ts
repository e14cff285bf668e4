/** The packed package, installed by npm from its registry into an empty folder: what a user does first. */
import { execFile } from "node:child_process";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import { codeBlocks, npm, type PackedPackage, packProject } from "../helpers/packed.js";

const run = promisify(execFile);

const [TEN_LINES = ""] = codeBlocks(readFileSync("docs/embedding.md", "utf8"), "js");
const SDL = `
  import { createConfig, createSubgraph } from "tos-image-graphql";
  import { execute, parse } from "graphql";
  const images = await createSubgraph(createConfig({ TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" }));
  const document = parse("{ imageModels { reqKey } }");
  const contextValue = images.createContext();
  console.log(JSON.stringify(await execute({ schema: images.schema, document, contextValue })));
  await images.close();
`;

let packed: PackedPackage;
let folder: string;

beforeAll(async () => {
  packed = await packProject();
}, 120_000);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "installed-"));
});
afterEach(() => rm(folder, { recursive: true }));
afterAll(() => packed.remove());

const install = (...words: string[]) =>
  npm(folder, "install", "--no-audit", "--no-fund", "--prefer-offline", ...words, packed.tarball);

async function runModule(code: string): Promise<unknown> {
  await writeFile(join(folder, "main.mjs"), code);
  const { stdout } = await run(process.execPath, ["main.mjs"], { cwd: folder, timeout: 60_000 });
  return JSON.parse(stdout);
}

it("runs the ten lines of the guide in an empty folder", { timeout: 240_000 }, async () => {
  await install();
  expect(await runModule(TEN_LINES)).toMatchObject({
    data: { generateImage: { image: { info: { format: "JPEG" } } } },
  });
  const bin = join(folder, "node_modules/.bin/tos-image-graphql-emulator");
  const { stdout } = await run(bin, ["--help"], { shell: process.platform === "win32" });
  expect(stdout).toContain("--port NUMBER");
});

it("shares the consumer's graphql, down to the oldest that is allowed, and leaves out what is optional", {
  timeout: 240_000,
}, async () => {
  const { peerDependencies } = JSON.parse(readFileSync("package.json", "utf8"));
  const oldest = peerDependencies.graphql.replace("^", "");
  await install("--omit=optional", `graphql@${oldest}`);
  expect(await runModule(SDL)).toMatchObject({ data: { imageModels: expect.any(Array) } });
  const { stdout } = await npm(folder, "ls", "graphql", "sharp", "--all", "--parseable", "--long");
  const installed = new Set(
    stdout.split("\n").flatMap((line) => /:((?:graphql|sharp)@[\d.]+)/.exec(line)?.[1] ?? []),
  );
  expect([...installed]).toEqual([`graphql@${oldest}`]);
});
