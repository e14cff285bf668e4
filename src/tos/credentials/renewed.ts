/** Credentials of a service that gives temporary ones: fetched at start, and again before they end. */
import { setTimeout as pause } from "node:timers/promises";
import {
  areSame,
  type CredentialsObserver,
  haveEnded,
  type OpenCredentials,
  type TosCredentials,
} from "../credentials.js";
import { asCredentialsError, TosCredentialsError } from "../errors.js";
import { renewalDelay } from "./renewal-delay.js";
import { shareRun } from "./share-run.js";

export interface RenewedCredentialsOptions {
  /** Rejects when there are none. */
  readonly fetch: () => Promise<TosCredentials>;
  /** Fetches at start before it is given up. Default 3. */
  readonly attempts?: number;
  /** Pause after the first of them that fails, twice as long after the next, in milliseconds. Default 1,000. */
  readonly pauseMs?: number;
  readonly observer?: CredentialsObserver;
  readonly now?: () => Date;
  /** Default: timers of the process, which do not keep it alive. */
  readonly setTimer?: SetTimer;
}

/** Calls back once, after so many milliseconds; returns what prevents it. */
export type SetTimer = (callback: () => void, delayMs: number) => () => void;

/** A timer is never set for longer, in milliseconds: after a pause of the machine, or a change of its clock, it is late by this. */
const LONGEST_TIMER_MS = 60_000;

/** After a fetch on demand that brought nothing new, the service is left alone for so long, in milliseconds. */
const PATIENCE_MS = 5_000;

/**
 * Fetches credentials, and keeps them fresh. When a fetch fails, those at hand stay in use, and it is tried again with
 * growing pauses.
 * @throws TosCredentialsError when none of the first attempts succeeds.
 */
export async function openRenewedCredentials(options: RenewedCredentialsOptions): Promise<OpenCredentials> {
  const { observer, now = () => new Date(), setTimer = setProcessTimer } = options;
  const fetch = async (): Promise<TosCredentials> => {
    const found = await options.fetch();
    if (haveEnded(found, now())) throw new TosCredentialsError("the keys that were given have ended already");
    return found;
  };
  let keys = await fetchFirst(fetch, options);
  let failures = 0;
  let problem: string | null = null;
  let askedInVainAt = Number.NEGATIVE_INFINITY;
  let stopTimer = (): void => {};
  let isClosed = false;

  const renew = shareRun(async () => {
    stopTimer();
    try {
      const found = await fetch();
      failures = 0;
      problem = null;
      if (!isClosed && !areSame(found, keys)) observer?.renewed?.({ expiresAt: found.expiresAt ?? null });
      keys = found;
    } catch (thrown) {
      const error = asCredentialsError(thrown);
      failures += 1;
      if (!isClosed && error.message !== problem) observer?.failed?.(error);
      problem = error.message;
    }
    schedule();
  });

  function schedule(): void {
    if (isClosed) return;
    const due = now().getTime() + renewalDelay({ failures, expiresAt: keys.expiresAt, now: now() });
    const wait = (): void => {
      const left = due - now().getTime();
      if (left <= 0) void renew();
      else stopTimer = setTimer(wait, Math.min(left, LONGEST_TIMER_MS));
    };
    wait();
  }
  schedule();

  return {
    current: () => keys,
    async refresh(refused) {
      if (!areSame(keys, refused) || isClosed) return;
      // Many calls may be refused for want of rights, which a HEAD cannot tell from keys that have ended.
      const since = now().getTime() - askedInVainAt;
      if (since >= 0 && since < PATIENCE_MS) return;
      await renew();
      if (areSame(keys, refused)) askedInVainAt = now().getTime();
    },
    close() {
      isClosed = true;
      stopTimer();
    },
  };
}

async function fetchFirst(
  fetch: () => Promise<TosCredentials>,
  { attempts = 3, pauseMs = 1_000 }: RenewedCredentialsOptions,
): Promise<TosCredentials> {
  for (let failures = 1; ; failures += 1) {
    try {
      return await fetch();
    } catch (error) {
      if (failures >= attempts) throw asCredentialsError(error);
      await pause(pauseMs * 2 ** (failures - 1));
    }
  }
}

function setProcessTimer(callback: () => void, delayMs: number): () => void {
  const timer = setTimeout(callback, delayMs).unref();
  return () => clearTimeout(timer);
}
