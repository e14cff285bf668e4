/** docs/emulator.md is held to the code. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readIdentities } from "../../../src/emulator/auth/identity-file.js";
import { USAGE } from "../../../src/emulator/cli-options.js";
import { EFFECT_KINDS, readFaultRule } from "../../../src/emulator/injection/read-rule.js";
import { createRequestLog } from "../../../src/emulator/injection/request-log.js";

const ROOT = join(import.meta.dirname, "../../..");
const text = readFileSync(join(ROOT, "docs/emulator.md"), "utf8");

/** The names in backticks of a table's first column, the table being known by its first heading. */
function firstColumn(heading: string): string[] {
  const lines = text.slice(text.indexOf(`\n| ${heading} |`) + 1).split("\n");
  const rows = lines.slice(
    2,
    lines.findIndex((line) => !line.startsWith("|")),
  );
  return rows.flatMap((row) =>
    [...(row.split("|")[1] ?? "").matchAll(/`([^`]+)`/g)].map(([, name = ""]) => name),
  );
}

const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, "ms").exec(text)?.[1] ?? "";

describe("docs/emulator.md", () => {
  it("has every option of the command line", () => {
    const options = [...USAGE.matchAll(/^ {2}(--[a-z-]+)/gm)].map(([, name]) => name);
    expect(options.length).toBeGreaterThan(5);
    expect(firstColumn("option")).toEqual(options);
  });

  it("has every kind of fault", () => {
    expect(firstColumn("`kind`")).toEqual(EFFECT_KINDS);
  });

  it("has every member of a record of the request log", () => {
    const record = createRequestLog().begin({ method: "GET", target: "/", requestId: "" });
    const table = text.slice(text.indexOf("## The request log"));
    for (const name of Object.keys(record)) expect(table).toMatch(new RegExp(`^\\| [^|]*\`${name}\``, "m"));
  });

  it("has a rule and identities that are accepted", () => {
    const rule = /<<'RULE'\n(.*?)\nRULE/s.exec(text)?.[1] ?? "";
    expect(readFaultRule(JSON.parse(rule))).toMatchObject({ operation: "ImageToImage", count: 2 });
    expect(readIdentities(block("json")).map(({ accessKeyId }) => accessKeyId)).toEqual([
      "admin",
      "web",
      "reader",
    ]);
  });

  it("has the example that is run", () => {
    expect(block("ts")).toBe(readFileSync(join(ROOT, "test/integration/emulator-example.test.ts"), "utf8"));
  });
});
