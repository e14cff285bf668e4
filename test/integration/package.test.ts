/** What npm packs of this project, and that others can use it with nothing but what it declares. */
import { execFile } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { mkdir, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { codeBlocks, type PackedPackage, packProject } from "../helpers/packed.js";

const run = promisify(execFile);

const PACKAGE = JSON.parse(readFileSync("package.json", "utf8")) as {
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>;
  readonly types: string;
  readonly bin: Readonly<Record<string, string>>;
  readonly dependencies: object;
  readonly optionalDependencies: object;
  readonly peerDependencies: object;
};
const GUIDE = readFileSync("docs/embedding.md", "utf8");
/** What the code in the guide uses beside the package, and types need. */
const OF_THE_CONSUMER = [
  "@apollo/gateway",
  "@apollo/server",
  "@apollo/subgraph",
  "@graphql-tools/schema",
  "@types/express",
  "@types/node",
  "express",
  "fastify",
];

let packed: PackedPackage;
let names: string[];
/** Where the package is installed, with what it needs and without what is optional. */
let consumer: string;

beforeAll(async () => {
  packed = await packProject();
  names = packed.files.map(({ path }) => path);
  consumer = await mkdtemp(join(tmpdir(), "consumer-"));
  await packed.unpack(join(consumer, "node_modules/tos-image-graphql"));
  await link(Object.keys({ ...PACKAGE.dependencies, ...PACKAGE.peerDependencies }));
  await writeFile(join(consumer, "package.json"), '{ "private": true, "type": "module" }');
}, 120_000);
afterAll(async () => {
  await packed.remove();
  await rm(consumer, { recursive: true });
});

async function link(packages: readonly string[]): Promise<void> {
  for (const name of packages) {
    const target = join(consumer, "node_modules", name);
    await mkdir(dirname(target), { recursive: true });
    if (!existsSync(target)) await symlink(join(process.cwd(), "node_modules", name), target, "junction");
  }
}

async function runModule(code: string, environment: Record<string, string> = {}) {
  await writeFile(join(consumer, "main.mjs"), code);
  const env = { PATH: process.env.PATH, HOME: consumer, ...environment };
  return run(process.execPath, ["main.mjs"], { cwd: consumer, env, timeout: 60_000 });
}

describe("the packed package", () => {
  it("holds what was built, the schema, its operations and the documents, and nothing else", () => {
    const kinds = [
      /^dist\/.+\.(js|d\.ts)$/,
      /^schema\/[\w-]+\.(graphql|json)$/,
      /^schema\/operations\/[\w-]+\.graphql$/,
      /^docs\/[\w/-]+\.md$/,
      /^(package\.json|README\.md|LICENSE|CHANGELOG\.md|codegen\.yml)$/,
    ];
    expect(names.filter((name) => !kinds.some((kind) => kind.test(name)))).toEqual([]);
    for (const kind of kinds) expect(names.filter((name) => kind.test(name)).length).toBeGreaterThan(0);
    const bytes = packed.files.reduce((sum, { size }) => sum + size, 0);
    expect(bytes).toBeLessThan(3_000_000);
  });

  it("has no code that names a source map, which is not there", () => {
    const index = readFileSync(join(consumer, "node_modules/tos-image-graphql/dist/index.js"), "utf8");
    expect(index).not.toContain("sourceMappingURL");
  });

  it("has every file that package.json names", () => {
    const entries = Object.values(PACKAGE.exports).flatMap((entry) =>
      typeof entry === "string" ? [entry] : [entry.types, entry.default],
    );
    const named = [...entries, PACKAGE.types, ...Object.values(PACKAGE.bin)]
      .map((path) => path.replace(/^\.\//, ""))
      .filter((path) => !path.includes("*"));
    expect(named.length).toBeGreaterThan(6);
    expect(named.filter((path) => !names.includes(path))).toEqual([]);
  });

  it("has programs that a shell can start", () => {
    for (const path of Object.values(PACKAGE.bin)) {
      const text = readFileSync(join(consumer, "node_modules/tos-image-graphql", path), "utf8");
      expect(text, path).toMatch(/^#!\/usr\/bin\/env node\n/);
    }
  });
});

describe("a consumer without the optional packages", () => {
  it("serves the real service, and finds schema and operations", async () => {
    const { stdout } = await runModule(`
      import { readFileSync } from "node:fs";
      import { fileURLToPath } from "node:url";
      import { createApp, createConfig } from "tos-image-graphql";
      const app = await createApp(
        createConfig({ PORT: 0, LOG_LEVEL: "silent", TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" }),
      );
      const reply = await fetch(await app.listen(), {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ query: "{ imageModels { reqKey } }" }),
      });
      const { data } = await reply.json();
      await app.close();
      const read = (name) => readFileSync(fileURLToPath(import.meta.resolve("tos-image-graphql/" + name)), "utf8");
      const files = ["schema.graphql", "subgraph.graphql", "schema/operations/images.graphql", "package.json"];
      console.log(JSON.stringify({ models: data.imageModels.length, sizes: files.map((name) => read(name).length) }));
    `);
    const { models, sizes } = JSON.parse(stdout);
    expect(models).toBeGreaterThan(1);
    expect(Math.min(...sizes)).toBeGreaterThan(100);
  });

  it("is told what the emulator lacks", async () => {
    const { stdout } = await runModule(`
      import { ConfigError, createApp, createConfig } from "tos-image-graphql";
      const error = await createApp(createConfig({ LOG_LEVEL: "silent" })).catch((thrown) => thrown);
      console.log(error instanceof ConfigError, ...error.problems);
    `);
    expect(stdout).toMatch(/^true TOS_EMULATOR cannot be on: .*sharp.*--omit=optional/);
  });

  it("cannot reach into what is not exported", async () => {
    const rejected = runModule('await import("tos-image-graphql/dist/config.js");');
    await expect(rejected).rejects.toThrow("ERR_PACKAGE_PATH_NOT_EXPORTED");
  });
});

describe("a consumer with the optional packages", () => {
  beforeAll(() => link(Object.keys(PACKAGE.optionalDependencies)));

  it("runs the ten lines of the guide", async () => {
    const [lines = ""] = codeBlocks(GUIDE, "js");
    expect(lines.trim().split("\n").length).toBeLessThanOrEqual(12);
    const { stdout, stderr } = await runModule(lines);
    expect(stderr).toBe("");
    expect(JSON.parse(stdout)).toEqual({
      data: {
        generateImage: {
          image: { info: { width: expect.any(Number), height: expect.any(Number), format: "JPEG" } },
        },
      },
    });
  });

  it.each(Object.entries(PACKAGE.bin))("starts %s", async (name, path) => {
    const program = join("node_modules/tos-image-graphql", path);
    const isServer = name === "tos-image-graphql";
    const started = run(process.execPath, [program, ...(isServer ? [] : ["--help"])], {
      cwd: consumer,
      env: { PATH: process.env.PATH, PORT: "none" },
    });
    if (isServer) await expect(started).rejects.toThrow("PORT must be a whole number");
    else expect((await started).stdout).toContain("npx tos-image-graphql-emulator");
  });
});

it("compiles for a strict consumer that checks the types of libraries, as the code of the guide does", async () => {
  await link(OF_THE_CONSUMER);
  const blocks = codeBlocks(GUIDE, "ts");
  expect(blocks.length).toBeGreaterThan(5);
  for (const [index, code] of blocks.entries()) await writeFile(join(consumer, `guide-${index}.ts`), code);
  await writeFile(
    join(consumer, "emulator.ts"),
    `import { createEmulator, type Emulator, type FaultRule } from "tos-image-graphql/emulator";
     import { createConfig } from "tos-image-graphql";
     export const emulator: Emulator = await createEmulator({ dataFolder: "data" });
     export const rule: FaultRule = { operation: "HeadObject", effect: { kind: "reset-before-headers" } };
     // @ts-expect-error There is no setting of this name.
     createConfig({ PROT: 1 });
     // @ts-expect-error This one is a number.
     createConfig({ PORT: "1" });`,
  );
  const compilerOptions = {
    target: "es2022",
    module: "nodenext",
    strict: true,
    skipLibCheck: false,
    noEmit: true,
    types: ["node"],
  };
  await writeFile(join(consumer, "tsconfig.json"), JSON.stringify({ compilerOptions, include: ["*.ts"] }));
  const tsc = join(process.cwd(), "node_modules/typescript/bin/tsc");
  const compiled = await run(process.execPath, [tsc, "-p", "."], { cwd: consumer }).then(
    () => "compiled",
    ({ stdout, stderr }: { readonly stdout: string; readonly stderr: string }) => stdout + stderr,
  );
  expect(compiled).toBe("compiled");
}, 60_000);
