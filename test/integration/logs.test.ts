/** What is logged of requests, and what is not at any level: secrets, addresses that work, and what callers send. */
import { once } from "node:events";
import { connect } from "node:net";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { EMULATOR_CREDENTIALS } from "../../src/emulator/emulator.js";
import { CANARY, type Observed, runObserved } from "../helpers/observed-scenario.js";

type Line = Readonly<Record<string, unknown>>;

let observed: Observed;
let lines: Line[];
const of = (msg: string): Line[] => lines.filter((line) => line.msg === msg);

beforeAll(async () => {
  observed = await runObserved({ METRICS: "off", LOG_LEVEL: "trace" });
  const { server } = observed;
  const query = `{ processingStyle(name: "${CANARY}") { name } }`;
  await (await fetch(`${server.url}?query=${encodeURIComponent(query)}`)).text();
  await server.post(undefined, {
    method: "POST",
    headers: { "content-type": "application/json", authorization: `Bearer ${CANARY}` },
    body: `{"query": "${CANARY}`,
  });
  await sendRaw(server.url, `${CANARY} is no HTTP\r\n\r\n`);
  lines = server.logged.map((line) => JSON.parse(line) as Line);
});
afterAll(() => observed.server.close());

/** Resolves with what is answered, once the server has closed the connection. */
async function sendRaw(url: string, text: string): Promise<string> {
  const socket = connect(Number(new URL(url).port), "127.0.0.1", () => socket.write(text));
  let answer = "";
  socket.on("data", (chunk) => (answer += chunk));
  await once(socket, "close");
  return answer;
}

describe("no line of any level", () => {
  it("holds what a caller sent: prompts, documents, addresses, headers, bytes", () => {
    const text = observed.server.logged.join("");
    expect(text).not.toContain(CANARY);
    // As the bytes of a buffer would be written.
    expect(text).not.toContain([...Buffer.from(CANARY)].join(","));
  });

  it("holds keys, signatures or signed URLs", () => {
    const text = observed.server.logged.join("");
    expect(observed.signedUrls).toHaveLength(3);
    const signatures = observed.signedUrls.map((url) => new URL(url).searchParams.get("X-Tos-Signature"));
    for (const secret of [EMULATOR_CREDENTIALS.secretAccessKey, ...signatures, "X-Tos-", "TOS4-HMAC"]) {
      expect(secret).toEqual(expect.stringMatching(/./));
      expect(text).not.toContain(secret);
    }
  });

  it("holds who made a request", () => {
    const principals = lines.filter((line) => "principal" in line || "remoteAddress" in line || "ip" in line);
    expect(principals).toEqual([]);
  });
});

it("every request but those for health has one line, with its id, operation, route, status and time", () => {
  const answered = of("request answered");
  expect(answered).toHaveLength(19);
  expect(new Set(answered.map(({ requestId }) => requestId)).size).toBe(19);
  expect(answered[0]).toMatchObject({
    level: 30,
    requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
    operationName: "GenerateImage",
    method: "POST",
    route: "/graphql",
    status: 200,
    durationMs: expect.any(Number),
  });
});

it("every generation has one line, with the ids of request, TOS and model, and where its time went", () => {
  const finished = of("generation finished");
  expect(finished).toHaveLength(11);
  const [first] = finished;
  expect(first).toMatchObject({
    level: 30,
    operationName: "GenerateImage",
    outcome: "GeneratedImage",
    tosRequestId: expect.any(String),
    modelRequestId: expect.any(String),
    lookupMs: expect.any(Number),
    queueMs: expect.any(Number),
    upstreamMs: expect.any(Number),
    mappingMs: expect.any(Number),
  });
  expect(first?.requestId).toBe(of("request answered")[0]?.requestId);
});

it("calls to TOS that an operator has to know of are warnings, with operation, status or code, and id", () => {
  const failed = of("call to TOS failed");
  expect(failed.map(({ level, operation, status, code }) => [level, operation, status ?? code])).toEqual([
    [40, "ImageToImage", 429],
    [40, "ImageToImage", "TOS_CONNECTION"],
    [40, "ImageToImage", 503],
    [40, "ListBucketImageStyle", 500],
  ]);
  expect(failed[0]?.tosRequestId).toEqual(expect.any(String));
});

it("an error that TOS caused is logged with the id of its request, which the client has, too", async () => {
  const [failed] = of("a field failed for TOS");
  expect(failed).toMatchObject({ level: 40, operationName: "Unknown", code: "TOS_SERVICE" });
  expect(failed?.tosRequestId).toBe(of("call to TOS failed").at(-1)?.tosRequestId);
  const requestIds = of("request answered").map(({ requestId }) => requestId);
  expect(requestIds).toContain(failed?.requestId);
});

it("a name of an operation is cut at 100 characters", async () => {
  const { server } = observed;
  await server.post({ query: `query ${"N".repeat(300)} { __typename }` });
  const last = () => (JSON.parse(server.logged.at(-1) ?? "{}") as Line).operationName;
  await expect.poll(last).toBe("N".repeat(100));
});

it("bytes that are no HTTP are answered 400, and the connection closed", async () => {
  const answer = await sendRaw(observed.server.url, "no HTTP\r\n\r\n");
  expect(answer).toMatch(/^HTTP\/1\.1 400 Bad Request\r\nConnection: close\r\n/);
  expect(await sendRaw(observed.server.url, `GET / HTTP/1.1\r\nx: ${"x".repeat(20_000)}\r\n\r\n`)).toMatch(
    /^HTTP\/1\.1 431 /,
  );
});
