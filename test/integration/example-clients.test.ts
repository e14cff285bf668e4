/** Each example is compiled as its reader would compile it, and run against the server. */
import { execFile } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { type AddressInfo, createServer } from "node:net";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { promisify } from "node:util";
import sharp from "sharp";
import { build } from "vite";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";

const run = promisify(execFile);
const TSC = resolve("node_modules/.bin/tsc");

let server: EmulatedServer;
let folder: string;
let photo: Buffer<ArrayBuffer>;

beforeAll(async () => {
  // In the repository, where what is compiled finds its packages.
  folder = await mkdtemp(resolve("node_modules/.examples-"));
  server = await startEmulatedServer();
  const image = sharp({ create: { width: 640, height: 480, channels: 3, background: "#c0392b" } });
  photo = Buffer.from(await image.jpeg().toBuffer());
});
afterAll(async () => {
  await server?.close();
  await rm(folder, { recursive: true });
});

/** Compiles an example into a folder of its own; the compiler's complaints fail the test. */
async function compile(example: string): Promise<string> {
  const output = join(folder, example);
  await run(TSC, ["-p", `examples/${example}`, "--noEmit", "false", "--outDir", output]);
  await writeFile(join(output, "package.json"), '{ "type": "module" }');
  return output;
}

/** What the named modules export, all together. */
async function load<Exports>(output: string, names: readonly string[]): Promise<Exports> {
  const files = names.map((name) => pathToFileURL(join(output, `${name}.js`)).href);
  return Object.assign({}, ...(await Promise.all(files.map((file) => import(file)))));
}

