import { EventEmitter, once } from "node:events";
import { createServer } from "node:http";
import { type AddressInfo, connect, type Socket } from "node:net";
import { text } from "node:stream/consumers";
import { type FastifyInstance, fastify } from "fastify";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { type Closing, registerClosing } from "../../../src/http/closing.js";

let http: FastifyInstance;
let closing: Closing;
/** Tells `arrived` of a request that is handled; the handler answers at `answer`. */
let work: EventEmitter;
let sockets: Socket[];

beforeEach(async () => {
  http = fastify({ return503OnClosing: false });
  closing = registerClosing(http);
  work = new EventEmitter();
  sockets = [];
  http.post("/slow", async ({ body }) => {
    const answer = once(work, "answer");
    work.emit("arrived");
    await answer;
    return body;
  });
  http.post("/quick", async ({ body }) => body);
  await http.listen({ port: 0, host: "127.0.0.1" });
});
afterEach(async () => {
  work.emit("answer");
  for (const socket of sockets) socket.destroy();
  await closing.close();
});

async function open(): Promise<Socket> {
  const accepted = once(http.server, "connection");
  const socket = connect((http.server.address() as AddressInfo).port, "127.0.0.1");
  sockets.push(socket);
  // Those that are not read when the server cuts them.
  socket.on("error", () => {});
  await Promise.all([once(socket, "connect"), accepted]);
  return socket;
}

const head = (path: string): string =>
  `POST ${path} HTTP/1.1\r\nhost: x\r\ncontent-type: application/json\r\ncontent-length: 7\r\n\r\n`;
const BODY = '{"a":1}';

/** Sends a whole request, and resolves once it is handled. */
async function sendSlow(socket: Socket): Promise<void> {
  const arrived = once(work, "arrived");
  socket.write(head("/slow") + BODY);
  await arrived;
}

describe("a server that drains", () => {
  it("answers everything, and asks for connections to be closed", async () => {
    const url = `http://127.0.0.1:${(http.server.address() as AddressInfo).port}/quick`;
    const post = () =>
      fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: BODY });
    expect((await post()).headers.get("connection")).toBe("keep-alive");
    expect(closing.isDraining()).toBe(false);
    closing.drain();
    expect(closing.isDraining()).toBe(true);
    const reply = await post();
    expect([reply.status, reply.headers.get("connection")]).toEqual([200, "close"]);
    expect(await reply.json()).toEqual({ a: 1 });
  });
});

describe("a server that closes", () => {
  it("answers what is under way, however long it takes", async () => {
    const socket = await open();
    await sendSlow(socket);
    expect(closing.underWay()).toBe(1);
    const closed = closing.close();
    work.emit("answer");
    expect(await text(socket)).toMatch(/^HTTP\/1.1 200 [\s\S]*connection: close[\s\S]*\{"a":1\}$/i);
    await closed;
    expect(closing.underWay()).toBe(0);
  });

  it("answers what has begun to come: a connection without a word, a head without its body", async () => {
    const silent = await open();
    const half = await open();
    const received = once(http.server, "request");
    half.write(head("/quick"));
    await received;
    const closed = closing.close();
    silent.write(head("/quick") + BODY);
    half.write(BODY);
    expect(await text(silent)).toMatch(/^HTTP\/1.1 200 [\s\S]*\{"a":1\}$/);
    expect(await text(half)).toMatch(/^HTTP\/1.1 200 [\s\S]*\{"a":1\}$/);
    await closed;
  });

  it("does not wait for what never comes as a whole", async () => {
    const silent = await open();
    const half = await open();
    half.write(head("/quick"));
    const ends = [once(silent, "close"), once(half, "close")];
    await closing.close();
    await Promise.all(ends);
  });

  it("refuses what comes later while it still waits for an answer", async () => {
    const socket = await open();
    await sendSlow(socket);
    // Opened before the end of accepting, and used one after the other.
    const others: Socket[] = [];
    for (let count = 0; count < 50; count += 1) others.push(await open());
    const closed = closing.close();
    const ask = (): Promise<string> => {
      const other = others.pop();
      if (other === undefined) throw new Error("all connections are used up");
      other.write(head("/quick") + BODY);
      return text(other);
    };
    expect(await ask()).toContain("HTTP/1.1 200 ");
    const refused = vi.waitUntil(
      async () => {
        const reply = await ask();
        return reply.startsWith("HTTP/1.1 503 ") && reply;
      },
      { interval: 50, timeout: 3_000 },
    );
    expect(await refused).toMatch(/connection: close[\s\S]*"code":"SERVER_STOPPING"/i);
    work.emit("answer");
    expect(await text(socket)).toContain('{"a":1}');
    await closed;
  });

  it("has nothing to wait for when it is closed twice", async () => {
    await Promise.all([closing.close(), closing.close()]);
  });
});

describe("a server whose requests another one hands over", () => {
  it("waits for their answers, and refuses those that come after", async () => {
    const outer = createServer((request, response) => http.routing(request, response));
    await once(outer.listen(0, "127.0.0.1"), "listening");
    const url = `http://127.0.0.1:${(outer.address() as AddressInfo).port}/slow`;
    const post = () =>
      fetch(url, { method: "POST", headers: { "content-type": "application/json" }, body: BODY });
    const arrived = once(work, "arrived");
    const reply = post();
    await arrived;
    const closed = closing.close();
    await expect.poll(async () => (await post()).status).toBe(503);
    work.emit("answer");
    expect(await (await reply).json()).toEqual({ a: 1 });
    await closed;
    outer.closeAllConnections();
    await once(outer.close(), "close");
  });
});
