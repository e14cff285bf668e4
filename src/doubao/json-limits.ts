/** Bounds of a JSON value that a caller hands over to be sent as it is. */
export interface JsonLimits {
  /** Deepest nesting of objects and lists; the value itself is at depth 1. */
  readonly maxDepth: number;
  /** Largest size as JSON text, in bytes of UTF-8. */
  readonly maxBytes: number;
}

/** Names that mean something to JavaScript objects; they are never a model's parameter. */
const PROTOTYPE_NAMES: ReadonlySet<string> = new Set(["__proto__", "constructor", "prototype"]);

/** Which bound a value breaks. */
export type JsonFault = "not-json" | "long-number" | "prototype-name" | "depth" | "size";

/**
 * The first bound that the value breaks; null when it is plain JSON within the limits. Iterative and bounded:
 * it stops as soon as the value has more members than can fit in `maxBytes`, so cycles and shared parts end.
 */
export function checkJson(value: unknown, limits: JsonLimits): JsonFault | null {
  const pending: { readonly value: unknown; readonly depth: number }[] = [{ value, depth: 1 }];
  let values = 0;
  for (let next = pending.pop(); next !== undefined; next = pending.pop()) {
    values += 1;
    if (values > limits.maxBytes) return "size";
    if (typeof next.value === "number" && Number.isInteger(next.value) && !Number.isSafeInteger(next.value)) {
      return "long-number";
    }
    if (isScalar(next.value)) continue;
    if (!isPlain(next.value)) return "not-json";
    if (next.depth > limits.maxDepth) return "depth";
    for (const name of Object.keys(next.value)) {
      if (PROTOTYPE_NAMES.has(name)) return "prototype-name";
      pending.push({ value: next.value[name], depth: next.depth + 1 });
    }
  }
  return new TextEncoder().encode(JSON.stringify(value)).length > limits.maxBytes ? "size" : null;
}

/** Whether the value is a plain object: a literal, a parsed one, or one without prototype as graphql-js makes. */
export function isPlainObject(value: unknown): value is Record<string, unknown> {
  if (typeof value !== "object" || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

function isScalar(value: unknown): boolean {
  return (
    value === null ||
    typeof value === "string" ||
    typeof value === "boolean" ||
    (typeof value === "number" && Number.isFinite(value))
  );
}

function isPlain(value: unknown): value is Record<string, unknown> {
  return Array.isArray(value) || isPlainObject(value);
}
