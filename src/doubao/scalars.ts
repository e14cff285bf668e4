/** An object that came out of `JSON.parse`. */
export type JsonObject = Readonly<Record<string, unknown>>;

const INTEGER_TEXT = /^-?\d{1,16}$/;
const DECIMAL_TEXT = /^-?\d{1,32}(?:\.\d{1,32})?(?:[eE][+-]?\d{1,3})?$/;

/** The value if it is a JSON object, else null. */
export function asObject(value: unknown): JsonObject | null {
  return isObject(value) ? value : null;
}

function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** An own member of the object: never one that it inherits, whatever the name. Undefined when absent. */
export function ownMember(object: JsonObject, name: string): unknown {
  return Object.hasOwn(object, name) ? object[name] : undefined;
}

/** A safe integer, also from its decimal text (`"50215"`); null for anything else. Never -0. */
export function toInteger(value: unknown): number | null {
  const number = typeof value === "string" && INTEGER_TEXT.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isSafeInteger(number) ? number + 0 : null;
}

/** A finite number, also from its decimal text; null for anything else. Never -0. */
export function toFinite(value: unknown): number | null {
  const number = typeof value === "string" && DECIMAL_TEXT.test(value) ? Number(value) : value;
  return typeof number === "number" && Number.isFinite(number) ? number + 0 : null;
}

/** A string; null for anything else. */
export function toText(value: unknown): string | null {
  return typeof value === "string" ? value : null;
}

/** A boolean; null for anything else. */
export function toFlag(value: unknown): boolean | null {
  return typeof value === "boolean" ? value : null;
}
