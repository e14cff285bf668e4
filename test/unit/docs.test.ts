/** The documents are held to the code: codes, variables, scripts, dependencies, links and examples. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import {
  buildSchema,
  type GraphQLEnumType,
  type GraphQLUnionType,
  isScalarType,
  isSpecifiedScalarType,
  parse,
  validate,
} from "graphql";
import { describe, expect, it } from "vitest";
import { type Environment, readConfig } from "../../src/config.js";
import { MODEL_CODES } from "../../src/doubao/codes.js";
import { ERROR_CODES } from "../../src/graphql/errors.js";
import { createMetrics } from "../../src/observability/metrics.js";
import { SETTING_NAMES } from "../../src/settings.js";

const ROOT = resolve(import.meta.dirname, "../..");
const read = (file: string): string => readFileSync(join(ROOT, file), "utf8");

const DOCUMENTS = [
  "README.md",
  "CONTRIBUTING.md",
  "CHANGELOG.md",
  "examples/apollo-client/README.md",
  "examples/web-client/README.md",
  ...readdirSync(join(ROOT, "docs"), { recursive: true, encoding: "utf8" })
    .filter((name) => name.endsWith(".md"))
    .map((name) => join("docs", name)),
];
const SCHEMA = buildSchema(read("schema/schema.graphql"));
const PACKAGE = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;

/** What stands below a heading of level 2, up to the next one. */
function section(file: string, heading: string): string {
  const found = read(file)
    .split(/^## /m)
    .find((part) => part.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`${file} has no section "${heading}"`);
  return found;
}

/** The first table of a text, by its first column without backticks; each row is its other cells. */
function table(text: string): Map<string, string[]> {
  const lines = text.split("\n");
  const first = lines.findIndex((line) => line.startsWith("|"));
  const length = lines.slice(first).findIndex((line) => !line.startsWith("|"));
  const rows = lines.slice(first + 2, length === -1 ? undefined : first + length).map((line) =>
    line
      .slice(1, -1)
      .split("|")
      .map((cell) => cell.trim()),
  );
  return new Map(rows.map(([name = "", ...cells]) => [name.replaceAll("`", ""), cells]));
}

describe("docs/errors.md", () => {
  it("has every code that stands in `errors`, with its meaning", () => {
    const rows = table(section("docs/errors.md", "Codes in `errors`"));
    const documented = [...rows].map(([code, [meaning]]) => [code, meaning]);
    expect(Object.fromEntries(documented)).toEqual(ERROR_CODES);
  });

  const kinds = [
    {
      heading: "Codes of failed generations",
      codes: "GenerationFailureCode",
      unions: ["GenerateImageResult"],
      general: "GenerationFailed",
    },
    {
      heading: "Codes of failed changes of styles",
      codes: "ProcessingStyleFailureCode",
      unions: ["CreateProcessingStyleResult", "UpdateProcessingStyleResult", "DeleteProcessingStyleResult"],
      general: "ProcessingStyleFailed",
    },
  ];

  describe.each(kinds)("$heading", ({ heading, codes, unions, general }) => {
    const failures = table(section("docs/errors.md", heading));
    const valuesOf = (type: string) => (SCHEMA.getType(type) as GraphQLEnumType).getValues();

    it("are those of the schema, with members of the union and values of RetryAdvice", () => {
      const members = unions.flatMap((union) =>
        (SCHEMA.getType(union) as GraphQLUnionType).getTypes().map(({ name }) => name),
      );
      const advice = valuesOf("RetryAdvice").map(({ name }) => name);
      expect([...failures.keys()].sort()).toEqual(
        valuesOf(codes)
          .map(({ name }) => name)
          .sort(),
      );
      for (const [member = "", , retry = ""] of failures.values()) {
        expect(members).toContain(member.replaceAll("`", ""));
        expect(advice).toEqual(expect.arrayContaining(retry.replaceAll("`", "").split(", ")));
      }
    });

    it("come as the member of the union that the schema names for a code", () => {
      for (const { name, description } of valuesOf(codes)) {
        const member = /\(`(\w+)`\)/.exec(description ?? "")?.[1] ?? general;
        expect(failures.get(name)?.[0], name).toBe(`\`${member}\``);
      }
    });
  });

  it("has every code of a failed deletion, with members of its union and values of RetryAdvice", () => {
    const rows = table(section("docs/errors.md", "Codes of failed deletions"));
    const names = (type: string) =>
      (SCHEMA.getType(type) as GraphQLEnumType).getValues().map(({ name }) => name);
    const members = (SCHEMA.getType("DeleteImageResult") as GraphQLUnionType).getTypes();
    expect([...rows.keys()].sort()).toEqual(names("ImageDeletionFailureCode").sort());
    for (const [member = "", , retry = ""] of rows.values()) {
      expect(members.map(({ name }) => `\`${name}\``)).toContain(member);
      expect(names("RetryAdvice")).toEqual(expect.arrayContaining(retry.replaceAll("`", "").split(", ")));
    }
  });

  it("has every code of the model as the source has it", () => {
    const source = MODEL_CODES.map(
      ({ code, httpStatus, name, meaning, retry }) =>
        [String(code), [String(httpStatus ?? "–"), `\`${name}\``, meaning, `\`${retry}\``]] as const,
    );
    expect(Object.fromEntries(table(section("docs/errors.md", "Codes of the model")))).toEqual(
      Object.fromEntries(source),
    );
  });
});

describe("the README's configuration table", () => {
  const rows = table(section("README.md", "Configuration"));

  it("has every variable that is read, and no other", () => {
    const seen = new Set<string>();
    // With and without the emulator, since some are read only for the real service.
    for (const mode of ["on", "off"]) problems({ TOS_EMULATOR: mode }, seen);
    problems(TRACED, seen);
    expect([...rows.keys()].sort()).toEqual([...seen].sort());
  });

  it("has what a configuration made in code may hold", () => {
    expect([...rows.keys()].sort()).toEqual(SETTING_NAMES.toSorted());
  });

  it("has the range or the choices of every variable that has them", () => {
    for (const [name, [, values = ""]] of rows) {
      const wrong = problems({ TOS_EMULATOR: "off", ...TRACED, [name]: "?" }).find((line) =>
        line.startsWith(name),
      );
      const [, minimum, maximum] = /whole number from (\d+) to (\d+)/.exec(wrong ?? "") ?? [];
      if (minimum !== undefined) expect(values, name).toBe(`${minimum} to ${maximum}`);
      const choices = / must be one of (.+)$/.exec(wrong ?? "")?.[1];
      if (choices !== undefined) expect(values.replaceAll("`", ""), name).toBe(choices);
    }
  });

  it("has defaults that change nothing when they are set", () => {
    const defaults = [...rows].flatMap(([name, [value = ""]]) =>
      /^`[^`]+`$/.test(value) ? [[name, value.slice(1, -1)]] : [],
    );
    expect(defaults.length).toBeGreaterThan(10);
    expect(readConfig(Object.fromEntries(defaults))).toEqual(readConfig({}));
  });
});

/** Without a collector the other variables of traces are not looked at. */
const TRACED: Environment = { OTEL_EXPORTER_OTLP_ENDPOINT: "http://localhost:4318" };

/** The problems of an environment; `seen` gets the names of the variables that were asked for. */
function problems(environment: Environment, seen = new Set<string>()): string[] {
  const watched = new Proxy(environment, {
    get: (target, name: string) => {
      seen.add(name);
      return target[name];
    },
  });
  try {
    readConfig(watched);
    return [];
  } catch (error) {
    return String(error).split("\n  - ").slice(1);
  }
}

it("the README has every script", () => {
  const scripts = Object.keys(PACKAGE.scripts ?? {}).filter((name) => !name.startsWith("pre"));
  expect([...table(section("README.md", "Scripts")).keys()].sort()).toEqual(scripts.sort());
});

it.each([
  ["At run time", "dependencies"],
  ["At run time, of who installs the package", "peerDependencies"],
  ["At run time, optional", "optionalDependencies"],
  ["For development", "devDependencies"],
  ["Overrides", "overrides"],
])("docs/dependencies.md, %s, has every one of package.json's %s", (heading, member) => {
  const documented = [...table(section("docs/dependencies.md", heading)).keys()];
  expect(documented.sort()).toEqual(Object.keys(PACKAGE[member] ?? {}).sort());
});

it("docs/observability.md has every metric, with its type and labels", () => {
  // prom-client's types leave out the names of the labels.
  type Metric = { name: string; type: string; labelNames: readonly string[] };
  const metrics = createMetrics({ ofProcess: false }).registry.getMetricsAsArray() as unknown as Metric[];
  const documented = [...table(section("docs/observability.md", "Metrics"))].map(([name, [type, labels]]) => [
    name,
    type,
    labels,
  ]);
  expect(documented.sort()).toEqual(
    metrics
      .map(({ name, type, labelNames }) => [name, type, labelNames.map((label) => `\`${label}\``).join(", ")])
      .sort(),
  );
});

