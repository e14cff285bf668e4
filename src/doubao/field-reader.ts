import { textAt } from "./json-source.js";
import { asObject, type JsonObject, ownMember, toFinite, toFlag, toInteger, toText } from "./scalars.js";

const MAX_NAMES = 64;
const MAX_NAME_LENGTH = 100;

/** Collects names of members that could not be read, each once, at most 64 of at most 100 characters. */
export class UnrecognisedNames {
  readonly #names = new Set<string>();

  add(name: string): void {
    // The names are the service's to choose, and they end up as metric labels: both bounds are for that.
    if (this.#names.size < MAX_NAMES) this.#names.add(name.slice(0, MAX_NAME_LENGTH));
  }

  list(): string[] {
    return [...this.#names];
  }
}

/**
 * Reads the members of one object as strict values and remembers what it was asked for.
 *
 * A member that is absent or null reads as null; one of the wrong type reads as null too and is reported under
 * its path. {@link FieldReader.finish} reports every member that nobody asked for.
 */
export class FieldReader {
  readonly #object: JsonObject;
  readonly #source: string;
  readonly #path: readonly string[];
  readonly #unrecognised: UnrecognisedNames;
  readonly #known = new Set<string>();

  /** `source` is the text that the outermost object was parsed from, `path` leads from there to `object`. */
  constructor(object: JsonObject, source: string, path: readonly string[], unrecognised: UnrecognisedNames) {
    this.#object = object;
    this.#source = source;
    this.#path = path;
    this.#unrecognised = unrecognised;
  }

  /** Names of all members, in the order of the parsed object. */
  names(): string[] {
    return Object.keys(this.#object);
  }

  /** The member as parsed; undefined when absent. */
  value(name: string): unknown {
    this.#known.add(name);
    return ownMember(this.#object, name);
  }

  integer(name: string): number | null {
    return this.#typed(name, toInteger);
  }

  float(name: string): number | null {
    return this.#typed(name, toFinite);
  }

  text(name: string): string | null {
    return this.#typed(name, toText);
  }

  flag(name: string): boolean | null {
    return this.#typed(name, toFlag);
  }

  /** An id: a non-empty string, or the exact source text of a bare number, whose digits a number would lose. */
  id(name: string): string | null {
    return (
      this.#typed(name, (value) => {
        if (typeof value === "number") return this.sourceText(name) ?? String(value);
        return typeof value === "string" ? value : null;
      }) || null
    );
  }

  /** A reader for a member that is an object; null when it is none. */
  object(name: string): FieldReader | null {
    const object = this.#typed(name, asObject);
    return object === null ? null : this.#nested(object, name);
  }

  /** The member as a list: none when absent or null, a list of one when it is no list. */
  list(name: string): readonly unknown[] {
    const value = this.value(name);
    if (value === undefined || value === null) return [];
    return Array.isArray(value) ? value : [value];
  }

  /** Readers for the objects of {@link FieldReader.list}; anything else in it is reported. */
  objects(name: string): FieldReader[] {
    const readers: FieldReader[] = [];
    for (const value of this.list(name)) {
      const object = asObject(value);
      if (object === null) this.reject(name);
      else readers.push(this.#nested(object, name));
    }
    return readers;
  }

  /** Exact source text of a member; null when the source does not have it. */
  sourceText(name: string): string | null {
    return textAt(this.#source, [...this.#path, name]);
  }

  /** Reports the member as unreadable. */
  reject(name: string): void {
    this.#unrecognised.add([...this.#path, name].join("."));
  }

  /** Reports every member that was not asked for. */
  finish(): void {
    for (const name of this.names()) {
      if (!this.#known.has(name)) this.reject(name);
    }
  }

  #typed<T>(name: string, read: (value: unknown) => T | null): T | null {
    const value = this.value(name);
    if (value === undefined || value === null) return null;
    const result = read(value);
    if (result === null) this.reject(name);
    return result;
  }

  #nested(object: JsonObject, name: string): FieldReader {
    return new FieldReader(object, this.#source, [...this.#path, name], this.#unrecognised);
  }
}
