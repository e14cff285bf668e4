import { describe, expect, it } from "vitest";
import { ConfigError, readConfig } from "../../../src/config.js";

const pair = { TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };

function problemsOf(environment: Record<string, string>): readonly string[] {
  try {
    readConfig(environment);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("the source of keys", () => {
  it.each([
    ["a pair", pair, { kind: "static", keys: { accessKeyId: "ak", secretAccessKey: "sk" } }],
    ["a file", { TOS_CREDENTIALS_FILE: "/etc/tos/keys.json" }, { kind: "file", path: "/etc/tos/keys.json" }],
    [
      "a role",
      { TOS_ECS_ROLE: "Server_role-1" },
      { kind: "ecs-role", role: "Server_role-1", endpoint: "http://100.96.0.96" },
    ],
    [
      "a role, asked for elsewhere",
      { TOS_ECS_ROLE: "r", TOS_ECS_ENDPOINT: "http://127.0.0.1:8080/" },
      { kind: "ecs-role", role: "r", endpoint: "http://127.0.0.1:8080" },
    ],
  ])("may be %s, and means the real service", (_what, environment, credentials) => {
    const config = readConfig(environment);
    expect(config.tos.credentials).toEqual(credentials);
    expect(config.emulator).toBeNull();
    expect(readConfig({ ...environment, NODE_ENV: "production" }).tos.credentials).toEqual(credentials);
  });

  it.each(["2026-01-31T20:00:00+08:00", "2026-01-31T20:00:00+0800", "2026-01-31T12:00:00Z"])(
    "may be of a token that ends at an instant with its offset: %s",
    (instant) => {
      const { credentials } = readConfig({ ...pair, TOS_SECURITY_TOKEN_EXPIRES_AT: instant }).tos;
      expect(credentials).toMatchObject({ keys: { expiresAt: new Date("2026-01-31T12:00:00Z") } });
    },
  );

  it("is refused as a token whose end would be another on each machine, as in a file", () => {
    expect(problemsOf({ ...pair, TOS_SECURITY_TOKEN_EXPIRES_AT: "2026-01-31T12:00:00" })).toEqual([
      "TOS_SECURITY_TOKEN_EXPIRES_AT must be an instant such as 2026-01-31T12:00:00Z",
    ]);
  });

  it("is none by the address alone where a role's keys would be asked for", () => {
    expect(readConfig({ TOS_ECS_ENDPOINT: "http://127.0.0.1:1" })).toEqual(readConfig({}));
  });

  it.each([
    [
      "a pair and a file",
      { ...pair, TOS_CREDENTIALS_FILE: "f" },
      [
        "TOS_ACCESS_KEY must not be set together with TOS_SECRET_KEY and TOS_CREDENTIALS_FILE: keys have one source",
      ],
    ],
    [
      "a file and a role",
      { TOS_CREDENTIALS_FILE: "f", TOS_ECS_ROLE: "r" },
      ["TOS_CREDENTIALS_FILE must not be set together with TOS_ECS_ROLE: keys have one source"],
    ],
    [
      "a role and half a pair",
      { TOS_SECRET_KEY: "CANARY", TOS_ECS_ROLE: "r" },
      [
        "TOS_ACCESS_KEY must be set: TOS_SECRET_KEY is set",
        "TOS_SECRET_KEY must not be set together with TOS_ECS_ROLE: keys have one source",
      ],
    ],
    ["a role that is a path", { TOS_ECS_ROLE: "../CANARY" }, ["TOS_ECS_ROLE must be the name of a role"]],
    ["a role of dots", { TOS_ECS_ROLE: ".." }, ["TOS_ECS_ROLE must be the name of a role"]],
    ...["ftp://CANARY", "CANARY", "http://a.b/CANARY", "http://CANARY@a.b", "http://a.b?CANARY"].map(
      (url) =>
        [
          `an address such as ${url}`,
          { TOS_ECS_ROLE: "r", TOS_ECS_ENDPOINT: url },
          ["TOS_ECS_ENDPOINT must be an http(s) URL without path, such as http://100.96.0.96"],
        ] as [string, Record<string, string>, string[]],
    ),
    [
      "none in production",
      { NODE_ENV: "production" },
      ["TOS_ACCESS_KEY", "TOS_SECRET_KEY"].map(
        (name) =>
          `${name} must be set: it is needed for the real service (or set TOS_CREDENTIALS_FILE, TOS_ECS_ROLE or TOS_EMULATOR=on)`,
      ),
    ],
  ] as [string, Record<string, string>, string[]][])("is refused as %s", (_what, environment, problems) => {
    expect(problemsOf(environment)).toEqual(problems);
  });
});
