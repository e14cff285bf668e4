/** Signs with keys that are valid, and once more with others when the service refuses those. */
import {
  areSame,
  type CredentialsProvider,
  type CredentialsSource,
  currentOf,
  haveEnded,
  type TosCredentials,
} from "../credentials.js";
import type { Deadline } from "../deadline.js";
import { TosCredentialsError, type TosOperation, TosTimeoutError } from "../errors.js";
import type { TosReply, TosRequest } from "../transport.js";
import { waitFor } from "../wait.js";
import { refusesKeys } from "./refusal.js";
import { shareRun } from "./share-run.js";

/** A call that needs keys. */
export interface KeyedCall {
  readonly operation: TosOperation;
  readonly method: TosRequest["method"];
  readonly idempotent: boolean;
  readonly deadline: Deadline;
  readonly signal: AbortSignal | undefined;
  /** With less time left than this, in milliseconds, it is not sent. */
  readonly leastMs: number;
}

export interface Keyring {
  /**
   * Lets a request be signed and sent: once; a second time when its reply refuses the keys and the source has others.
   * @throws TosCredentialsError when there are none; what `attempt` throws; TosTimeoutError and TosAbortedError when the
   * wait for others ends so, with `sent` false, since a request whose keys were refused did not start.
   */
  send(call: KeyedCall, attempt: (keys: TosCredentials) => Promise<TosReply>): Promise<TosReply>;
}

export function createKeyring(
  from: CredentialsProvider | CredentialsSource,
  now: () => Date = () => new Date(),
): Keyring {
  const current = currentOf(from);
  // Nothing more can be had of a function: what it returns is sent.
  if (typeof from === "function") return { send: (_call, attempt) => attempt(current()) };

  const refresh = shareRun(async () => {
    try {
      await from.refresh(current());
    } catch {
      // The same as having found no others: the reply that refused the keys says what is wrong.
    }
  });
  /** Those at hand, or others where these have ended. */
  const valid = async (call: KeyedCall): Promise<TosCredentials> => {
    if (haveEnded(current(), now())) await waitForKeys(refresh(), call);
    const keys = current();
    if (!haveEnded(keys, now())) return keys;
    throw new TosCredentialsError("no valid keys for TOS: those at hand have ended, and there are no others");
  };
  /** Null when there are none. */
  const othersThan = async (refused: TosCredentials, call: KeyedCall): Promise<TosCredentials | null> => {
    // Another call may have had them fetched in the meantime.
    if (areSame(current(), refused)) await waitForKeys(refresh(), call);
    const found = current();
    return areSame(found, refused) || haveEnded(found, now()) ? null : found;
  };
  return {
    async send(call, attempt) {
      const keys = await valid(call);
      const reply = await attempt(keys);
      if (!refusesKeys(call.method, reply)) return reply;
      const others = await othersThan(keys, call);
      return others === null ? reply : attempt(others);
    },
  };
}

/** Waits for other keys; it is too late where they leave no time for the call. */
async function waitForKeys(work: Promise<void>, call: KeyedCall): Promise<void> {
  await waitFor(work, call);
  const { operation, deadline, idempotent, leastMs } = call;
  if (deadline.remainingMs() >= leastMs) return;
  throw new TosTimeoutError(operation, { sent: false, idempotent, timeoutMs: deadline.timeoutMs });
}
