/**
 * `X-Tos-Image-Operations`, `{"is_image_info":1,"rules":[{"bucket","key","rule"}]}` (Go SDK, data_process_types.go,
 * PutImageOperationsParams): the uploaded picture is stored as it is, and each rule's result as an object of its own.
 */
import { checkBucketName, checkObjectKey } from "../../tos/names.js";
import { FAULTS, TosFault } from "../faults.js";
import { isObject } from "../model/parameters.js";
import type { SaveTarget } from "./save-as.js";

export interface ImageRule extends SaveTarget {
  /** A process, as `x-tos-process` takes it. */
  readonly process: string;
}

/**
 * Throws MalformedBody, MissingArgument, InvalidBucketName or InvalidKey.
 * Assumption: a rule without a bucket means the addressed one, and is_image_info changes nothing: the shape of the reply
 * that it asks for is not published.
 */
export function parseImageOperations(header: string, addressedBucket: string): readonly ImageRule[] {
  let value: unknown;
  try {
    value = JSON.parse(header);
  } catch {
    throw malformed();
  }
  if (!isObject(value)) throw malformed();
  const { rules = [] } = value;
  if (!Array.isArray(rules)) throw malformed();
  return rules.map((rule: unknown) => {
    if (!isObject(rule)) throw malformed();
    const bucket = textOf(rule.bucket) || addressedBucket;
    const [key, process] = [textOf(rule.key), textOf(rule.rule)];
    if (key === "" || process === "") {
      throw new TosFault(FAULTS.missingArgument, { detail: "key and rule of X-Tos-Image-Operations" });
    }
    const badBucket = checkBucketName(bucket);
    if (badBucket !== null) throw new TosFault(FAULTS.invalidBucketName, { detail: badBucket });
    const badKey = checkObjectKey(key);
    if (badKey !== null) throw new TosFault(FAULTS.invalidKey, { detail: badKey });
    return { bucket, key, process };
  });
}

function textOf(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (typeof value === "string") return value;
  throw malformed();
}

function malformed(): TosFault {
  return new TosFault(FAULTS.malformedBody, { detail: "X-Tos-Image-Operations" });
}
