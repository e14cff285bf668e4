/**
 * Many clients of one server, each with a connection of its own and one generation at a time: they come one after the
 * other over a while, and each sends its next request when it has its answer. Every answer is compared with its request.
 */
import { Agent, request } from "undici";
import { percentile } from "./percentile.js";

export interface LoadOptions {
  readonly url: string;
  /** Whether GraphQL is spoken, or what the bare handler takes. */
  readonly speaks: "graphql" | "bare";
  readonly clients: number;
  /** Requests that each sends. */
  readonly rounds: number;
  /** From the first client's first request to the last one's, in milliseconds. */
  readonly rampMs: number;
}

export interface LoadReport {
  readonly answered: number;
  /** What was wrong with the others, and how often. */
  readonly errors: Readonly<Record<string, number>>;
  readonly peakInFlight: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
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
const agent = new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0, connect: { timeout: 30_000 } });
const errors: Record<string, number> = {};
const times: number[] = [];
let answered = 0;
let inFlight = 0;
let peakInFlight = 0;

async function generate(key: string): Promise<void> {
  const input = {
    prompt: "千军万马",
    source: { bucket: "examplebucket", key: "1171.jpeg" },
    output: { bucket: "tostest", key },
  };
  const began = performance.now();
  inFlight += 1;
  peakInFlight = Math.max(peakInFlight, inFlight);
  try {
    const { statusCode, body } = await request(options.url, {
      dispatcher: agent,
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(options.speaks === "bare" ? input : { query: QUERY, variables: { input } }),
    });
    const text = await body.text();
    const problem = statusCode === 200 ? findProblem(text, key) : `status ${statusCode}: ${text.slice(0, 200)}`;
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
  for (let round = 0; round < options.rounds; round++) await generate(`made/${index}-${round}.jpg`);
}

async function run(): Promise<LoadReport> {
  const began = performance.now();
  const running: Promise<void>[] = [];
  await new Promise<void>((resolve) => {
    const timer = setInterval(() => {
      const share = Math.min(1, (performance.now() - began) / options.rampMs);
      while (running.length < options.clients * share) running.push(client(running.length));
      if (share < 1) return;
      clearInterval(timer);
      resolve();
    }, 5);
  });
  await Promise.all(running);
  return {
    answered,
    errors,
    peakInFlight,
    p50Ms: percentile(times, 0.5),
    p99Ms: percentile(times, 0.99),
    tookMs: performance.now() - began,
  };
}

process.on("message", () => void run().then((report) => process.send?.(report)));
process.on("disconnect", () => process.exit());
process.send?.({});