describe("examples/web-client", () => {
  type Example = typeof import("../../examples/web-client/src/client.js") &
    typeof import("../../examples/web-client/src/gallery.js") &
    typeof import("../../examples/web-client/src/generate.js") &
    typeof import("../../examples/web-client/src/upload.js");
  let example: Example;
  const source = { key: "1171.jpeg" };

  beforeAll(async () => {
    const output = await compile("web-client");
    example = await load<Example>(output, ["client", "gallery", "generate", "upload"]);
  });

  it("uploads a picture, generates from it, and shows what came of it among the others", async () => {
    const client = example.createClient(server.url);
    const uploaded = await example.uploadPicture(client, new Blob([photo], { type: "image/jpeg" }));
    expect(uploaded).toMatchObject({ bucket: "examplebucket", key: expect.stringMatching(/^uploads\//) });

    const output = { key: "web/newgen.jpg" };
    const outcome = await example.generate(client, { prompt: "千军万马", source: uploaded, output });
    if (outcome.kind !== "picture") throw new Error(JSON.stringify(outcome));
    const thumbnail = await fetch(outcome.picture.thumbnailUrl);
    expect(await sharp(await thumbnail.arrayBuffer()).metadata()).toMatchObject({ width: 240, height: 240 });

    const { cards, next } = await example.listPictures(client, { prefix: "web/" });
    expect(cards.map(({ id, title }) => [id, title])).toEqual([[outcome.picture.id, "newgen.jpg"]]);
    expect(next).toBeNull();
  });

  it("lists page after page", async () => {
    const client = example.createClient(server.url);
    const { cards } = await example.listPictures(client, { first: 100 });
    const first = await example.listPictures(client, { first: 2 });
    const second = await example.listPictures(client, { first: cards.length - 2, after: first.next });
    expect([...first.cards, ...second.cards].map(({ id }) => id)).toEqual(cards.map(({ id }) => id));
    expect(first.next).toEqual(expect.any(String));
    expect(second.next).toBeNull();
  });

  it.each([
    ["emulate:50412", { kind: "change", what: "prompt" }],
    ["emulate:50411", { kind: "change", what: "picture" }],
    ["emulate:50430", { kind: "wait", milliseconds: 5_000 }],
    ["emulate:50500", { kind: "failed" }],
  ])("knows what to do about %s", async (prompt, expected) => {
    const client = example.createClient(server.url);
    expect(await example.generate(client, { prompt, source, output: {} })).toEqual({
      ...expected,
      message: expect.stringMatching(/\w/),
    });
  });

  it("does with a failure that it does not know what every failure tells", async () => {
    const failure = { __typename: "MadeUpLater", code: "MADE_UP", message: "No.", retry: "SAFE" };
    expect(example.outcomeOf(failure as never)).toEqual({ kind: "again", message: "No." });
  });

  it("throws invalid input with its code", async () => {
    const generating = example.generate(example.createClient(server.url), { prompt: "", source, output: {} });
    await expect(generating).rejects.toMatchObject({
      name: "GraphQLRequestError",
      problems: [{ extensions: { code: "BAD_USER_INPUT" } }],
    });
  });

  describe("its documents", () => {
    const manifest = JSON.parse(
      readFileSync("examples/web-client/src/generated/persisted-documents.json", "utf8"),
    ) as Record<string, string>;
    afterEach(() => vi.restoreAllMocks());

    /** What was sent to the server while the page listed its pictures twice. */
    async function sentByListing(): Promise<Record<string, unknown>[]> {
      const client = example.createClient(server.url);
      const spy = vi.spyOn(globalThis, "fetch");
      await example.listPictures(client);
      await example.listPictures(client);
      return spy.mock.calls.map(([, init]) => JSON.parse(String(init?.body)));
    }

    it("are sent as text, after the first answer, to a server that does not know their hashes", async () => {
      const [first, ...others] = await sentByListing();
      expect(first).toMatchObject({ extensions: { persistedQuery: { sha256Hash: expect.any(String) } } });
      expect(first).not.toHaveProperty("query");
      expect(others).toEqual([
        { query: expect.stringContaining("query Gallery"), variables: { first: 12 } },
        { query: expect.stringContaining("query Gallery"), variables: { first: 12 } },
      ]);
    });

    it("are sent by nothing but their hashes to one that knows the manifest", async () => {
      const [sha256Hash = "", query = ""] =
        Object.entries(manifest).find(([, text]) => text.includes("query Gallery")) ?? [];
      expect(createHash("sha256").update(query).digest("hex")).toBe(sha256Hash);
      const extensions = { persistedQuery: { version: 1, sha256Hash } };
      await server.post({ query, variables: { first: 1 }, extensions });
      const sent = await sentByListing();
      expect(sent).toHaveLength(2);
      for (const body of sent) {
        expect(Object.keys(body).sort()).toEqual(["extensions", "variables"]);
        expect(body.extensions).toEqual(extensions);
      }
    });
  });

  it("becomes a page", async () => {
    const outDir = join(folder, "page");
    await build({ root: "examples/web-client", logLevel: "silent", build: { outDir } });
    const page = readFileSync(join(outDir, "index.html"), "utf8");
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(page)?.[1] ?? "";
    expect(readFileSync(join(outDir, script), "utf8")).toContain("generateImage(input: $input)");
  });
});

describe("examples/apollo-client", () => {
  let output: string;
  beforeAll(async () => {
    output = await compile("apollo-client");
  });

  const start = (...words: string[]) =>
    run(process.execPath, [join(output, "main.js"), ...words], {
      env: { ...process.env, GRAPHQL_ENDPOINT: server.url },
    });

  it("uploads a picture, generates from it, and lists what there is", async () => {
    const file = join(folder, "photo.jpg");
    await writeFile(file, photo);
    const { stdout } = await start("千军万马", file);
    const [, key = "", url = ""] = /^Generated (generated\/\S+\.jpg): (http\S+)$/m.exec(stdout) ?? [];
    expect((await fetch(url)).headers.get("content-type")).toBe("image/jpeg");
    const listed = stdout.split("\n").filter((line) => line.startsWith("  "));
    expect(listed).toContain("  examplebucket/1171.jpeg");
    expect(listed).toContain(`  examplebucket/${key}`);
    expect(listed).toContainEqual(expect.stringMatching(/^ {2}examplebucket\/uploads\/.+\.jpg$/));
  });

  it("tells a failure and exits with 1", async () => {
    await expect(start("emulate:50412")).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringMatching(
        /^Moderation refused \(INPUT_TEXT\): .+\n {2}examplebucket\/1171\.jpeg\n/,
      ),
    });
  });

  it("tells invalid input as the server words it", async () => {
    await expect(start("")).rejects.toMatchObject({ code: 1, stderr: expect.stringContaining("prompt") });
  });

  describe("its client", () => {
    type Example = typeof import("../../examples/apollo-client/src/client.js") &
      typeof import("../../examples/apollo-client/src/pictures.js") &
      typeof import("../../examples/apollo-client/src/told.js");
    let example: Example;
    beforeAll(async () => {
      example = await load<Example>(output, ["client", "pictures", "told"]);
    });

    it("joins the pages of a list in its cache", async () => {
      const client = example.createClient(server.url);
      const byTwos = await example.allPictures(client, { bucket: "examplebucket" }, 2);
      const atOnce = await example.allPictures(example.createClient(server.url), {}, 100);
      expect(byTwos.map(({ id }) => id)).toEqual(atOnce.map(({ id }) => id));
      expect(byTwos.length).toBeGreaterThan(4);
      expect(client.cache.extract()).toMatchObject({
        "StoredImage:image:examplebucket/1171.jpeg": { key: "1171.jpeg" },
      });
    });

    it.each([
      [{ prompt: "emulate:50430" }, /^Too many requests\. Try again in 5000 ms\.$/],
      [{ prompt: "emulate:50500" }, /^MODEL_FAULT: /],
      [{ preprocess: { style: "nope" } }, /^STYLE_NOT_FOUND: /],
    ])("has a word for the failure of %j", async (changes, expected) => {
      const input = { prompt: "p", source: { key: "1171.jpeg" }, output: {}, ...changes };
      const result = await example.generate(example.createClient(server.url), input);
      expect(example.told(result)).toMatch(expected);
    });

    it("says where to look when a failure may have cost a picture", () => {
      const possibleOutput = { __typename: "StoredImage" as const, id: "image:b/k.jpg", key: "k.jpg" };
      const told = example.told({
        __typename: "TimedOut",
        code: "TIMED_OUT",
        message: "The time was over.",
        retry: "MAY_CHARGE_AGAIN",
        possibleOutput,
      });
      expect(told).toBe(
        "TIMED_OUT: The time was over. It may be stored as k.jpg: look before you pay again.",
      );
    });

    it("repeats what only reads when the connection breaks, and never what is paid for", async () => {
      let connections = 0;
      const broken = createServer((socket) => {
        connections += 1;
        socket.destroy();
      }).listen(0, "127.0.0.1");
      try {
        await once(broken, "listening");
        const { port } = broken.address() as AddressInfo;
        const client = example.createClient(`http://127.0.0.1:${port}/graphql`);
        const input = { prompt: "p", source: { key: "1171.jpeg" }, output: {} };
        await expect(example.generate(client, input)).rejects.toThrow();
        expect(connections).toBe(1);
        await expect(example.allPictures(client, {})).rejects.toThrow();
        expect(connections).toBe(4);
      } finally {
        broken.close();
      }
    });
  });
});

describe.each(["web-client", "apollo-client"])("examples/%s/package.json", (example) => {
  it("asks for what is installed here, in the versions that it is tested with", () => {
    type Package = Record<"dependencies" | "devDependencies", Record<string, string> | undefined>;
    const read = (file: string) => JSON.parse(readFileSync(file, "utf8")) as Package;
    const all = ({ dependencies, devDependencies }: Package) => ({ ...dependencies, ...devDependencies });
    const own = all(read(`examples/${example}/package.json`));
    expect(all(read("package.json"))).toMatchObject(own);
    expect(Object.keys(own).length).toBeGreaterThan(5);
  });
});
