/** JSON objects as the bodies of requests hold them: nothing is known of their members. */
export type JsonObject = Readonly<Record<string, unknown>>;

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The value when it is an object, an empty object otherwise. */
export function objectOr(value: unknown): JsonObject {
  return isObject(value) ? value : {};
}
