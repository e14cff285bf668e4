/** A configuration made in code: the rules and messages of the environment, with types. */
import { afterEach, describe, expect, expectTypeOf, it, vi } from "vitest";
import { ConfigError, readConfig } from "../../src/config.js";
import { createConfig, type Settings } from "../../src/settings.js";

afterEach(() => {
  vi.unstubAllEnvs();
});

function problemsOf(settings: Settings): readonly string[] {
  try {
    createConfig(settings);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems;
    throw error;
  }
  return [];
}

describe("a configuration made in code", () => {
  it("without settings is that of an empty environment", () => {
    expect(createConfig()).toEqual(readConfig({}));
  });

  it("is what the environment of the same names gives, whatever types its values have", () => {
    const settings = {
      PORT: 0,
      TOS_ACCESS_KEY: "ak",
      TOS_SECRET_KEY: "sk",
      TOS_SECURITY_TOKEN: "token",
      TOS_SECURITY_TOKEN_EXPIRES_AT: new Date("2026-01-31T12:00:00Z"),
      TOS_REGION: undefined,
      TOS_ENDPOINT_STYLE: "path",
      GENERATION_SOURCE_CHECK: false,
      UPLOAD_SIGNED_CONTENT: true,
      CORS_ORIGINS: ["https://a.example.com", "https://b.example.com"],
      TRUSTED_DOCUMENTS_FILE: [],
      TOS_BUCKET: "",
    } satisfies Settings;
    const environment = {
      PORT: "0",
      TOS_ACCESS_KEY: "ak",
      TOS_SECRET_KEY: "sk",
      TOS_SECURITY_TOKEN: "token",
      TOS_SECURITY_TOKEN_EXPIRES_AT: "2026-01-31T12:00:00Z",
      TOS_ENDPOINT_STYLE: "path",
      GENERATION_SOURCE_CHECK: "off",
      CORS_ORIGINS: "https://a.example.com,https://b.example.com",
    };
    expect(createConfig(settings)).toEqual(readConfig(environment));
  });

  it("has types that allow what the rules do", () => {
    expectTypeOf<Settings["PORT"]>().toEqualTypeOf<number | undefined>();
    expectTypeOf<Settings["TOS_AIGC_METHOD"]>().toEqualTypeOf<"GET" | "POST" | undefined>();
    expectTypeOf<Settings["GENERATION_SOURCE_CHECK"]>().toEqualTypeOf<boolean | "on" | "off" | undefined>();
  });

  it("reports every problem with the environment's messages, names that there are not among them", () => {
    const settings = {
      PORT: 1.5,
      EMULATOR_LATENCY_MS: Number.NaN,
      TOS_SECURITY_TOKEN_EXPIRES_AT: new Date(Number.NaN),
      TOS_ACCESS_KEY: "ak",
      TOS_REGOIN: "cn-beijing",
    };
    expect(problemsOf(settings)).toEqual([
      "EMULATOR_LATENCY_MS must be a whole number from 0 to 600000",
      "PORT must be a whole number from 0 to 65535",
      "TOS_SECURITY_TOKEN_EXPIRES_AT must be an instant such as 2026-01-31T12:00:00Z",
      "TOS_SECRET_KEY must be set: TOS_ACCESS_KEY is set",
      "TOS_REGOIN is no setting",
    ]);
    expect(problemsOf({ TOS_REGOIN: "cn-beijing" } as Settings)).toEqual(["TOS_REGOIN is no setting"]);
  });

  it("repeats no value", () => {
    const wrong = "CANARY";
    const settings = { PORT: wrong, LOG_LEVEL: wrong, TOS_BUCKET: wrong, TOS_ENDPOINT: `ftp://${wrong}` };
    const problems = problemsOf(settings as unknown as Settings);
    expect(problems).toHaveLength(4);
    expect(problems.join("\n")).not.toContain(wrong);
  });

  it("of the real service may lack the keys, which a source of keys has, but not one of the two", () => {
    const config = createConfig({ TOS_EMULATOR: "off" });
    expect(config).toMatchObject({ emulator: null, tos: { credentials: null } });
    expect(config.tos.endpoint?.host).toBe("tos-cn-beijing.volces.com");
    expect(problemsOf({ TOS_EMULATOR: "off", TOS_SECRET_KEY: "sk" })).toEqual([
      "TOS_ACCESS_KEY must be set: TOS_SECRET_KEY is set",
    ]);
  });

  it("takes nothing from the environment but that the process is in production", () => {
    vi.stubEnv("PORT", "1234");
    expect(createConfig().port).toBe(4000);
    expect(createConfig().emulator).not.toBeNull();
    vi.stubEnv("NODE_ENV", "production");
    expect(createConfig().emulator).toBeNull();
    expect(createConfig({ NODE_ENV: "development" }).emulator).not.toBeNull();
    expect(createConfig({ TOS_EMULATOR: "on" }).emulator).not.toBeNull();
  });
});