describe("docs/codegen.md", () => {
  const rows = table(section("docs/codegen.md", "Scalars"));
  const scalars = Object.values(SCHEMA.getTypeMap())
    .filter((type) => isScalarType(type) && !isSpecifiedScalarType(type))
    .map(({ name }) => name);

  it("maps every scalar, for each language", () => {
    expect([...rows.keys()]).toEqual(scalars.sort());
    for (const [name, cells] of rows) {
      expect(cells, name).toHaveLength(5);
      expect(cells, name).not.toContain("");
    }
  });

  it.each(["codegen.yml", "examples/web-client/codegen.yml", "examples/apollo-client/codegen.yml"])(
    "maps them as %s does",
    (file) => {
      const map = /^( +)scalars:\n((?:\1 .+\n)+)/m.exec(read(file))?.[2] ?? "";
      const mapped = map
        .trimEnd()
        .split("\n")
        .map((line) =>
          line
            .trim()
            .split(/: (.*)/)
            .slice(0, 2),
        );
      expect(mapped).toEqual([...rows].map(([name, [type = ""]]) => [name, type.replaceAll("`", "")]));
    },
  );

  it.each([
    ["Kotlin: Apollo Kotlin", 2, /mapScalar(?:ToKotlin(\w+))?\("(\w+)"(?:, "([\w.]+)")?/g],
    ["Java: DGS codegen", 3, /()"(\w+)" to "([\w.]+)"/g],
  ])("maps them in the recipe of %s, too", (heading, column, pattern) => {
    const recipe = [...section("docs/codegen.md", heading).matchAll(pattern)];
    const mapped = recipe.map(([, short, name, type]) => [name, type ?? `kotlin.${short}`]);
    expect(mapped).toEqual([...rows].map(([name, cells]) => [name, cells[column]?.replaceAll("`", "")]));
  });
});

describe.each(DOCUMENTS)("%s", (file) => {
  const text = read(file);

  it("has no relative link to nothing", () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target = ""]) => target);
    const broken = links.filter((link) => {
      if (/^[a-z]+:/.test(link)) return false;
      const [path = "", anchor] = link.split("#");
      const target = path === "" ? join(ROOT, file) : resolve(ROOT, dirname(file), path);
      return !existsSync(target) || (anchor !== undefined && !anchors(target).includes(anchor));
    });
    expect(broken).toEqual([]);
  });

  it("names no source file that is gone", () => {
    const named = [...text.matchAll(/`((?:src|test|scripts|schema)\/[\w./-]+)`/g)].map(
      ([, path = ""]) => path,
    );
    const isThere = (path: string) => [".", dirname(file)].some((base) => existsSync(join(ROOT, base, path)));
    expect(named.filter((path) => !isThere(path))).toEqual([]);
  });

  it("has GraphQL that fits the schema", () => {
    const documents = [
      ...[...text.matchAll(/^```graphql\n(.*?)^```/gms)].map(([, document = ""]) => document),
      ...[...text.matchAll(/^ *"query": ("(?:[^"\\]|\\.)*")/gm)].map(([, json = ""]) =>
        String(JSON.parse(json)),
      ),
    ];
    for (const document of documents) expect(validate(SCHEMA, parse(document))).toEqual([]);
  });
});

/** The anchors of a document's headings, as GitHub makes them. */
function anchors(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(/^#+ (.+)$/gm)].map(([, heading = ""]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, "")
      .replaceAll(" ", "-"),
  );
}
