/** The request for a row: its field as `hit`, and beside it `kept`, a field of the same kind that nothing happens to. */
import { HEALTHY, type Place, type Row } from "./rows.js";

const FRAGMENTS: Readonly<Record<string, string>> = {
  failure:
    "on GenerationFailure { code retry tosRequestId possibleOutput { bucket key } ... on TimedOut { sent } ... on RateLimited { retryAfterMs } }",
  deleted:
    "on ImageDeletionFailure { code retry tosRequestId ... on ImageDeletionRateLimited { retryAfterMs } }",
  changed:
    "on ProcessingStyleFailure { code retry tosRequestId ... on ProcessingStyleFailed { mayHaveTakenEffect } ... on ProcessingStyleRateLimited { retryAfterMs } }",
};

const VARIABLES: Readonly<Record<string, string>> = {
  timeoutMs: "Int",
  style: "[_Any!]!",
  image: "[_Any!]!",
};

/** By the kind of the operation. */
const KEPT: Readonly<Record<string, unknown>> = {
  Query: { actions: "image/resize,w_32" },
  Mutation: { __typename: "ProcessingStyleNotFound" },
};

const KEPT_FIELDS: Readonly<Record<string, string>> = {
  Query: `kept: processingStyle(bucket: "${HEALTHY}", name: "style01") { actions }`,
  Mutation: `kept: deleteProcessingStyle(input: { bucket: "${HEALTHY}", name: "none" }) { __typename }`,
};

/** What `kept` answers. */
export function keptBeside({ field }: Row): unknown {
  return KEPT[field.split(".")[0] ?? ""];
}

export function documentOf({ field, hit }: Row, place: Place, timeoutMs: number) {
  const [type = ""] = field.split(".");
  const body = `{ hit: ${hit(place)} ${KEPT_FIELDS[type]} }`;
  const used = (table: Readonly<Record<string, string>>, mark: string) =>
    Object.entries(table).filter(([name]) => body.includes(mark + name));
  const declared = used(VARIABLES, "$").map(([name, type]) => `$${name}: ${type}`);
  const fragments = used(FRAGMENTS, "...").map(([name, text]) => `fragment ${name} ${text}`);
  const head = `${type.toLowerCase()} ${declared.length === 0 ? "" : `(${declared.join(" ")})`}`;
  const other = { __typename: "StoredImage", bucket: HEALTHY, key: "source.jpg" };
  return {
    query: [head, body, ...fragments].join("\n"),
    variables: {
      timeoutMs,
      style: [{ __typename: "ProcessingStyle", bucket: place.bucket, name: "style01" }, other],
      image: [{ __typename: "StoredImage", bucket: place.bucket, key: "source.jpg" }, other],
    },
  };
}
