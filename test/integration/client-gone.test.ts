/**
 * What happens upstream when the client hangs up (design: one that was sent is paid for). Reads end, what was not sent is
 * dropped, a generation that was sent is finished, stored and logged; by the upstream's own log.
 */
import type { ServerResponse } from "node:http";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { type EmulatedServer, startEmulatedServer } from "../helpers/emulated-server.js";
import { startServerFor, type TestServer } from "../helpers/server.js";
import {
  json,
  type ReceivedRequest,
  type StubUpstream,
  startStubUpstream,
} from "../helpers/stub-upstream.js";

/** A client that can hang up. */
function ask(server: TestServer, query: string): { leave(): void; readonly reply: Promise<unknown> } {
  const controller = new AbortController();
  const reply = fetch(server.url, {
    method: "POST",
    headers: { "content-type": "application/json" },
    body: JSON.stringify({ query }),
    signal: controller.signal,
  }).then(
    (response) => response.json(),
    (error: Error) => error.name,
  );
  return { leave: () => controller.abort(), reply };
}

/** On a busy machine a generation takes seconds. */
const eventually = <T>(read: () => T) => expect.poll(read, { timeout: 15_000 });

/** Of the generations that were logged after the first `seen` lines. */
const outcomes = (server: TestServer, seen = 0): string[] =>
  server.logged
    .slice(seen)
    .filter((line) => line.includes("generation finished"))
    .map((line) => JSON.parse(line))
    .map(({ outcome, code }) => code ?? outcome);

const generate = (key: string, more = ""): string =>
  `generateImage(input: { prompt: "山", source: { key: "1171.jpeg" }, output: { bucket: "tostest", key: "${key}" } ${more} }) { __typename ... on GeneratedImage { image { info { width } } } }`;

describe("a client that leaves while TOS is asked", () => {
  let upstream: StubUpstream;
  let server: TestServer;
  let before: number;
  let held: { readonly request: ReceivedRequest; readonly response: ServerResponse }[];

  beforeAll(async () => {
    upstream = await startStubUpstream();
    // Far longer than a test waits: what ends here is not ended by its time.
    server = await startServerFor(upstream.url, { GENERATION_SOURCE_CHECK: "on", TOS_TIMEOUT_MS: "120000" });
  });
  beforeEach(() => {
    before = upstream.received.length;
    held = [];
    upstream.respond((response, request) => void held.push({ request, response }));
  });
  afterEach(() => {
    for (const { response } of held) response.destroy();
  });
  afterAll(async () => {
    await server.close();
    await upstream.close();
  });

  const open = (): number => held.filter(({ response }) => !response.destroyed).length;
  const asked = (): string[] => upstream.received.slice(before).map(({ method, url }) => `${method} ${url}`);

  it("ends the HEADs that are under way, and has those sent no more that wait for their turn", async () => {
    const fields = Array.from(
      { length: 40 },
      (_, index) => `a${index}: image(key: "k${index}") { info { byteSize } }`,
    );
    const client = ask(server, `{ ${fields.join(" ")} }`);
    await eventually(open).toBe(32);
    client.leave();
    await eventually(open).toBe(0);
    expect(await client.reply).toBe("AbortError");
    expect(asked()).toHaveLength(32);
    expect(asked().every((call) => call.startsWith("HEAD "))).toBe(true);
  });

  it("ends the listing that it waited for", async () => {
    const client = ask(server, "{ images { nodes { key } } }");
    await eventually(open).toBe(1);
    client.leave();
    await eventually(open).toBe(0);
  });

  it("ends the look-up of styles when nobody waits for it any more, and who comes next gets another", async () => {
    const first = ask(server, '{ processingStyles(bucket: "left-bucket") { name } }');
    await eventually(open).toBe(1);
    // The other bucket shows that the second has begun to wait for the first one's.
    const second = ask(
      server,
      '{ processingStyles(bucket: "left-bucket") { name } other: processingStyles(bucket: "also-left") { name } }',
    );
    await eventually(open).toBe(2);
    first.leave();
    expect(await first.reply).toBe("AbortError");
    expect(open()).toBe(2);
    second.leave();
    await eventually(open).toBe(0);
    const next = ask(server, '{ processingStyles(bucket: "left-bucket") { name } }');
    await eventually(open).toBe(1);
    for (const { request, response } of held)
      if (!response.destroyed) json(200, { ImageStyles: [] })(response, request);
    expect(await next.reply).toEqual({ data: { processingStyles: [] } });
    const left = "GET /left-bucket/?imageStyle=";
    expect(asked()).toEqual([left, "GET /also-left/?imageStyle=", left]);
  });

  it("does not end the look-up of styles for another that waits for it, too", async () => {
    const leaving = ask(server, "{ processingStyles { name } }");
    await eventually(open).toBe(1);
    const staying = ask(
      server,
      '{ processingStyles { name } other: processingStyles(bucket: "other-bucket") { name } }',
    );
    // The second bucket shows that the one who stays has begun to wait for the first.
    await eventually(open).toBe(2);
    leaving.leave();
    expect(await leaving.reply).toBe("AbortError");
    expect(open()).toBe(2);
    for (const { request, response } of held)
      json(200, { ImageStyles: [{ Name: "style01", Content: "image/rotate,90" }] })(response, request);
    const styles = [{ name: "style01" }];
    expect(await staying.reply).toEqual({ data: { processingStyles: styles, other: styles } });
    expect(asked()).toEqual(["GET /examplebucket/?imageStyle=", "GET /other-bucket/?imageStyle="]);
  });

  it("drops a generation whose source is still looked at: HEAD ends, and nothing is paid for", async () => {
    const client = ask(server, `mutation { ${generate("dropped.jpg")} }`);
    await eventually(open).toBe(1);
    client.leave();
    await eventually(open).toBe(0);
    await eventually(() => outcomes(server)).toEqual(["CANCELLED"]);
    expect(asked()).toEqual(["HEAD /examplebucket/1171.jpeg"]);
  });
});

