/** Keys that rotate, in the whole server: what docs/credentials.md tells. */
import { mkdtemp, rename, rm, symlink, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createEmulator, type Emulator } from "../../src/emulator/emulator.js";
import { startServer, type TestServer } from "../helpers/server.js";
import { json, startStubUpstream } from "../helpers/stub-upstream.js";

let folder: string;
let file: string;
/** Whom the emulator takes at this moment. */
let identities: { accessKeyId: string; secretAccessKey: string; securityToken: string; expiresAt?: Date }[];
let emulator: Emulator;
/** What the service's clock is ahead of the server's, in milliseconds. */
let aheadMs: number;
let cleanups: (() => Promise<unknown>)[];

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), "rotation-"));
  file = join(folder, "credentials.json");
  identities = [identity("first")];
  aheadMs = 0;
  emulator = await createEmulator({
    dataFolder: join(folder, "data"),
    identities,
    now: () => new Date(Date.now() + aheadMs),
  });
  cleanups = [() => emulator.close()];
});
afterEach(async () => {
  for (const cleanup of cleanups.reverse()) await cleanup();
  await rm(folder, { recursive: true });
});

function identity(name: string, lifeMs?: number) {
  return {
    accessKeyId: name,
    secretAccessKey: `CANARY-secret-${name}`,
    securityToken: `CANARY-token-${name}`,
    ...(lifeMs !== undefined && { expiresAt: new Date(Date.now() + lifeMs) }),
  };
}

/** As STS writes them. */
function written({ accessKeyId, secretAccessKey, securityToken, expiresAt }: ReturnType<typeof identity>) {
  return {
    AccessKeyId: accessKeyId,
    SecretAccessKey: secretAccessKey,
    SessionToken: securityToken,
    ...(expiresAt !== undefined && { ExpiredTime: expiresAt.toISOString() }),
  };
}

async function writeKeys(keys: ReturnType<typeof identity>, path = file): Promise<void> {
  await writeFile(`${path}.new`, JSON.stringify(written(keys)));
  await rename(`${path}.new`, path);
}

async function start(environment: Record<string, string>): Promise<TestServer> {
  const server = await startServer({
    TOS_ENDPOINT: emulator.url,
    TOS_BUCKET: "examplebucket",
    ...environment,
  });
  cleanups.push(() => server.close());
  return server;
}

const generation = (key: string) =>
  `mutation { generateImage(input: { prompt: "山", source: { key: "1171.jpeg" }, preprocess: { actions: "image/resize,w_40" }, output: { key: "${key}" } }) {
    __typename ... on GenerationFailure { code retry message } } }`;

async function generate(server: TestServer, key: string): Promise<unknown> {
  const { body } = await server.post({ query: generation(key) });
  return body.data?.generateImage ?? body;
}

/** What each call is asked for, and by whom. */
const asked = () =>
  emulator.requests.all().map(({ operation, accessKeyId, status }) => [operation, accessKeyId, status]);

