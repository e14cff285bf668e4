/** The program as an operator starts it: what it prints, how it ends. */
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { cp, mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";

let folder: string;
let child: ChildProcess | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "process-"));
});
afterEach(async () => {
  child?.kill("SIGKILL");
  await rm(folder, { recursive: true });
});

interface Run {
  readonly process: ChildProcess;
  /** Everything that was printed so far. */
  output(): string;
  /** Resolves with the exit code. */
  readonly exit: Promise<number | null>;
}

function run(
  command: string,
  args: readonly string[],
  environment: Record<string, string>,
  cwd = process.cwd(),
): Run {
  let output = "";
  const started = spawn(command, args, {
    cwd,
    env: { PATH: process.env.PATH, HOME: folder, ...environment },
  });
  child = started;
  for (const stream of [started.stdout, started.stderr]) stream.on("data", (chunk) => (output += chunk));
  return { process: started, output: () => output, exit: once(started, "close").then(([code]) => code) };
}

const start = (environment: Record<string, string>): Run =>
  run(process.execPath, ["--import", "tsx", "src/main.ts"], {
    EMULATOR_DATA: folder,
    PORT: "0",
    EMULATOR_PORT: "0",
    ...environment,
  });

describe("the server", () => {
  it("prints its URL and a request to paste that works, and exits with 0 when it is told to stop", async () => {
    const server = start({});
    await expect.poll(server.output, { timeout: 15_000 }).toMatch(/curl .*\n/);
    const [, url = "", body = ""] =
      /curl -s (\S+) -H 'content-type: application\/json' -d '(.*)'/.exec(server.output()) ?? [];
    const reply = await fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body });
    expect(await reply.json()).toMatchObject({
      data: {
        generateImage: { __typename: "GeneratedImage", image: { info: { height: 100, format: "JPEG" } } },
      },
    });
    expect(server.output()).toContain("TOS is the embedded emulator at http://127.0.0.1:");
    server.process.kill("SIGTERM");
    expect(await server.exit).toBe(0);
  });

  it("names every problem of its configuration, and exits with 1", async () => {
    const server = start({ PORT: "x", TOS_ACCESS_KEY: "ak", LOG_LEVEL: "loud" });
    expect(await server.exit).toBe(1);
    expect(server.output()).toMatch(/3 problems:\n {2}- PORT .*\n {2}- LOG_LEVEL .*\n {2}- TOS_SECRET_KEY /);
    expect(server.output()).not.toContain("    at ");
  });

  it.each([
    [{ EMULATOR_DATA: "/dev/null" }, /EMULATOR_DATA \/dev\/null cannot be used: /],
    [{ EMULATOR_HOST: "192.0.2.1" }, /EMULATOR_HOST 192\.0\.2\.1 is no address of this machine/],
    [{ HOST: "192.0.2.1" }, /HOST 192\.0\.2\.1 cannot be listened on/],
  ])("names the variable of what it cannot use, and exits with 1: %j", async (environment, message) => {
    const server = start(environment as unknown as Record<string, string>);
    expect(await server.exit).toBe(1);
    expect(server.output()).toMatch(message);
    expect(server.output()).not.toContain("    at ");
  });

  it("says which port is in use, and exits with 1", async () => {
    const taken = createServer().listen(0, "127.0.0.1");
    await once(taken, "listening");
    const { port } = taken.address() as { port: number };
    const server = start({ PORT: String(port) });
    expect(await server.exit).toBe(1);
    expect(server.output()).toContain(`PORT ${port} is in use`);
    taken.close();
  });
});

describe("the check of generated files", () => {
  const bin = (name: string): string => join(process.cwd(), "node_modules/.bin", name);

  beforeEach(async () => {
    await cp("schema", join(folder, "schema"), { recursive: true });
    await cp("codegen.yml", join(folder, "codegen.yml"));
    await cp("test/generated", join(folder, "test/generated"), { recursive: true });
  });

  const checkSdl = (): Promise<number | null> =>
    run(
      bin("tsx"),
      [
        "--tsconfig",
        join(process.cwd(), "tsconfig.json"),
        join(process.cwd(), "scripts/write-schema.ts"),
        "--check",
      ],
      {},
      folder,
    ).exit;
  const checkTypes = (): Promise<number | null> =>
    run(bin("graphql-codegen"), ["--config", "codegen.yml", "--check"], {}, folder).exit;

  it("passes what is checked in, and fails SDL that the resolvers would not print", async () => {
    expect(await checkSdl()).toBe(0);
    await writeFile(join(folder, "schema/subgraph.graphql"), "type Query { old: Int }\n");
    expect(await checkSdl()).toBe(1);
  });

  it("passes what is checked in, and fails types that the SDL would not give", async () => {
    await symlink(join(process.cwd(), "node_modules"), join(folder, "node_modules"));
    expect(await checkTypes()).toBe(0);
    await writeFile(join(folder, "test/generated/operations.ts"), "export {};\n");
    expect(await checkTypes()).toBe(1);
  });
});