describe("a client that leaves while a picture is generated", () => {
  let server: EmulatedServer;
  let seen: number;

  beforeAll(async () => {
    server = await startEmulatedServer({ GENERATION_BATCH_CONCURRENCY: "1" }, { latencyMs: 1000 });
  });
  beforeEach(() => {
    server.emulator.requests.clear();
    seen = server.logged.length;
  });
  afterAll(() => server.close());

  const generating = (): number => server.emulator.requests.all("ImageToImage").length;
  const stored = async (key: string): Promise<boolean> =>
    (await server.tos.headObject("tostest", key)) !== null;

  it("has it finished, stored and logged, and nothing read of it for nobody", async () => {
    const client = ask(server, `mutation { ${generate("paid.jpg")} }`);
    await eventually(generating).toBe(1);
    client.leave();
    expect(await client.reply).toBe("AbortError");
    await eventually(() => outcomes(server, seen)).toEqual(["GeneratedImage"]);
    const operations = server.emulator.requests.all().map(({ operation, status }) => [operation, status]);
    expect(operations).toEqual([
      ["HeadObject", 200],
      ["ImageToImage", 200],
    ]);
    expect(await stored("paid.jpg")).toBe(true);
  });

  it("has the rest of its batch dropped", async () => {
    const inputs = ["first", "second", "third"].map(
      (key) =>
        `{ prompt: "山", source: { key: "1171.jpeg" }, output: { bucket: "tostest", key: "${key}.jpg" } }`,
    );
    const client = ask(server, `mutation { generateImages(inputs: [${inputs.join(" ")}]) { __typename } }`);
    await eventually(generating).toBe(1);
    client.leave();
    await eventually(() => outcomes(server, seen)).toEqual(["GeneratedImage", "CANCELLED", "CANCELLED"]);
    expect(generating()).toBe(1);
    expect([await stored("first.jpg"), await stored("second.jpg"), await stored("third.jpg")]).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("has the later mutations of its document dropped", async () => {
    const client = ask(server, `mutation { a: ${generate("one.jpg")} b: ${generate("two.jpg")} }`);
    await eventually(generating).toBe(1);
    client.leave();
    await eventually(() => outcomes(server, seen)).toEqual(["GeneratedImage", "CANCELLED"]);
    expect(generating()).toBe(1);
  });

  it("does nothing to the generations of others", async () => {
    const leaving = ask(server, `mutation { ${generate("mine.jpg")} }`);
    const staying = ask(server, `mutation { ${generate("yours.jpg")} }`);
    await eventually(generating).toBe(2);
    leaving.leave();
    expect(await staying.reply).toMatchObject({ data: { generateImage: { __typename: "GeneratedImage" } } });
    await eventually(() => outcomes(server, seen)).toEqual(["GeneratedImage", "GeneratedImage"]);
    expect([await stored("mine.jpg"), await stored("yours.jpg")]).toEqual([true, true]);
  });
});
