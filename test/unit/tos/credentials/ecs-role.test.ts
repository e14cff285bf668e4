/** Against a stand-in of the metadata service, over real sockets. */
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { type EcsRoleOptions, openEcsRole } from "../../../../src/tos/credentials/ecs-role.js";
import type { OpenCredentials } from "../../../../src/tos/credentials.js";
import { createFakeClock, type FakeClock } from "../../../helpers/fake-clock.js";
import {
  hang,
  json,
  reset,
  type StubUpstream,
  startStubUpstream,
  text,
} from "../../../helpers/stub-upstream.js";

const PATH = "/volcstack/latest/iam/security_credentials/server-role";
const reply = (name: string, expiredTime = "2026-01-31T21:00:00+08:00") => ({
  AccessKeyId: name,
  SecretAccessKey: `CANARY-${name}`,
  SessionToken: `CANARY-token-${name}`,
  CurrentTime: "2026-01-31T20:00:00+08:00",
  ExpiredTime: expiredTime,
});

let metadata: StubUpstream;
let clock: FakeClock;
let source: OpenCredentials | undefined;

beforeEach(async () => {
  metadata = await startStubUpstream();
  clock = createFakeClock();
});
afterEach(async () => {
  source?.close();
  source = undefined;
  await metadata.close();
});

async function open(options: Partial<EcsRoleOptions> = {}): Promise<OpenCredentials> {
  source = await openEcsRole({
    role: "server-role",
    endpoint: metadata.url,
    pauseMs: 0,
    now: clock.now,
    setTimer: clock.setTimer,
    ...options,
  });
  return source;
}

describe("the keys of an ECS instance's role", () => {
  it("are asked of the metadata service, by the role's name", async () => {
    metadata.respond(json(200, reply("first")));
    const opened = await open();
    expect(metadata.received).toMatchObject([{ method: "GET", url: PATH, body: "" }]);
    expect(opened.current()).toEqual({
      accessKeyId: "first",
      secretAccessKey: "CANARY-first",
      securityToken: "CANARY-token-first",
      expiresAt: new Date("2026-01-31T13:00:00Z"),
    });
  });

  it("are asked for with a session where the instance demands one", async () => {
    metadata.respond((response, request) => {
      const { method, headers } = request;
      if (method === "PUT") return text(200, "session\n")(response, request);
      const known = headers["x-volc-ecs-metadata-token"] === "session";
      return known ? json(200, reply("first"))(response, request) : text(401, "")(response, request);
    });
    await open();
    expect(metadata.received.map(({ method, url }) => [method, url])).toEqual([
      ["GET", PATH],
      ["PUT", "/latest/api/token"],
      ["GET", PATH],
    ]);
    expect(metadata.received[1]?.headers["x-volc-ecs-metadata-token-ttl-seconds"]).toBe("21600");
    expect(source?.current().accessKeyId).toBe("first");
  });

  it("are fetched again before they end", async () => {
    metadata.respond(json(200, reply("first")));
    const renewed = new Promise<Date | null>((resolve) => {
      void open({ observer: { renewed: ({ expiresAt }) => resolve(expiresAt) } }).then(() => {
        metadata.respond(json(200, reply("second", "2026-01-31T23:00:00+08:00")));
        return clock.advance(55 * 60_000);
      });
    });
    expect(await renewed).toEqual(new Date("2026-01-31T15:00:00Z"));
    expect(source?.current().accessKeyId).toBe("second");
    expect(metadata.received).toHaveLength(2);
  });

  it("are had at the third attempt of the start", async () => {
    metadata.respond((response, request) => {
      const responders = [reset, text(503, "CANARY")];
      (responders[metadata.received.length - 1] ?? json(200, reply("first")))(response, request);
    });
    await open();
    expect(metadata.received).toHaveLength(3);
  });

  const noJson = "the metadata service's answer is not a JSON object";
  it.each([
    ["a role that it does not know", text(404, "CANARY"), "the metadata service answered with status 404"],
    ["a fault", text(500, "CANARY"), "the metadata service answered with status 500"],
    ["a page", text(200, "<html>CANARY"), noJson],
    ["half of an answer", text(200, '{"SecretAccessKey":"CANARY'), noJson],
    [
      "no secret",
      json(200, { AccessKeyId: "CANARY" }),
      "the metadata service's answer has no SecretAccessKey",
    ],
    [
      "keys that have ended",
      json(200, reply("old", "2026-01-31T19:00:00+08:00")),
      "the keys that were given have ended already",
    ],
    [
      "a redirection",
      text(302, "", { location: "/CANARY" }),
      "the metadata service answered with status 302",
    ],
    [
      "more than it should",
      text(200, "x".repeat(70_000)),
      /^the metadata service cannot be reached \(UND_ERR_RES_EXCEEDED_MAX_SIZE\)$/,
    ],
    [
      "a broken connection",
      reset,
      /^the metadata service cannot be reached \((ECONNRESET|UND_ERR_SOCKET)\)$/,
    ],
  ])(
    "cannot be had at start from %s, which is told without what it held",
    async (_what, responder, message) => {
      metadata.respond(responder);
      const error = await open().catch((thrown: unknown) => thrown);
      expect(error).toMatchObject({ name: "TosCredentialsError", message: expect.stringMatching(message) });
      expect(String((error as Error).stack)).not.toContain("CANARY");
    },
  );

  it("are not waited for longer than the timeout", async () => {
    metadata.respond(hang);
    await expect(open({ timeoutMs: 30, attempts: 1 })).rejects.toThrow(
      /^the metadata service cannot be reached \(TimeoutError\)$/,
    );
  });

  it("leave no socket open after a fetch, and none when they are closed during one", async () => {
    metadata.respond(json(200, reply("first")));
    const failures: string[] = [];
    const opened = await open({ observer: { failed: ({ message }) => failures.push(message) } });
    const sockets = () => process.getActiveResourcesInfo().filter((name) => name === "TCPSocketWrap").length;
    await expect.poll(sockets).toBe(0);
    const asked = new Promise<void>((resolve) => metadata.respond(() => resolve()));
    const waiting = opened.refresh(opened.current());
    await asked;
    opened.close();
    await waiting;
    await expect.poll(sockets).toBe(0);
    expect(failures).toEqual([]);
    expect(clock.timers()).toEqual([]);
  });
});
