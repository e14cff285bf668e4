/**
 * Many clients of one server, each with a connection of its own and one generation at a time: they come one after the
 * other over a while, and each sends its next request when it has its answer. Every answer is compared with its request.
 */
import { setTimeout } from "node:timers/promises";
import { Client } from "undici";
import { percentile } from "./percentile.js";

export interface LoadOptions {
  readonly url: string;
  /** Whether GraphQL is spoken, or what the bare handler takes. */
  readonly speaks: "graphql" | "bare";
  readonly clients: number;
  /** Requests that each sends. */
  readonly rounds: number;
  /** Clients that come in a second, at most. */
  readonly perSecond: number;
  /** Requests that may be on their way to the upstream: no client comes beyond them. */
  readonly maxArriving: number;
  /** Where the upstream tells how many have arrived there. */
  readonly callsUrl: string;
}

export interface LoadReport {
  readonly answered: number;
  /** What was wrong with the others, and how often. */
  readonly errors: Readonly<Record<string, number>>;
  readonly peakInFlight: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Until the last client had come, in milliseconds. */
  readonly rampedMs: number;
  readonly tookMs: number;
}

const QUERY = `mutation Generate($input: GenerateImageInput!) {
  generateImage(input: $input) {
    __typename
    ... on GeneratedImage {
      image { bucket key }
      tosRequestId
      model { code message requestId algorithmRequestId elapsedMs comfyuiCost pipeline controlNets { kind strength } }
    }
    ... on GenerationFailure { code message retry }
  }
}`;

const options = JSON.parse(process.argv[2] ?? "{}") as LoadOptions;
const { origin, pathname } = new URL(options.url);
const errors: Record<string, number> = {};
const times: number[] = [];
let answered = 0;
let inFlight = 0;
let peakInFlight = 0;

async function generate(connection: Client, key: string): Promise<void> {
  const input = {
    prompt: "千军万马",
    source: { bucket: "examplebucket", key: "1171.jpeg" },
    output: { bucket: "tostest", key },
  };
  const began = performance.now();
  inFlight += 1;
  peakInFlight = Math.max(peakInFlight, inFlight);
  try {
    const { statusCode, body } = await connection.request({
      path: pathname,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(options.speaks === "bare" ? input : { query: QUERY, variables: { input } }),
    });
    const text = await body.text();
    const problem =
      statusCode === 200 ? findProblem(text, key) : `status ${statusCode}: ${text.slice(0, 200)}`;
    if (problem !== null) throw new Error(problem);
    answered += 1;
    times.push(performance.now() - began);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    errors[message] = (errors[message] ?? 0) + 1;
  } finally {
    inFlight -= 1;
  }
}

function findProblem(text: string, key: string): string | null {
  if (options.speaks === "bare") {
    return JSON.parse(text).resp_json?.request_id === `log-${key}` ? null : "another's answer";
  }
  const { data, errors: graphqlErrors } = JSON.parse(text);
  if (graphqlErrors !== undefined) return JSON.stringify(graphqlErrors);
  const { __typename, image, model, tosRequestId, ...rest } = data.generateImage;
  if (__typename !== "GeneratedImage") return `${__typename} ${JSON.stringify(rest)}`;
  const isOwn =
    image.bucket === "tostest" &&
    image.key === key &&
    tosRequestId === `tos-${key}` &&
    model.requestId === `log-${key}` &&
    model.code === 10000 &&
    model.comfyuiCost === 4 &&
    model.controlNets[0].strength === 0.6;
  return isOwn ? null : "another's answer";
}

async function client(index: number): Promise<void> {
  const connection = new Client(origin, { headersTimeout: 150_000, connect: { timeout: 30_000 } });
  for (let round = 0; round < options.rounds; round++)
    await generate(connection, `made/${index}-${round}.jpg`);
}

async function run(): Promise<LoadReport> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  const upstream = new Client(new URL(options.callsUrl).origin);
  while (running.length < options.clients) {
    const { body } = await upstream.request({ path: new URL(options.callsUrl).pathname, method: "GET" });
    const arrived = Number(await body.text());
    const due = Math.min(
      options.clients,
      ((performance.now() - began) / 1_000) * options.perSecond,
      arrived + options.maxArriving,
    );
    while (running.length < due) running.push(client(running.length));
    await setTimeout(5);
  }
  const rampedMs = performance.now() - began;
  await Promise.all(running);
  return {
    answered,
    errors,
    peakInFlight,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    rampedMs,
    tookMs: performance.now() - began,
  };
}

process.on("message", () => void run().then((report) => process.send?.(report)));
process.on("disconnect", () => process.exit());
process.send?.({});
