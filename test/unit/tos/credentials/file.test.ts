/** Real files, links and folders: what rewrites them is an editor, an agent, or Kubernetes. */
import { mkdir, mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { openCredentialsFile } from "../../../../src/tos/credentials/file.js";
import type { OpenCredentials } from "../../../../src/tos/credentials.js";

let folder: string;
let path: string;
let source: OpenCredentials | undefined;
let told: string[];
/** Resolves when the source has told so many things. */
let waiting: { readonly count: number; readonly resolve: () => void } | undefined;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "credentials-"));
  path = join(folder, "credentials.json");
  told = [];
});
afterEach(async () => {
  source?.close();
  source = undefined;
  await rm(folder, { recursive: true });
});

const text = (name: string, members = {}) =>
  JSON.stringify({ AccessKeyId: name, SecretAccessKey: `CANARY-${name}`, ...members });
const current = () => source?.current().accessKeyId;

function tell(line: string): void {
  told.push(line);
  if (waiting !== undefined && told.length >= waiting.count) waiting.resolve();
}

function untilTold(count: number): Promise<void> {
  return new Promise((resolve) => {
    if (told.length >= count) resolve();
    else waiting = { count, resolve };
  });
}

/** With a poll that comes too late for any test, unless one is about it. */
async function open(pollMs = 3_600_000): Promise<OpenCredentials> {
  source = await openCredentialsFile({
    path,
    pollMs,
    observer: {
      renewed: () => tell(`renewed ${current()}`),
      failed: ({ message }) => tell(message),
    },
  });
  return source;
}

/** As Kubernetes mounts a secret: the file is a link into `..data`, a link to a folder, which is turned to another one. */
async function publish(version: string, content: string): Promise<void> {
  await mkdir(join(folder, version));
  await writeFile(join(folder, version, "credentials.json"), content);
  await symlink(version, join(folder, "..data_tmp"));
  await rename(join(folder, "..data_tmp"), join(folder, "..data"));
}

describe("a file of credentials", () => {
  it("is read at start", async () => {
    await writeFile(path, text("first", { SessionToken: "t", ExpiredTime: "2026-01-31T12:00:00Z" }));
    const opened = await open();
    expect(opened.current()).toEqual({
      accessKeyId: "first",
      secretAccessKey: "CANARY-first",
      securityToken: "t",
      expiresAt: new Date("2026-01-31T12:00:00Z"),
    });
  });

  it.each([
    ["that is not there", undefined, "the file of keys cannot be read (ENOENT)"],
    ["that is empty", "", "the file of keys is not a JSON object"],
    ["of another kind", '["CANARY"]', "the file of keys is not a JSON object"],
    ["without a secret", '{"AccessKeyId": "CANARY"}', "the file of keys has no SecretAccessKey"],
  ])("%s is refused at start, without a word of what it holds", async (_what, content, message) => {
    if (content !== undefined) await writeFile(path, content);
    await expect(open()).rejects.toMatchObject({ name: "TosCredentialsError", message });
  });

  it("is read again when it is replaced, however often", async () => {
    await writeFile(path, text("first"));
    await open();
    for (const name of ["second", "third"]) {
      await writeFile(`${path}.new`, text(name));
      await rename(`${path}.new`, path);
      await untilTold(name === "second" ? 1 : 2);
    }
    expect(told).toEqual(["renewed second", "renewed third"]);
  });

  it("is read again when it is written in place", async () => {
    await writeFile(path, text("first"));
    await open();
    await writeFile(path, text("second"));
    await untilTold(1);
    expect(current()).toBe("second");
  });

  it("is read again when Kubernetes turns the link of a mounted secret", async () => {
    await publish("..2026_01", text("first"));
    await symlink(join("..data", "credentials.json"), path);
    await open();
    await publish("..2026_02", text("second"));
    await untilTold(1);
    expect(current()).toBe("second");
  });

  it("is read again after a while when no watch tells of the change, such as that of a link's target elsewhere", async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), "credentials-elsewhere-"));
    await writeFile(join(elsewhere, "keys"), text("first"));
    await symlink(join(elsewhere, "keys"), path);
    await open(20);
    await writeFile(join(elsewhere, "keys"), text("second"));
    await untilTold(1);
    // Half-written, perhaps, when the poll came.
    await expect.poll(current).toBe("second");
    await rm(elsewhere, { recursive: true });
  });

  it("changes nothing while it is broken or gone, which is told once and without what it holds", async () => {
    await writeFile(path, text("first"));
    const opened = await open();
    const look = () => opened.refresh(opened.current());
    await writeFile(path, text("second").slice(0, -1));
    await look();
    await look();
    await rm(path);
    await look();
    expect(told).toEqual([
      "the file of keys is not a JSON object",
      "the file of keys cannot be read (ENOENT)",
    ]);
    expect(current()).toBe("first");
    await writeFile(path, text("second"));
    await look();
    expect([current(), told.at(-1)]).toEqual(["second", "renewed second"]);
  });

  it("that says the same as before is no change", async () => {
    await writeFile(path, text("first"));
    const opened = await open();
    await writeFile(path, text("first"));
    await opened.refresh(opened.current());
    expect(told).toEqual([]);
  });

  it("is read anew on demand, also when a reading is under way that began before the change", async () => {
    await writeFile(path, text("first"));
    const opened = await open();
    const refused = opened.current();
    const early = opened.refresh(refused);
    await writeFile(`${path}.new`, text("second"));
    await rename(`${path}.new`, path);
    await Promise.all([opened.refresh(refused), opened.refresh(refused)]);
    expect(current()).toBe("second");
    await early;
  });

  it("is not watched any more once it is closed", async () => {
    await writeFile(path, text("first"));
    const watches = () =>
      process.getActiveResourcesInfo().filter((name) => /FSEvent|Timeout/.test(name)).length;
    const before = watches();
    const opened = await open();
    opened.close();
    opened.close();
    expect(watches()).toBe(before);
    await writeFile(path, text("second"));
    await opened.refresh(opened.current());
    expect([current(), told]).toEqual(["first", []]);
  });
});
