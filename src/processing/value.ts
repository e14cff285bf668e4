/** The values of arguments: what each kind allows, and how its text is read. */
import { decodeBase64Text } from "./base64.js";
import type { Kind } from "./operation.js";
import type { Point } from "./step.js";

/** Assumption: no bound is published for `p` of `draw`; these keep a chain and its work small. */
export const POINTS = { maximum: 1000, coordinate: 99_999 } as const;

const MAX_KEY_BYTES = 1024;

/** What no object's key begins with, or holds (BytePlus TOS docs, common concepts). */
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is looked for
const NEVER_IN_KEYS = /^\\|[\u0000-\u001f\u007f]/;

/** Kinds whose value is one number, flag or text; points and pictures have parts of their own. */
export type PlainKind = Exclude<Kind, { readonly type: "points" } | { readonly type: "picture" }>;

/** What is wrong with a value of a plain kind, beginning with "must"; null when nothing is. */
export function checkValue(kind: PlainKind, value: unknown): string | null {
  return allows(kind, value) ? null : expectation(kind);
}

function allows(kind: PlainKind, value: unknown): boolean {
  switch (kind.type) {
    case "integer":
      return (
        typeof value === "number" && Number.isInteger(value) && value >= kind.minimum && value <= kind.maximum
      );
    case "choice":
      return kind.choices.members.some(({ upstreamName }) => upstreamName === value);
    case "flag":
      return typeof value === "boolean";
    case "color":
      return typeof value === "string" && /^[0-9a-f]{6}$/i.test(value);
    case "text":
      // What UTF-8 cannot hold would come out as another text.
      return typeof value === "string" && value !== "" && value.isWellFormed();
    case "word":
      return typeof value === "string" && /^[A-Za-z0-9_.=:+-]{1,128}$/.test(value);
  }
}

function expectation(kind: PlainKind): string {
  switch (kind.type) {
    case "integer":
      return `must be a whole number from ${kind.minimum} to ${kind.maximum}`;
    case "choice":
      return `must be one of ${kind.choices.members.map(({ name }) => name).join(", ")}`;
    case "flag":
      return "must be true or false";
    case "color":
      return "must be six hexadecimal digits, RRGGBB, without #";
    case "text":
      return "must not be empty, and be well-formed Unicode";
    case "word":
      return 'must be 1 to 128 letters, digits and "_.=:+-"';
  }
}

/** What is wrong with a coordinate of a point; null when nothing is. */
export function checkCoordinate(value: number): string | null {
  return checkValue({ type: "integer", minimum: 0, maximum: POINTS.coordinate }, value);
}

/** What is wrong with the key of a watermark's picture; null when nothing is. */
export function checkMarkKey(key: string, separator: string): string | null {
  if (key === "" || Buffer.byteLength(key) > MAX_KEY_BYTES)
    return `must be 1 to ${MAX_KEY_BYTES} bytes in UTF-8`;
  if (!key.isWellFormed()) return "must be well-formed Unicode";
  if (NEVER_IN_KEYS.test(key)) return "must not start with a backslash or contain control characters";
  return key.includes(separator)
    ? `must not contain "${separator}": the picture's own processing is given by its steps`
    : null;
}

/** The value that a text stands for, in its range; undefined when it stands for none. */
export function readValue(kind: PlainKind, text: string): number | boolean | string | undefined {
  const value = parse(kind, text);
  return value !== undefined && allows(kind, value) ? value : undefined;
}

function parse(kind: PlainKind, text: string): number | boolean | string | undefined {
  switch (kind.type) {
    case "integer":
      // + 0: "-0" is 0.
      return /^-?\d{1,10}$/.test(text) ? Number(text) + 0 : undefined;
    case "choice": {
      const { aliases } = kind.choices;
      if (aliases === undefined) return text;
      const lower = text.toLowerCase();
      return Object.hasOwn(aliases, lower) ? aliases[lower] : lower;
    }
    case "flag":
      return text === kind.on ? true : text === kind.off ? false : undefined;
    case "text":
      return decodeBase64Text(text) ?? undefined;
    default:
      return text;
  }
}

/** `50x50-100x100`; undefined when it is not that. */
export function readPoints(text: string): readonly Point[] | undefined {
  const points: Point[] = [];
  for (const point of text.split("-")) {
    const [, x, y] = /^(\d{1,5})x(\d{1,5})$/.exec(point) ?? [];
    if (x === undefined || y === undefined || points.length === POINTS.maximum) return undefined;
    points.push({ x: Number(x), y: Number(y) });
  }
  return points;
}

/** How the text of a kind is written, beginning with "must": what a wrong one is answered with. */
export function spelling(kind: Kind): string {
  switch (kind.type) {
    case "choice":
      return `must be one of ${kind.choices.members.map(({ upstreamName }) => upstreamName).join(", ")}`;
    case "flag":
      return `must be ${kind.off} or ${kind.on}`;
    case "color":
      return "must be six hexadecimal digits, RRGGBB";
    case "text":
      return "must be URL-safe base64 of a text";
    case "points":
      return `must be 1 to ${POINTS.maximum} points such as 50x50-100x100`;
    case "picture":
      return `must be URL-safe base64 of a key, of which ${PROCESS_HINT} may follow`;
    default:
      return expectation(kind);
  }
}

const PROCESS_HINT = "?x-tos-process=image/…";
