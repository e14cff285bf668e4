/** The Dockerfile's build stage, carried out line by line as far as that goes without a container engine. */
import { execFileSync } from "node:child_process";
import { existsSync, readFileSync } from "node:fs";
import { cp, mkdtemp, rm, symlink } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, it } from "vitest";
import { readConfig } from "../../src/config.js";

const stages = readFileSync("Dockerfile", "utf8")
  .replaceAll("\\\n", "")
  .split(/^FROM /m)
  .slice(1);
const [build = "", , final = ""] = stages;

/** The words of every instruction of a name in a stage. */
const instructions = (stage: string, name: string): string[][] =>
  stage
    .split("\n")
    .filter((line) => line.startsWith(`${name} `))
    .map((line) => line.split(/\s+/).slice(1));

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dockerfile-"));
});
afterAll(() => rm(folder, { recursive: true }));

it("builds from the files that it copies, and nothing else", { timeout: 60_000 }, async () => {
  for (const words of instructions(build, "COPY")) {
    const target = words.at(-1) ?? ".";
    for (const source of words.slice(0, -1)) {
      await cp(source, join(folder, target === "./" ? source : target), { recursive: true });
    }
  }
  // `npm ci` needs the registry; what it installs is here already.
  await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
  const commands = instructions(build, "RUN").map((words) => words.join(" "));
  expect(commands[0]).toMatch(/^npm ci/);
  for (const command of commands.slice(1)) execFileSync("sh", ["-c", command], { cwd: folder });
  expect(existsSync(join(folder, "dist/main.js"))).toBe(true);
  expect(existsSync(join(folder, "dist/emulator/emulator.js"))).toBe(true);
});

it("copies into the image what there is, and runs as another user than root", () => {
  const own = instructions(final, "COPY").filter(([first]) => !first?.startsWith("--from="));
  for (const source of own.flatMap((words) => words.slice(0, -1))) expect(existsSync(source)).toBe(true);
  expect(instructions(final, "USER")).toEqual([["node"]]);
  expect(final).toContain("HEALTHCHECK");
});

it("serves metrics on a port that it exposes", () => {
  const environment = Object.fromEntries(
    instructions(final, "ENV")
      .flat()
      .map((pair) => pair.split("=")),
  );
  const { metrics, port } = readConfig({ ...environment, TOS_EMULATOR: "on" });
  expect(metrics?.host).toBe("0.0.0.0");
  expect(instructions(final, "EXPOSE").flat()).toEqual([String(port), String(metrics?.port)]);
});
