/** Typed reading of an operation's parameters. Every problem is a {@link TosFault} that names operation and parameter. */
import type { ProcessingAction } from "../../processing/actions.js";
import { decodeBase64Text } from "../../processing/base64.js";
import { FAULTS, TosFault } from "../faults.js";
import { notProcessable } from "./picture.js";

export class Parameters {
  readonly #action: ProcessingAction;

  /** Refuses parameters that are not among `keys`, and a bare value unless `bare` allows it. */
  constructor(action: ProcessingAction, keys: readonly string[], bare = false) {
    this.#action = action;
    for (const { key } of action.parameters) {
      if (key === null ? !bare : !keys.includes(key)) {
        throw this.#wrong(key === null ? "takes no bare value" : `has no parameter ${key}`);
      }
    }
  }

  text(key: string | null): string | undefined {
    return this.#action.parameters.find((parameter) => parameter.key === key)?.value;
  }

  integer(key: string | null, min: number, max: number): number | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = /^-?\d{1,9}$/.test(text) ? Number(text) : Number.NaN;
    if (!(value >= min && value <= max)) {
      throw this.#wrong(`${key ?? "its value"} must be a whole number from ${min} to ${max}`);
    }
    return value;
  }

  /** Like `integer`, for the bare value of an operation that means nothing without it. */
  bareInteger(min: number, max: number): number {
    return this.integer(null, min, max) ?? this.missing("a value");
  }

  oneOf<T extends string>(key: string | null, values: readonly T[]): T | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = values.find((each) => each === text);
    if (value === undefined) throw this.#wrong(`${key ?? "its value"} must be one of ${values.join(", ")}`);
    return value;
  }

  /** RRGGBB, as `#rrggbb`. */
  color(key: string): string | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    if (!/^[0-9a-f]{6}$/i.test(text)) throw this.#wrong(`${key} must be six hexadecimal digits, RRGGBB`);
    return `#${text.toLowerCase()}`;
  }

  /** A text in any spelling of base64. */
  base64(key: string): string | undefined {
    const text = this.text(key);
    if (text === undefined) return undefined;
    const value = decodeBase64Text(text);
    if (value === null) throw this.#wrong(`${key} must be URL-safe base64 of a text`);
    return value;
  }

  /** MissingArgument, as docs/6349/153626 has it for resize. */
  missing(what: string): never {
    throw new TosFault(FAULTS.processMissing, { detail: `${this.#action.name} needs ${what}` });
  }

  #wrong(problem: string): TosFault {
    return notProcessable(`${this.#action.name}: ${problem}`);
  }
}
