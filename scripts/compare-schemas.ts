/** What a change of the schema means for the clients of the last release. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Change, CriticalityLevel, diff } from "@graphql-inspector/core";
import { buildSchema } from "graphql";

/** A breaking change that is made on purpose. `path` and `change` are as the comparison prints them. */
export interface DeclaredChange {
  readonly path: string;
  readonly change: string;
  /** Why it is made, and what clients do about it. */
  readonly why: string;
}

export interface Comparison {
  /** The release that was compared with, for example "0.1.0". */
  readonly release: string;
  /** Breaking changes that are not declared, with why each breaks clients. */
  readonly undeclared: readonly string[];
  /** Breaking changes that are declared. */
  readonly declared: readonly string[];
  /** Declarations of changes that are not there, or that do not say why. */
  readonly useless: readonly string[];
  /** Changes that a client which was written carelessly may stumble over, such as a new member of a union. */
  readonly dangerous: readonly string[];
  /** Number of the other changes. */
  readonly harmless: number;
}

/**
 * Compares the SDL in `schema.graphql` of a folder with the newest one in `released/`, beside which
 * `breaking-changes.json` declares breaking changes by the release that they come after. Throws when there is no release.
 */
export async function compareWithRelease(folder: string): Promise<Comparison> {
  const released = join(folder, "released");
  const release = newest(await readdir(released));
  const [before, after, declarations] = await Promise.all([
    readFile(join(released, `${release}.graphql`), "utf8"),
    readFile(join(folder, "schema.graphql"), "utf8"),
    readFile(join(released, "breaking-changes.json"), "utf8"),
  ]);
  const declared = (JSON.parse(declarations) as Record<string, DeclaredChange[]>)[release] ?? [];
  return { release, ...(await compareSchemas(before, after, declared)) };
}

export async function compareSchemas(
  before: string,
  after: string,
  declarations: readonly DeclaredChange[],
): Promise<Omit<Comparison, "release">> {
  const changes = await diff(buildSchema(before), buildSchema(after));
  const at = (level: CriticalityLevel) => changes.filter(({ criticality }) => criticality.level === level);
  const breaking = at(CriticalityLevel.Breaking);
  const isDeclared = (change: Change) => declarations.some((declaration) => declares(declaration, change));
  return {
    undeclared: breaking
      .filter((change) => !isDeclared(change))
      .map((change) => `${text(change)}. ${change.criticality.reason ?? ""}`.trim()),
    declared: breaking.filter(isDeclared).map(text),
    useless: declarations
      .filter((entry) => !entry.why?.trim() || !breaking.some((change) => declares(entry, change)))
      .map(({ path, change }) => `${path}: ${change}`),
    dangerous: at(CriticalityLevel.Dangerous).map(text),
    harmless: at(CriticalityLevel.NonBreaking).length,
  };
}

function declares({ path, change }: DeclaredChange, { path: changedPath, message }: Change): boolean {
  return path === (changedPath ?? "") && change === message;
}

function text({ path = "", message }: Change): string {
  return `${path}: ${message}`;
}

/** The greatest version that has an SDL. */
function newest(files: readonly string[]): string {
  const versions = files.flatMap((file) => /^(\d+\.\d+\.\d+)\.graphql$/.exec(file)?.[1] ?? []);
  const last = versions.sort(new Intl.Collator("en", { numeric: true }).compare).at(-1);
  if (last === undefined) throw new Error("no released schema, such as released/1.0.0.graphql, was found");
  return last;
}
