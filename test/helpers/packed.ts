/** The package as npm packs it, made in a folder of its own: packing builds anew, and must not touch the clone's build. */
import { execFile } from "node:child_process";
import { cp, mkdir, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { promisify } from "node:util";

const run = promisify(execFile);

/** What packing reads. A file of the package that is missing here is missing in `files` of the result. */
const SOURCES = [
  "package.json",
  "tsconfig.json",
  "tsconfig.build.json",
  "src",
  "schema",
  "docs",
  "README.md",
  "LICENSE",
  "CHANGELOG.md",
  "codegen.yml",
  // What must stay out.
  ".ci",
  ".npmrc",
  "CONTRIBUTING.md",
  "Dockerfile",
  "biome.json",
  "scripts",
  "test",
];

export interface PackedPackage {
  readonly tarball: string;
  /** Paths in the package. */
  readonly files: readonly { readonly path: string; readonly size: number }[];
  /** Puts the packed files, and nothing else, into a folder: what unpacking the tarball would. */
  unpack(target: string): Promise<void>;
  remove(): Promise<void>;
}

export async function packProject(): Promise<PackedPackage> {
  const folder = await mkdtemp(join(tmpdir(), "packed-"));
  for (const source of SOURCES) await cp(source, join(folder, source), { recursive: true });
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"), "junction");
  const { stdout } = await npm(folder, "pack", "--json", "--loglevel", "error");
  // What `prepack` prints comes before it.
  const [packed] = JSON.parse(stdout.slice(stdout.search(/^\[/m))) as [
    { readonly filename: string; readonly files: PackedPackage["files"] },
  ];
  return {
    tarball: join(folder, packed.filename),
    files: packed.files,
    async unpack(target) {
      for (const { path } of packed.files) {
        await mkdir(dirname(join(target, path)), { recursive: true });
        await cp(join(folder, path), join(target, path));
      }
    },
    remove: () => rm(folder, { recursive: true }),
  };
}

/** Runs npm as a shell would: what the npm that runs these tests has set for this project is not for other folders. */
export function npm(cwd: string, ...words: readonly string[]): Promise<{ stdout: string; stderr: string }> {
  const shell = process.platform === "win32";
  const ofUser = /^npm_config_(registry|cache|userconfig|globalconfig)$/i;
  const env = Object.fromEntries(
    Object.entries(process.env).filter(([name]) => !/^npm_/i.test(name) || ofUser.test(name)),
  );
  return run("npm", words, { cwd, env, shell, maxBuffer: 64 * 1024 * 1024 });
}

/** The blocks of code of a language in a document. */
export function codeBlocks(document: string, language: string): string[] {
  const fence = new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "gms");
  return [...document.matchAll(fence)].map(([, code = ""]) => code);
}
