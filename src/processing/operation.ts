/**
 * How an operation is described: once, as data, from which its check, its text, its reading, its GraphQL types and its
 * row in docs/processing.md are derived.
 */

/** One operation that turns a picture into a picture. */
export interface Operation {
  /** The name of its step, such as `roundedCorners`. */
  readonly name: string;
  /** The name in a chain, such as `rounded-corners`. */
  readonly upstreamName: string;
  /** What it does: whole sentences. */
  readonly description: string;
  /** A step of it, as a GraphQL value, such as `{width: 100}`. */
  readonly example: string;
  /** In the order in which they are written. Empty: the step is `true`, and the operation's name is all of its text. */
  readonly arguments: readonly Argument[];
  /** What holds between arguments. */
  readonly rules: readonly Rule[];
  /** Whether the picture of a watermark may be processed by it (docs/6349/153627). */
  readonly forMarks: boolean;
}

export interface Argument {
  /** The name in a step, such as `width`. */
  readonly name: string;
  /** The name in a chain, such as the `w` of `w_100`; null for a bare value, such as the `90` of `rotate,90`. */
  readonly key: string | null;
  readonly kind: Kind;
  readonly required: boolean;
  /** What it is, with its unit: the beginning of a sentence. */
  readonly meaning: string;
  /** A value, as GraphQL writes it, such as `100`. */
  readonly example: string;
  /** What holds when it is left out, as it is to be read in a description; null for nothing. */
  readonly standard: string | null;
  /** Where its range is from. */
  readonly source: Source;
  /** True: only in the process of a watermark's picture. */
  readonly onlyForMarks: boolean;
}

/** `assumed`: no public page has the range; docs/assumptions.md says what was taken for it. */
export type Source = "docs/6349/153626" | "docs/6349/153627" | "Go SDK" | "assumed";

/** What values an argument takes, and how they are written. */
export type Kind =
  | { readonly type: "integer"; readonly minimum: number; readonly maximum: number }
  | { readonly type: "choice"; readonly choices: Enumeration }
  /** `off` and `on` are how false and true are written. */
  | { readonly type: "flag"; readonly off: string; readonly on: string }
  /** RRGGBB */
  | { readonly type: "color" }
  /** Any text, written in base64url. */
  | { readonly type: "text" }
  /** A text that is written as it is. */
  | { readonly type: "word" }
  /** `50x50-100x100` */
  | { readonly type: "points" }
  /** An object of the bucket, perhaps processed: see {@link MarkPicture}. */
  | { readonly type: "picture" };

/** A closed set of values. */
export interface Enumeration {
  /** `ResizeMode` */
  readonly name: string;
  readonly description: string;
  readonly members: readonly {
    /** `LFIT` */
    readonly name: string;
    /** `lfit`: the value in a step, and in a chain. */
    readonly upstreamName: string;
    readonly description: string;
  }[];
  /** Other spellings that are read, in lower case, and what they stand for. Then upper case is read, too. */
  readonly aliases?: Readonly<Record<string, string>>;
}

export type Rule =
  /** At least one of these arguments. */
  | { readonly type: "some"; readonly of: readonly string[] }
  /** One of these arguments, and not two. */
  | { readonly type: "one"; readonly of: readonly string[] }
  /** This argument and no other. */
  | { readonly type: "alone"; readonly of: readonly string[] };

/** What most arguments do not need to say. */
interface More {
  readonly required?: boolean;
  readonly standard?: string;
  readonly onlyForMarks?: boolean;
}

/** `[name, key]`, a kind and the words: an argument. */
export function argument(
  [name, key]: readonly [name: string, key: string | null],
  kind: Kind,
  words: Pick<Argument, "meaning" | "example" | "source">,
  { required = false, standard, onlyForMarks = false }: More = {},
): Argument {
  return { name, key, kind, ...words, required, standard: standard ?? null, onlyForMarks };
}

/** An operation; without `rules` it has none, and unless told otherwise it is not for the picture of a watermark. */
export function operation(
  [name, upstreamName]: readonly [name: string, upstreamName: string],
  words: Pick<Operation, "description" | "example">,
  given: Pick<Operation, "arguments"> & Partial<Pick<Operation, "rules" | "forMarks">>,
): Operation {
  return { name, upstreamName, ...words, rules: [], forMarks: false, ...given };
}

export function whole(minimum: number, maximum: number): Kind {
  return { type: "integer", minimum, maximum };
}

export function choice(choices: Enumeration): Kind {
  return { type: "choice", choices };
}

/** Written as 0 and 1. */
export const FLAG: Kind = { type: "flag", off: "0", on: "1" };
