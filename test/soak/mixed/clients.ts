/** Clients that send one request after the other, some of which leave before their answer, and the account of them all. */
import { setTimeout as delay } from "node:timers/promises";
import { Agent, request } from "undici";
import { type ClientRequest, chooseRequest } from "./operations.js";

export interface Account {
  sent: number;
  answered: number;
  /** Their client left on purpose. */
  left: number;
  /** Neither: why, and of which request. */
  readonly lost: string[];
  /** Answers that no client should get: faults of the server, and refusals or results in each other's place. */
  readonly unfit: string[];
  /** By kind of request and what came of it. */
  readonly outcomes: Map<string, number>;
  /** How long answers took, in milliseconds. */
  readonly times: number[];
  /** Keys that a picture was asked for under. */
  readonly outputs: Set<string>;
}

export interface ClientOptions {
  readonly origin: string;
  readonly clients: number;
  /** Of the requests: so many clients leave early. */
  readonly leaving: number;
  readonly random: () => number;
  readonly isOver: () => boolean;
}

/** Beyond every deadline of the server: who has no answer by then gets none. */
const PATIENCE_MS = 60_000;
/** A client that leaves does it within this time. */
const LEAVE_WITHIN_MS = 800;

/** Resolves when every client has had its last answer. */
export async function runClients(options: ClientOptions, account: Account): Promise<void> {
  const agent = new Agent({ connections: options.clients * 2, pipelining: 1 });
  let made = 0;
  const next = () => String(made++);
  const client = async (): Promise<void> => {
    while (!options.isOver()) {
      await one(options, chooseRequest(options.random, next), agent, account);
      await delay(options.random() * 50);
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  await agent.close();
}

export function openAccount(): Account {
  return {
    sent: 0,
    answered: 0,
    left: 0,
    lost: [],
    unfit: [],
    outcomes: new Map(),
    times: [],
    outputs: new Set(),
  };
}

async function one(
  { origin, leaving, random }: ClientOptions,
  asked: ClientRequest,
  agent: Agent,
  account: Account,
): Promise<void> {
  const leaves = random() < leaving;
  const leave = new AbortController();
  const patience = AbortSignal.timeout(PATIENCE_MS);
  if (leaves) void delay(random() * LEAVE_WITHIN_MS).then(() => leave.abort());
  for (const key of asked.outputs) account.outputs.add(key);
  account.sent += 1;
  const began = performance.now();
  try {
    const reply = await request(`${origin}${asked.path}`, {
      method: asked.method,
      headers: asked.headers,
      body: asked.body ?? null,
      signal: AbortSignal.any([leave.signal, patience]),
      dispatcher: agent,
    });
    const text = await reply.body.text();
    account.answered += 1;
    account.times.push(performance.now() - began);
    const { outcome, fits } = readAnswer(asked, reply.statusCode, text);
    count(account, asked, outcome);
    if (!fits) account.unfit.push(`${asked.name}: ${reply.statusCode} ${text.slice(0, 300)}`);
  } catch (error) {
    if (leave.signal.aborted) {
      account.left += 1;
      count(account, asked, "left");
    } else account.lost.push(`${asked.name}: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function count({ outcomes }: Account, { name }: ClientRequest, outcome: string): void {
  const label = `${name}: ${outcome}`;
  outcomes.set(label, (outcomes.get(label) ?? 0) + 1);
}

interface GraphqlAnswer {
  readonly data?: Readonly<Record<string, unknown>> | null;
  readonly errors?: readonly { readonly extensions: { readonly code: string } }[];
  readonly status?: string;
}

/** What came of a request, and whether it may. */
function readAnswer(asked: ClientRequest, status: number, text: string) {
  const { data, errors = [], status: health } = JSON.parse(text) as GraphqlAnswer;
  const codes = errors.map(({ extensions }) => extensions.code);
  const typenames = Object.values(data ?? {})
    .flat()
    .flatMap((value) => (isTyped(value) ? [value.__typename] : []));
  const outcome = codes[0] ?? typenames[0] ?? health ?? "ok";
  const isRefused = status >= 400 && codes.length > 0;
  const hasFault = codes.includes("INTERNAL_SERVER_ERROR");
  return { outcome, fits: !hasFault && isRefused === asked.wrong };
}

function isTyped(value: unknown): value is { readonly __typename: string } {
  return typeof value === "object" && value !== null && "__typename" in value;
}
