/** Credentials of the role of an ECS instance, from the metadata service that every instance reaches. */
import { Agent, request } from "undici";
import type { OpenCredentials, TosCredentials } from "../credentials.js";
import { TosCredentialsError } from "../errors.js";
import { readCredentials } from "./read-credentials.js";
import { openRenewedCredentials, type RenewedCredentialsOptions } from "./renewed.js";

export interface EcsRoleOptions extends Omit<RenewedCredentialsOptions, "fetch"> {
  /** The name of the role. */
  readonly role: string;
  /** Default {@link ECS_METADATA_ENDPOINT}. */
  readonly endpoint?: string;
  /** For one fetch, in milliseconds. Default 10,000, as the official clients. */
  readonly timeoutMs?: number;
}

/** An address within each instance, as the official clients have it. */
export const ECS_METADATA_ENDPOINT = "http://100.96.0.96";

const MAX_REPLY_BYTES = 64 * 1024;

/** @throws TosCredentialsError when the service cannot be reached, or has none for the role. */
export async function openEcsRole(options: EcsRoleOptions): Promise<OpenCredentials> {
  const { role, endpoint = ECS_METADATA_ENDPOINT, timeoutMs = 10_000, ...renewal } = options;
  // A call in many minutes: its socket is closed with the reply.
  const agent = new Agent({
    pipelining: 0,
    maxResponseSize: MAX_REPLY_BYTES,
    connect: { timeout: timeoutMs },
  });
  try {
    const credentials = await openRenewedCredentials({
      ...renewal,
      fetch: () => fetchRole({ agent, endpoint, role, signal: AbortSignal.timeout(timeoutMs) }),
    });
    return {
      ...credentials,
      close() {
        credentials.close();
        void agent.destroy();
      },
    };
  } catch (error) {
    await agent.destroy();
    throw error;
  }
}

interface Fetch {
  readonly agent: Agent;
  readonly endpoint: string;
  readonly role: string;
  readonly signal: AbortSignal;
}

/**
 * TOS's own SDKs ask without a session, the provider's other clients with one. Unverified: which status an instance gives
 * that demands a session; any refusal is taken for it, and asked again with one.
 */
async function fetchRole(fetch: Fetch): Promise<TosCredentials> {
  const path = `/volcstack/latest/iam/security_credentials/${encodeURIComponent(fetch.role)}`;
  const plain = await ask(fetch, "GET", path);
  if (plain.status < 400 || plain.status > 499) return readReply(plain);

  const session = await ask(fetch, "PUT", "/latest/api/token", {
    // What the official clients ask for, although it is used once.
    "x-volc-ecs-metadata-token-ttl-seconds": "21600",
  });
  const token = session.text.trim();
  // Without sessions, the first answer is the one that tells what is wrong.
  if (session.status !== 200 || !/^[\x21-\x7e]+$/.test(token)) return readReply(plain);
  return readReply(await ask(fetch, "GET", path, { "x-volc-ecs-metadata-token": token }));
}

interface Reply {
  readonly status: number;
  readonly text: string;
}

async function ask(
  { agent, endpoint, signal }: Fetch,
  method: "GET" | "PUT",
  path: string,
  headers: Record<string, string> = {},
): Promise<Reply> {
  try {
    const { statusCode, body } = await request(endpoint + path, {
      dispatcher: agent,
      method,
      headers,
      signal,
    });
    return { status: statusCode, text: await body.text() };
  } catch (error) {
    throw new TosCredentialsError(`the metadata service cannot be reached (${nameOf(error)})`);
  }
}

function readReply({ status, text }: Reply): TosCredentials {
  if (status !== 200) throw new TosCredentialsError(`the metadata service answered with status ${status}`);
  const found = readCredentials(text);
  if ("problem" in found) throw new TosCredentialsError(`the metadata service's answer ${found.problem}`);
  return found.credentials;
}

/** Never the message, which may quote what was received. */
function nameOf(error: unknown): string {
  if (!(error instanceof Error)) return "no error";
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}