describe("a file of keys", () => {
  it("is replaced under load, the old keys taken away at once, without a request that fails", async () => {
    await writeKeys(identity("first"));
    // Two replicas of one host, say, with one mounted secret.
    const environment = { TOS_CREDENTIALS_FILE: file, STYLE_CACHE_TTL_MS: "0" };
    const servers = [await start(environment), await start(environment)] as const;
    const outcomes: unknown[] = [];
    let isOver = false;
    const load = async (worker: number): Promise<void> => {
      const server = servers[worker % 2 === 0 ? 0 : 1];
      for (let index = 0; !isOver; index += 1) {
        const query = `{ processingStyle(name: "style01") { actions } image(key: "1171.jpeg") { info { width } } }`;
        const { body } = await server.post({ query });
        outcomes.push(body.errors ?? "read");
        outcomes.push(await generate(server, `load-${worker}-${index}.jpg`));
      }
    };
    const workers = [0, 1, 2, 3].map(load);
    for (const name of ["second", "third", "fourth"]) {
      const before = outcomes.length;
      await expect.poll(() => outcomes.length, { timeout: 15_000 }).toBeGreaterThan(before + 8);
      identities.push(identity(name));
      await writeKeys(identity(name));
      identities.shift();
    }
    const before = outcomes.length;
    await expect.poll(() => outcomes.length, { timeout: 15_000 }).toBeGreaterThan(before + 8);
    isOver = true;
    await Promise.all(workers);

    expect(outcomes.filter((outcome) => outcome !== "read" && !isGenerated(outcome))).toEqual([]);
    // Each picture was paid for once, whatever was refused.
    const paid = emulator.requests.all("ImageToImage").filter(({ status }) => status === 200);
    expect(paid).toHaveLength(outcomes.filter(isGenerated).length);
    expect(asked().at(-1)?.[1]).toBe("fourth");
  });

  it("is read when TOS refuses the keys, and the generation is sent once more, paid for once", async () => {
    // A change that the watch of the folder does not see: only the refusal tells of it in time.
    const elsewhere = join(folder, "elsewhere.d");
    await writeKeys(identity("first"), elsewhere);
    const mounted = await mkdtemp(join(tmpdir(), "rotation-mounted-"));
    cleanups.unshift(() => rm(mounted, { recursive: true }));
    await symlink(elsewhere, join(mounted, "keys"));
    const server = await start({
      TOS_CREDENTIALS_FILE: join(mounted, "keys"),
      GENERATION_SOURCE_CHECK: "off",
    });
    await writeKeys(identity("second"), elsewhere);
    identities.splice(0, 1, identity("second"));
    expect(await generate(server, "once.jpg")).toEqual({ __typename: "GeneratedImage" });
    expect(asked()).toEqual([
      ["ImageToImage", null, 403],
      ["ImageToImage", "second", 200],
    ]);
    expect(server.logged.join("")).toContain("new keys of TOS_CREDENTIALS_FILE are in use");
  });

  it("that has no others when TOS refuses the keys leaves the refusal, after one look", async () => {
    await writeKeys(identity("first"));
    const server = await start({ TOS_CREDENTIALS_FILE: file, GENERATION_SOURCE_CHECK: "off" });
    identities.splice(0, 1);
    expect(await generate(server, "never.jpg")).toMatchObject({ code: "ACCESS_DENIED", retry: "NEVER" });
    expect(asked()).toEqual([["ImageToImage", null, 403]]);
  });

  it("whose keys have ended lets nothing be sent, which is safe to repeat, until it has others", async () => {
    await writeKeys(identity("first", -1000));
    const server = await start({ TOS_CREDENTIALS_FILE: file });
    expect(server.logged.join("")).toContain("the keys of TOS_CREDENTIALS_FILE have ended already");
    expect(await generate(server, "later.jpg")).toMatchObject({ code: "ACCESS_DENIED", retry: "SAFE" });
    const { body } = await server.post({ query: '{ processingStyle(name: "style01") { actions } }' });
    expect(body.errors?.[0]?.extensions).toEqual({ code: "UPSTREAM_DENIED", tosRequestId: null });
    const deletion = await server.post({
      query:
        'mutation { deleteImage(input: { key: "a.jpg" }) { __typename ... on ImageDeletionFailure { code retry message } } }',
    });
    expect(deletion.body.data?.deleteImage).toEqual({
      __typename: "ImageDeletionFailed",
      code: "ACCESS_DENIED",
      retry: "SAFE",
      message:
        "This server has no valid keys for TOS, and did not send the deletion: if it lasts, the operator has to act. Nothing was deleted. (no valid keys for TOS: those at hand have ended, and there are no others)",
    });
    expect(asked()).toEqual([]);
    await writeKeys(identity("first", 60_000));
    expect(await generate(server, "later.jpg")).toEqual({ __typename: "GeneratedImage" });
  });

  it.each([
    ["is not there", null, /^ {2}- TOS_CREDENTIALS_FILE cannot be used: .*ENOENT/m],
    [
      "is broken",
      '{"SecretAccessKey": "CANARY',
      /TOS_CREDENTIALS_FILE cannot be used: .* is not a JSON object/,
    ],
  ])("that %s at start is a problem of the configuration", async (_what, content, message) => {
    if (content !== null) await writeFile(file, content);
    const error = await start({ TOS_CREDENTIALS_FILE: file }).catch((thrown: unknown) => thrown);
    expect(String(error)).toMatch(message);
    expect(String(error)).not.toContain("CANARY");
  });

  it("shows neither keys nor content in a log or an answer, whatever becomes of it", async () => {
    await writeKeys(identity("first"));
    const server = await start({ TOS_CREDENTIALS_FILE: file, LOG_LEVEL: "trace" });
    const answers: unknown[] = [await generate(server, "a.jpg")];
    await writeFile(file, '{"SecretAccessKey": "CANARY-broken');
    identities.splice(0, 1);
    answers.push(await generate(server, "b.jpg"));
    identities.push(identity("second"));
    await writeKeys(identity("second"));
    answers.push(await generate(server, "c.jpg"));
    expect(answers.map(isGenerated)).toEqual([true, false, true]);
    const lines = server.logged.join("");
    expect(lines).toContain("the file of keys is not a JSON object");
    expect(lines + JSON.stringify(answers)).not.toMatch(/CANARY/);
  });
});

