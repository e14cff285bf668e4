/** Documents by their names: automatic persisted queries, and the manifest that graphql-codegen's client preset writes. */
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { generate } from "@graphql-codegen/cli";
import { afterAll, afterEach, beforeAll, describe, expect, it } from "vitest";
import { startApp } from "../../src/app.js";
import { ConfigError, readConfig } from "../../src/config.js";
import { sha256 } from "../../src/http/trusted-documents.js";
import { rawRequest, withSearch } from "../helpers/raw-request.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import { json, type StubUpstream, startStubUpstream } from "../helpers/stub-upstream.js";

const OPERATIONS = [
  "query Models { imageModels { reqKey } }",
  "query Style($name: String!) { processingStyle(name: $name) { name } }",
];
const OTHER = "{ processingStyles { name } }";

let folder: string;
let file: string;
/** The manifest of the client preset: the default, SHA-1, and what its hash is of. */
let manifest: Record<string, string>;
let upstream: StubUpstream;
let server: TestServer | undefined;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "documents-"));
  const documents = await Promise.all(
    OPERATIONS.map(async (text, index) => {
      const path = join(folder, `${index}.graphql`);
      await writeFile(path, text);
      return path;
    }),
  );
  await generate({
    schema: "schema/schema.graphql",
    documents,
    silent: true,
    generates: { [`${folder}/gql/`]: { preset: "client", presetConfig: { persistedDocuments: true } } },
  });
  file = join(folder, "gql/persisted-documents.json");
  manifest = JSON.parse(await readFile(file, "utf8"));
  upstream = await startStubUpstream(
    json(200, { ImageStyles: [{ Name: "style01", Content: "image/resize,w_9" }] }),
  );
}, 60_000);
afterEach(async () => {
  await server?.close();
  server = undefined;
});
afterAll(async () => {
  await upstream.close();
  await rm(folder, { recursive: true });
});

async function start(environment: Record<string, string>): Promise<TestServer> {
  server = await startServerFor(upstream.url, { TRUSTED_DOCUMENTS_FILE: file, ...environment });
  return server;
}

/** The name that the manifest has for the operation, and its document there. */
function entry(operation: string): { id: string; text: string } {
  const [id = "", text = ""] =
    Object.entries(manifest).find(([, document]) => document.includes(operation)) ?? [];
  return { id, text };
}

const hashed = (sha256Hash: string) => ({ extensions: { persistedQuery: { version: 1, sha256Hash } } });
const NOT_FOUND = [{ message: "PersistedQueryNotFound", extensions: { code: "PERSISTED_QUERY_NOT_FOUND" } }];
const NOT_TRUSTED = { extensions: { code: "DOCUMENT_NOT_TRUSTED" } };

describe("automatic persisted queries", () => {
  it("keep a document under its hash for whoever names it so, by POST and by GET", async () => {
    const { post, url } = await start({});
    const named = hashed(sha256(OTHER));
    const data = { processingStyles: [{ name: "style01" }] };
    expect((await post(named)).body.errors).toEqual(NOT_FOUND);
    expect((await post({ query: OTHER, ...named })).body).toEqual({ data });
    expect((await post(named)).body).toEqual({ data });
    expect((await post({ documentId: `sha256:${sha256(OTHER)}` })).body).toEqual({ data });
    const search = { extensions: JSON.stringify(named.extensions) };
    expect((await rawRequest(withSearch(url, search))).json()).toEqual({ data });
  });

  it("do not keep what the schema does not have, nor what has another hash", async () => {
    const { post } = await start({});
    const wrong = "{ unheardOf }";
    await post({ query: wrong, ...hashed(sha256(wrong)) });
    expect((await post(hashed(sha256(wrong)))).body.errors).toEqual(NOT_FOUND);
    const { status, body } = await post({ query: OTHER, ...hashed(sha256(wrong)) });
    expect([status, body.errors?.[0]?.extensions]).toEqual([400, { code: "BAD_REQUEST" }]);
    expect((await post(hashed(sha256(OTHER)))).body.errors).toEqual(NOT_FOUND);
  });

  it("may be off", async () => {
    const { post } = await start({ APQ: "off" });
    const { body } = await post(hashed(sha256(OTHER)));
    const message = "PersistedQueryNotSupported";
    expect(body.errors).toEqual([{ message, extensions: { code: "PERSISTED_QUERY_NOT_SUPPORTED" } }]);
    expect((await post({ query: OTHER, ...hashed(sha256(OTHER)) })).body.errors).toBeUndefined();
  });

  it("that are not known have status 404, and 200 for clients of plain JSON", async () => {
    const { post } = await start({});
    const legacy = { headers: { "content-type": "application/json", accept: "application/json" } };
    const named = hashed(sha256(OTHER));
    const statuses = [await post(named), await post(named, { ...legacy, body: JSON.stringify(named) })];
    expect(statuses.map(({ status }) => status)).toEqual([404, 200]);
  });
});

