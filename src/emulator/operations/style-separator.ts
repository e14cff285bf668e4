/**
 * `?imageStyleSeparator` (Node.js SDK, bucket/img.ts; the official command line client), and what it is for: GetObject of
 * `key-NAME` answers with the object `key` in the style NAME.
 */
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import { emptyReply, jsonReply } from "../http/reply.js";
import { isObject } from "../model/parameters.js";
import { SEPARATORS, type Separator, type SeparatorRule } from "../storage/separator-store.js";
import type { Operation } from "./operation.js";
import { processObjectBy } from "./process-object.js";
import { getObject } from "./read-object.js";

export const putStyleSeparator: Operation = async (request, { buckets }) => {
  const { separator } = buckets.get(request.bucket);
  separator.put(parseRule(await readBody(request.chunks)));
  return emptyReply(200, { "content-length": "0" });
};

export const getStyleSeparator: Operation = (request, { buckets }) => {
  const rule = buckets.get(request.bucket).separator.get();
  if (rule === null) throw new TosFault(FAULTS.noSuchStyleSeparator);
  return jsonReply({
    Separator: rule.separators,
    SeparatorPrefix: rule.prefixes,
    SeparatorSuffix: rule.suffixes,
  });
};

/**
 * Assumption: an object of the whole key comes first; a reading counts when its object is there; a style that is not
 * is then EC 0022-00000009.
 */
export const getObjectOrStyled: Operation = (request, services) => {
  const { objects, separator } = services.buckets.get(request.bucket);
  const reading =
    objects.head(request.key) === undefined
      ? separator.readings(request.key).find(({ key }) => objects.head(key) !== undefined)
      : undefined;
  if (reading === undefined) return getObject(request, services);
  return processObjectBy(`style/${reading.style}`, { ...request, key: reading.key }, services);
};

/** Assumption: SeparatorPrefix and SeparatorSuffix say by separator what keys it holds for. */
function parseRule(body: Buffer): SeparatorRule {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new TosFault(FAULTS.malformedBody);
  }
  if (!isObject(value) || !Array.isArray(value.Separator)) throw new TosFault(FAULTS.malformedBody);
  return {
    separators: value.Separator.map(separatorOf),
    prefixes: affixes(value.SeparatorPrefix),
    suffixes: affixes(value.SeparatorSuffix),
  };
}

function separatorOf(value: unknown): Separator {
  const separator = SEPARATORS.find((each) => each === value);
  if (separator !== undefined) return separator;
  throw new TosFault(FAULTS.invalidArgument, { detail: `Separator holds ${SEPARATORS.join(" ")} only` });
}

function affixes(value: unknown): Partial<Record<Separator, string>> {
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw new TosFault(FAULTS.malformedBody);
  return Object.fromEntries(
    Object.entries(value).map(([separator, text]) => {
      if (typeof text !== "string") throw new TosFault(FAULTS.malformedBody);
      return [separatorOf(separator), text];
    }),
  );
}
