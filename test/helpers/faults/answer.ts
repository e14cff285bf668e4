/** Reads an answer as one line, so that tables can say what it has to be. */
import type { Row } from "./rows.js";

export interface Answer {
  /** `GenerationFailed STORAGE_FAULT SAFE`, `UPSTREAM_TIMEOUT`, `found`; of several, separated by "; ". */
  readonly line: string;
  /** Of the failure; undefined when there is none. */
  readonly tosRequestId: string | null | undefined;
  readonly kept: unknown;
  /** Codes of errors of any other field. */
  readonly strayErrors: readonly unknown[];
  /** What the caller waited. */
  readonly ms: number;
}

type Fields = Readonly<Record<string, unknown>>;

interface GraphqlError {
  readonly path?: readonly (string | number)[];
  readonly extensions?: Fields;
}

export function readAnswer(_row: Row, body: unknown, ms: number): Answer {
  const { data, errors = [] } = body as { data?: Fields | null; errors?: readonly GraphqlError[] };
  const own = errors.filter(({ path }) => path?.[0] === "hit");
  const codes = [...new Set(own.map(({ extensions }) => String(extensions?.code)))];
  const hit = data?.hit ?? null;
  const outcomes = describe(hit);
  const ids = [...own.map(({ extensions }) => extensions?.tosRequestId), ...idsOf(hit)];
  const named = isNamed(hit) ? [outcomes] : [];
  return {
    line: codes.length === 0 ? outcomes : [...named, ...codes].join(" + "),
    tosRequestId: ids[0] as string | null | undefined,
    kept: data?.kept,
    strayErrors: errors.filter((error) => !own.includes(error)),
    ms,
  };
}

function isNamed(hit: unknown): boolean {
  return isFields(hit) && "__typename" in hit;
}

function describe(value: unknown): string {
  if (Array.isArray(value)) return describeList(value);
  if (!isFields(value)) return "none";
  if (Array.isArray(value.problems)) return value.problems.map(describe).join("; ") || "ready";
  if (typeof value.__typename === "string") return describeMember(value);
  const found = Object.values(value)[0];
  if (isFields(found)) return describe(found);
  return found === null || (Array.isArray(found) && found.length === 0) ? "none" : "found";
}

/** Results of a batch one by one; of a list whether there is anything in it. Of entities the first is hit, and the other stays. */
function describeList(list: readonly unknown[]): string {
  if (list.some(isNamed)) return list.map(describe).join("; ");
  if (list.length === 2 && describe(list[1]) !== "found") return "the other entity is lost";
  return describe(list[0]);
}

function describeMember({ __typename, code, retry, sent, mayHaveTakenEffect }: Fields): string {
  if (code === undefined) return String(__typename);
  const more = [
    ...(sent === undefined ? [] : [sent ? "sent" : "unsent"]),
    ...(mayHaveTakenEffect === undefined ? [] : [mayHaveTakenEffect ? "perhaps" : "unchanged"]),
  ];
  return [__typename, code, retry, ...more].join(" ");
}

function idsOf(value: unknown): unknown[] {
  if (Array.isArray(value)) return value.flatMap(idsOf);
  if (!isFields(value)) return [];
  if ("problems" in value) return idsOf(value.problems);
  return "tosRequestId" in value && "code" in value ? [value.tosRequestId] : [];
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
