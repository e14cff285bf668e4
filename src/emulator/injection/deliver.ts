/** Sends a reply in the broken way that an effect asks for. */
import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { setTimeout as delay } from "node:timers/promises";
import type { Reply } from "../http/reply.js";
import type { FaultEffect } from "./rule.js";

const SPACES = Buffer.alloc(16 * 1024, " ");

/**
 * Rejects when the client leaves, or `closing` is aborted, before it is done.
 * @param reply with every header that it is to have.
 */
export async function deliverBroken(
  response: ServerResponse,
  reply: Reply,
  effect: FaultEffect,
  closing: AbortSignal,
): Promise<void> {
  const left = new AbortController();
  response.once("close", () => left.abort());
  const signal = AbortSignal.any([closing, left.signal]);
  try {
    await new Delivery(response, reply, signal).send(effect);
  } finally {
    if (reply.body instanceof Readable) reply.body.destroy();
  }
}

class Delivery {
  readonly #response: ServerResponse;
  readonly #reply: Reply;
  readonly #signal: AbortSignal;
  /** HEAD, 204 and 304 have headers only. */
  readonly #hasBody: boolean;

  constructor(response: ServerResponse, reply: Reply, signal: AbortSignal) {
    this.#response = response;
    this.#reply = reply;
    this.#signal = signal;
    this.#hasBody = response.req.method !== "HEAD" && reply.status !== 204 && reply.status !== 304;
  }

  async send(effect: FaultEffect): Promise<void> {
    const pause = (ms: number): Promise<void> => delay(ms, undefined, { signal: this.#signal });
    if (effect.kind === "reset-before-headers") {
      this.#response.socket?.resetAndDestroy();
      return;
    }
    if (effect.kind === "delay-headers") await pause(effect.ms);
    this.#response.writeHead(this.#reply.status, headersUnder(effect, this.#reply.headers, this.#hasBody));
    this.#response.flushHeaders();
    if (!this.#hasBody && effect.kind !== "reset-after-headers") {
      // For the client the reply is over: held open, it would hold up the next request of the connection instead.
      this.#response.end();
      return;
    }
    switch (effect.kind) {
      case "reset-after-headers":
        await this.#flush();
        this.#response.socket?.resetAndDestroy();
        return;
      case "delay-body":
        await this.#body(effect.afterBytes ?? this.#half(), () => pause(effect.ms));
        break;
      case "truncated-body":
        await this.#body(effect.afterBytes ?? this.#half(), async () => {
          await this.#flush();
          this.#response.destroy();
        });
        return;
      case "endless-body":
        await this.#body(Number.POSITIVE_INFINITY);
        while (true) await this.#write(SPACES);
      default:
        await this.#body(Number.POSITIVE_INFINITY);
    }
    this.#response.end();
  }

  /** Writes the body, and does something else once after so many bytes of it, or at its end if that comes first. */
  async #body(breakAt: number, breaking: () => Promise<void> = async () => {}): Promise<void> {
    let sent = 0;
    let broken = false;
    for await (const chunk of chunksOf(this.#reply.body)) {
      const room = Math.min(chunk.length, broken ? 0 : breakAt - sent);
      if (!broken && room < chunk.length) {
        broken = true;
        await this.#write(chunk.subarray(0, room));
        await breaking();
        if (this.#response.destroyed) return;
        await this.#write(chunk.subarray(room));
      } else {
        await this.#write(chunk);
      }
      sent += chunk.length;
    }
    if (!broken) await breaking();
  }

  #half(): number {
    return Math.floor(Number(this.#reply.headers["content-length"] ?? 0) / 2);
  }

  async #write(bytes: Uint8Array): Promise<void> {
    this.#signal.throwIfAborted();
    if (bytes.length > 0 && !this.#response.write(bytes)) {
      await once(this.#response, "drain", { signal: this.#signal });
    }
  }

  /** Resolves when the operating system has what was written. */
  async #flush(): Promise<void> {
    await new Promise<void>((resolve) => {
      if (this.#response.socket === null) resolve();
      else this.#response.socket.write("", () => resolve());
    });
  }
}

function headersUnder(
  effect: FaultEffect,
  headers: Reply["headers"],
  hasBody: boolean,
): Record<string, string> {
  const without = (dropped: (name: string) => boolean) =>
    Object.fromEntries(Object.entries(headers).filter(([name]) => !dropped(name)));
  switch (effect.kind) {
    case "missing-request-id":
      return without((name) => name === "x-tos-request-id" || name === "x-tos-id-2");
    case "html":
      return without((name) => /^(?:x-tos-|access-control-|server$)/.test(name));
    case "endless-body":
      return without((name) => hasBody && name === "content-length");
    case "wrong-content-length": {
      const length = Number(headers["content-length"] ?? 0) + effect.by;
      return { ...headers, "content-length": String(Math.max(0, length)) };
    }
    default:
      return { ...headers };
  }
}

async function* chunksOf(body: Reply["body"]): AsyncGenerator<Uint8Array> {
  if (body instanceof Readable) yield* body as AsyncIterable<Buffer>;
  else if (body !== null) yield body;
}
