import { execFile } from "node:child_process";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { compareSchemas, compareWithRelease, type DeclaredChange } from "../../../scripts/compare-schemas.js";

const RELEASED = `
  type Query { image(key: String!): Image! images: [Image!]! }
  type Image { id: ID! key: String! format: Format }
  enum Format { JPEG PNG }
  union Result = Image
  input Choice @oneOf { style: String actions: String }
`;

const compare = (change: [from: string, to: string], declared: DeclaredChange[] = []) => {
  expect(RELEASED).toContain(change[0]);
  return compareSchemas(RELEASED, RELEASED.replace(...change), declared);
};

describe("a change of the schema", () => {
  it.each<[string, [string, string], string]>([
    ["a removed field", ["images: [Image!]!", ""], "Query.images: Field 'images' was removed from"],
    [
      "a field that may be null",
      ["key: String! format", "key: String format"],
      "Image.key: Field 'Image.key'",
    ],
    [
      "a new required argument",
      ["images:", "images(bucket: String!):"],
      "Query.images.bucket: Argument 'bucket",
    ],
    ["a removed enum value", ["JPEG PNG", "JPEG"], "Format.PNG: Enum value 'PNG' was removed"],
  ])("breaks clients when it is %s", async (_what, change, expected) => {
    const { undeclared } = await compare(change);
    expect(undeclared).toEqual([expect.stringContaining(expected)]);
  });

  it("breaks clients when only one member of an input may be given from now on, and not the other way", async () => {
    const open = RELEASED.replace(" @oneOf", "");
    const { undeclared } = await compareSchemas(open, RELEASED, []);
    expect(undeclared).toEqual([expect.stringMatching(/^Choice.@oneOf: Directive 'oneOf' was added/)]);
    expect(await compareSchemas(RELEASED, open, [])).toMatchObject({ undeclared: [], harmless: 1 });
  });

  it("is told, and breaks nobody, when it is a new member of a union or an enum", async () => {
    const union = await compare(["= Image", "= Image | Query"]);
    expect(union).toMatchObject({ undeclared: [], dangerous: [expect.stringMatching(/^Result: Member/)] });
    const value = await compare(["JPEG PNG", "JPEG PNG WEBP"]);
    expect(value).toMatchObject({ undeclared: [], dangerous: [expect.stringMatching(/^Format.WEBP/)] });
  });

  it("is only counted when it adds a field", async () => {
    const added = await compare(["images:", "imageCount: Int images:"]);
    expect(added).toEqual({ undeclared: [], declared: [], useless: [], dangerous: [], harmless: 1 });
  });
});

describe("a declaration", () => {
  const removal: [string, string] = ["images: [Image!]!", ""];
  const declaration = {
    path: "Query.images",
    change: "Field 'images' was removed from object type 'Query'",
    why: "It cost a call for each picture: use imagePage.",
  };

  it("lets its breaking change pass", async () => {
    expect(await compare(removal, [declaration])).toMatchObject({
      undeclared: [],
      useless: [],
      declared: ["Query.images: Field 'images' was removed from object type 'Query'"],
    });
  });

  it("does so for no other change of the same place", async () => {
    const retyped = await compare(["images: [Image!]!", "images: Int"], [declaration]);
    expect(retyped.undeclared).toHaveLength(1);
    expect(retyped.useless).toHaveLength(1);
  });

  it("is refused without a reason, and when its change is not made", async () => {
    const expected = { useless: ["Query.images: Field 'images' was removed from object type 'Query'"] };
    expect(await compare(removal, [{ ...declaration, why: " " }])).toMatchObject(expected);
    expect(await compare(["PNG", "PNG WEBP"], [declaration])).toMatchObject(expected);
  });
});

describe("npm run schema:diff", () => {
  let folder: string;
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "schema-diff-"));
    await mkdir(join(folder, "released"));
    await write("released/0.9.0.graphql", "type Query { gone: Int }");
    await write("released/0.10.0.graphql", RELEASED);
    await write("released/breaking-changes.json", "{}");
  });
  afterEach(() => rm(folder, { recursive: true }));
  const write = (file: string, text: string) => writeFile(join(folder, file), text);
  const run = () =>
    promisify(execFile)(process.execPath, ["--import", "tsx", "scripts/diff-schema.ts", folder]);

  it("compares with the newest release, by number", async () => {
    await write("schema.graphql", RELEASED);
    expect(await compareWithRelease(folder)).toMatchObject({
      release: "0.10.0",
      undeclared: [],
      harmless: 0,
    });
  });

  it("succeeds when nothing breaks, fails when something does, and succeeds when that is declared", async () => {
    await write("schema.graphql", RELEASED.replace("images:", "imageCount: Int images:"));
    expect((await run()).stdout).toBe("1 other changes since 0.10.0\n");

    await write("schema.graphql", RELEASED.replace("images: [Image!]!", ""));
    await expect(run()).rejects.toMatchObject({
      code: 1,
      stdout: expect.stringContaining(
        "  - Query.images: Field 'images' was removed from object type 'Query'",
      ),
      stderr: expect.stringContaining('declare the change under "0.10.0"'),
    });

    const change = "Field 'images' was removed from object type 'Query'";
    const declared = { "0.10.0": [{ path: "Query.images", change, why: "Nobody used it." }] };
    await write("released/breaking-changes.json", JSON.stringify(declared));
    expect((await run()).stdout).toContain("Breaking, and declared");
  });
});

it("the checked-in schema breaks no client of the last release but where that is declared", async () => {
  expect(await compareWithRelease("schema")).toMatchObject({ undeclared: [], useless: [] });
});
