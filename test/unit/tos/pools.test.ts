/** Generations hold their sockets for seconds: no other call may wait for one of theirs. */
import { afterEach, beforeEach, expect, it } from "vitest";
import { createTosClient, type TosClient } from "../../../src/tos/client.js";
import { parseEndpoint } from "../../../src/tos/endpoint.js";
import { json, type StubUpstream, startStubUpstream, text } from "../../helpers/stub-upstream.js";

const GENERATIONS = 40;
const body = { TaskType: "text_to_image" } as never;
let upstream: StubUpstream;
let tos: TosClient;
let answerAll: () => void;
/** Resolves when all generations have arrived, which are answered when the test says so. */
let arrived: Promise<void>;

beforeEach(async () => {
  upstream = await startStubUpstream();
  tos = createTosClient({
    endpoint: parseEndpoint(upstream.url),
    region: "cn-beijing",
    credentials: () => ({ accessKeyId: "testAK", secretAccessKey: "testSK" }),
    connections: 1,
  });
  const answers: (() => void)[] = [];
  answerAll = () => {
    for (const answer of answers) answer();
  };
  arrived = new Promise((resolve) => {
    upstream.respond((response, request) => {
      if (request.method === "HEAD") {
        text(200, "", { "x-tos-request-id": "stub" })(response, request);
        return;
      }
      answers.push(() => json(200, { resp_json: {} })(response, request));
      if (answers.length === GENERATIONS) resolve();
    });
  });
});
afterEach(async () => {
  await tos.close();
  await upstream.close();
});

const generations = (): Promise<unknown>[] =>
  Array.from({ length: GENERATIONS }, () => tos.generateImage("examplebucket", body));
const portsOf = (method: string): number =>
  new Set(upstream.received.filter((request) => request.method === method).map(({ port }) => port)).size;

it("calls are answered while many more generations are under way than there are sockets for calls", async () => {
  const underWay = generations();
  await arrived;
  const heads = Array.from({ length: 10 }, (_, index) => tos.headObject("examplebucket", `k${index}`));
  expect(await Promise.all(heads)).toHaveLength(10);
  expect(portsOf("GET")).toBe(GENERATIONS);
  expect(portsOf("HEAD")).toBe(1);
  answerAll();
  expect(await Promise.all(underWay)).toHaveLength(GENERATIONS);
});

it("the client tells what its sockets do", async () => {
  const none = { connected: 0, free: 0, queued: 0, running: 0 };
  expect(tos.poolStats?.()).toEqual({ calls: none, generations: none });
  const underWay = generations();
  expect(tos.poolStats?.().generations).toEqual({ ...none, queued: GENERATIONS });
  await arrived;
  expect(tos.poolStats?.().generations).toEqual({
    ...none,
    connected: GENERATIONS,
    running: GENERATIONS,
  });
  const heads = Promise.all([1, 2, 3].map((key) => tos.headObject("examplebucket", `k${key}`)));
  expect(tos.poolStats?.().calls).toEqual({ ...none, queued: 3 });
  await heads;
  answerAll();
  await Promise.all(underWay);
});