describe.each(["preferred", "only"])("trusted documents, %s", (mode) => {
  it("are executed by the names of the client preset's manifest, in either place, and by their SHA-256", async () => {
    const { post, url } = await start({ TRUSTED_DOCUMENTS: mode, APQ: "off" });
    const { id, text } = entry("Style");
    expect(id).toMatch(/^[0-9a-f]{40}$/);
    const data = { processingStyle: { name: "style01" } };
    const variables = { name: "style01" };
    for (const name of [
      { documentId: id },
      { documentId: `sha256:${sha256(text)}` },
      hashed(id),
      { query: text },
    ])
      expect((await post({ ...name, variables })).body).toEqual({ data });
    const search = { documentId: id, variables: JSON.stringify(variables) };
    expect((await rawRequest(withSearch(url, search))).json()).toEqual({ data });
  });
});

describe("trusted documents", () => {
  it("stand beside all others when they are preferred, and the log tells of those by their hash", async () => {
    const { post, logged } = await start({ TRUSTED_DOCUMENTS: "preferred" });
    expect((await post({ query: OTHER })).body.errors).toBeUndefined();
    await post({ documentId: entry("Models").id });
    const lines = logged.filter((line) => line.includes("not a trusted one"));
    expect(lines.map((line) => JSON.parse(line).sha256)).toEqual([sha256(OTHER)]);
    expect((await post({ documentId: "unheard-of" })).body.errors).toEqual(NOT_FOUND);
  });

  it("are the only ones when that was said: nothing else is executed, kept or asked for", async () => {
    const { post, url } = await start({ TRUSTED_DOCUMENTS: "only" });
    const before = upstream.received.length;
    const others = [
      { query: OTHER },
      { query: "{ __schema { queryType { name } } }" },
      { query: `${entry("Models").text} ` },
      { query: OTHER, ...hashed(sha256(OTHER)) },
      hashed(sha256(OTHER)),
      { documentId: "unheard-of" },
    ];
    for (const other of others) {
      const { status, body } = await post(other);
      expect([status, body.errors]).toEqual([403, [expect.objectContaining(NOT_TRUSTED)]]);
    }
    const reply = await rawRequest(withSearch(url, { query: OTHER }));
    expect([reply.status, reply.json().errors]).toEqual([403, [expect.objectContaining(NOT_TRUSTED)]]);
    expect(upstream.received.length).toBe(before);
  });

  it("are counted at start, with those that the schema does not have", async () => {
    const old = join(folder, "old.json");
    await writeFile(old, JSON.stringify({ old: "{ goneField }" }));
    const { logged } = await start({ TRUSTED_DOCUMENTS: "only", TRUSTED_DOCUMENTS_FILE: `${file}, ${old}` });
    const line = logged.find((text) => text.includes("trusted documents read"));
    expect(JSON.parse(line ?? "{}")).toMatchObject({ level: 40, documents: 3, unfit: 1 });
  });
});

describe("a manifest that cannot be used", () => {
  const problems = async (environment: Record<string, string>): Promise<readonly string[]> => {
    try {
      const app = await startApp(
        readConfig({
          PORT: "0",
          TOS_EMULATOR: "on",
          EMULATOR_PORT: "0",
          EMULATOR_DATA: join(folder, "emulator"),
          LOG_LEVEL: "silent",
          ...environment,
        }),
      );
      await app.close();
      return [];
    } catch (error) {
      if (error instanceof ConfigError) return error.problems;
      throw error;
    }
  };

  it.each([
    ["is not there", undefined, /TRUSTED_DOCUMENTS_FILE cannot be read: ENOENT/],
    ["is no JSON", "{", /TRUSTED_DOCUMENTS_FILE .* is not JSON/],
    ["is something else", `{"operations":[]}`, /no text for the identifier operations/],
    ["holds no GraphQL", `{"a":"{"}`, /not GraphQL, of the identifier a/],
  ])("keeps the server from starting when it %s", async (_what, text, message) => {
    const bad = join(folder, "bad.json");
    await rm(bad, { force: true });
    if (text !== undefined) await writeFile(bad, text);
    expect(await problems({ TRUSTED_DOCUMENTS: "preferred", TRUSTED_DOCUMENTS_FILE: bad })).toEqual([
      expect.stringMatching(message),
    ]);
    expect(await problems({ TRUSTED_DOCUMENTS: "off", TRUSTED_DOCUMENTS_FILE: bad })).toEqual([]);
  });
});
