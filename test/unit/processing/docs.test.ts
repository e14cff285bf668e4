/** docs/processing.md is held to the table of operations. */
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import type { Argument, Kind } from "../../../src/processing/operation.js";
import { OPERATIONS } from "../../../src/processing/operations/index.js";
import { POINTS } from "../../../src/processing/value.js";

const text = readFileSync(join(import.meta.dirname, "../../../docs/processing.md"), "utf8");

const format = (value: number): string => value.toLocaleString("en-US");

function valuesOf(kind: Kind): string {
  switch (kind.type) {
    case "integer":
      return `${format(kind.minimum)} to ${format(kind.maximum)}`;
    case "choice":
      return kind.choices.members
        .map(({ name, upstreamName }) => `\`${name}\` (\`${upstreamName}\`)`)
        .join(", ");
    case "flag":
      return `false (\`${kind.off}\`), true (\`${kind.on}\`)`;
    case "color":
      return "RRGGBB, hexadecimal";
    case "text":
      return "any text, sent in base64url";
    case "word":
      return '1 to 128 letters, digits and "_.=:+-"';
    case "points":
      return `1 to ${format(POINTS.maximum)} points, 0 to ${format(POINTS.coordinate)} (\`50x50-100x100\`)`;
    case "picture":
      return "key and steps, sent in base64url";
  }
}

const SOURCES: Readonly<Record<Argument["source"], string>> = {
  "docs/6349/153626": "[153626](https://www.volcengine.com/docs/6349/153626)",
  "docs/6349/153627": "[153627](https://www.volcengine.com/docs/6349/153627)",
  "Go SDK": "Go SDK",
  assumed: "assumed",
};

const ROWS = OPERATIONS.flatMap(({ name, upstreamName, arguments: all }) => {
  const operation = `\`${name}\``;
  if (all.length === 0) return [`| ${operation} | – | \`${upstreamName}\` | true | – | – |`];
  return all.map((argument) => {
    const { name: own, key, kind, standard, required, source } = argument;
    const written = key === null ? `${upstreamName},…` : `${upstreamName},${key}_…`;
    return `| ${operation} | \`${own}\` | \`${written}\` | ${valuesOf(kind)} | ${required ? "must be given" : (standard ?? "–")} | ${SOURCES[source]} |`;
  });
});

describe("docs/processing.md", () => {
  it("has every argument of every operation as the table of operations has it", () => {
    const rows = text.split("\n").filter((line) => /^\| `/.test(line));
    expect(rows).toEqual(ROWS);
  });
});