describe("the role of an ECS instance", () => {
  it("has its keys renewed when TOS says that the token has expired before its time", async () => {
    let current = identity("first", 3_600_000);
    identities.splice(0, 1, current);
    const metadata = await startStubUpstream((...args) => json(200, written(current))(...args));
    cleanups.push(() => metadata.close());
    const server = await start({ TOS_ECS_ROLE: "server-role", TOS_ECS_ENDPOINT: metadata.url });
    expect(await generate(server, "first.jpg")).toEqual({ __typename: "GeneratedImage" });
    expect(metadata.received).toHaveLength(1);

    current = identity("second", 7_200_000);
    identities.push(current);
    // The service's clock is ahead: only within the skew that it allows can it tell that the token has ended.
    identities[0] = identity("first", 300_000);
    aheadMs = 600_000;
    const results = await Promise.all([1, 2, 3, 4, 5].map((index) => generate(server, `${index}.jpg`)));
    expect(results.every(isGenerated)).toBe(true);
    expect(metadata.received).toHaveLength(2);
    const paid = emulator.requests.all("ImageToImage").filter(({ status }) => status === 200);
    expect(paid.map(({ accessKeyId }) => accessKeyId)).toEqual(["first", ...Array(5).fill("second")]);
    const { body } = await server.post({ query: '{ image(key: "1.jpg") { signedUrl { url } } }' });
    expect(JSON.stringify(body)).toContain("X-Tos-Credential=second");
  });

  it("that cannot be had at start is a problem of the configuration", async () => {
    const metadata = await startStubUpstream();
    await metadata.close();
    const starting = start({ TOS_ECS_ROLE: "server-role", TOS_ECS_ENDPOINT: metadata.url });
    await expect(starting).rejects.toThrow(
      "TOS_ECS_ROLE cannot be used: the metadata service cannot be reached (ECONNREFUSED)",
    );
  });
});

it("a server that was closed leaves neither watch nor timer nor socket", async () => {
  const left = () =>
    process.getActiveResourcesInfo().filter((name) => /FSEvent|Timeout|TCPSocket/.test(name)).length;
  await writeKeys(identity("first"));
  const before = left();
  const server = await start({ TOS_CREDENTIALS_FILE: file });
  await generate(server, "a.jpg");
  await server.close();
  await expect.poll(left).toBeLessThanOrEqual(before);
});

function isGenerated(outcome: unknown): boolean {
  return (outcome as { __typename?: string }).__typename === "GeneratedImage";
}
