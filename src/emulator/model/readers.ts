/**
 * Reading members of `ReqJson`. A wrong type answers 50204 and a value out of range 50200, as the general code table
 * docs/6444/69728 has them; the wording follows recorded messages ("prompt can not be more than 800 chars").
 */
import { ModelFailure } from "./codes.js";
import { isObject, type JsonObject } from "./json.js";

export interface Range {
  readonly min: number;
  readonly max: number;
}

/** Undefined when the member is absent or null. Throws a {@link ModelFailure}. */
export function numberIn(from: JsonObject, name: string, { min, max }: Range): number | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "number") throw typeError(name);
  if (value < min || value > max) {
    throw new ModelFailure(50200, `invalid args: ${name} must be in [${min}, ${max}]`);
  }
  return value;
}

export function wholeIn(from: JsonObject, name: string, range: Range): number | undefined {
  const value = from[name];
  if (typeof value === "number" && !Number.isInteger(value)) throw typeError(name);
  return numberIn(from, name, range);
}

export function booleanIn(from: JsonObject, name: string): boolean | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "boolean") throw typeError(name);
  return value;
}

export function textIn(from: JsonObject, name: string): string | undefined {
  const value = from[name];
  if (value === undefined || value === null) return undefined;
  if (typeof value !== "string") throw typeError(name);
  return value;
}

/** An empty object when the member is absent or null. */
export function objectIn(from: JsonObject, name: string): JsonObject {
  const value = from[name];
  if (value === undefined || value === null) return {};
  if (!isObject(value)) throw typeError(name);
  return value;
}

export function typeError(name: string): ModelFailure {
  return new ModelFailure(50204, `parameter type error: ${name}`);
}

export function missing(name: string): ModelFailure {
  return new ModelFailure(50201, `missing args: ${name}`);
}
