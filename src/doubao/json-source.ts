/**
 * Positions in JSON text: where a member's value starts and ends, so that its exact text can be taken or cut.
 *
 * Every function here expects text that `JSON.parse` has accepted; that is what lets the scan skip strings
 * with `indexOf` and count brackets instead of parsing. Nothing recurses, so depth costs no stack, and each
 * pass is linear in the length of the text.
 */

/** A half-open range of UTF-16 positions in the text. */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** A member's name, decoded, with the place of its quoted name and of the first character of its value. */
export interface MemberStart {
  readonly key: string;
  readonly keyStart: number;
  readonly valueStart: number;
}

/** A member's name, decoded, with the span of its quoted name and value together and that of the value. */
export interface Member {
  readonly key: string;
  readonly member: Span;
  readonly value: Span;
}

const QUOTE = 0x22;
const BACKSLASH = 0x5c;
const COLON = 0x3a;
const COMMA = 0x2c;

/** First position at or after `from` that is no JSON white space. */
function skipBlank(source: string, from: number): number {
  let at = from;
  while (at < source.length) {
    const unit = source.charCodeAt(at);
    if (unit !== 0x20 && unit !== 0x0a && unit !== 0x0d && unit !== 0x09) break;
    at += 1;
  }
  return at;
}

/** Position after the closing quote of the string whose opening quote is at `start`. */
function stringEnd(source: string, start: number): number {
  let close = source.indexOf('"', start + 1);
  while (close !== -1) {
    let backslashes = 0;
    while (source.charCodeAt(close - 1 - backslashes) === BACKSLASH) backslashes += 1;
    if (backslashes % 2 === 0) return close + 1;
    close = source.indexOf('"', close + 1);
  }
  return source.length;
}

/** Position after the value that starts at `start`. */
export function valueEnd(source: string, start: number): number {
  const first = source[start];
  if (first === '"') return stringEnd(source, start);
  if (first !== "{" && first !== "[") {
    const delimiter = /[\s,\]}]/g;
    delimiter.lastIndex = start;
    return delimiter.exec(source)?.index ?? source.length;
  }
  const structural = /["{}[\]]/g;
  structural.lastIndex = start;
  let depth = 0;
  for (let hit = structural.exec(source); hit !== null; hit = structural.exec(source)) {
    if (hit[0] === '"') {
      structural.lastIndex = stringEnd(source, hit.index);
    } else {
      depth += hit[0] === "{" || hit[0] === "[" ? 1 : -1;
      if (depth === 0) return hit.index + 1;
    }
  }
  return source.length;
}

/** The first member, at any depth, whose name starts at or after `from` and before `end`; null when none does. */
export function nextMember(source: string, from: number, end: number): MemberStart | null {
  let at = source.indexOf('"', from);
  while (at !== -1 && at < end) {
    const close = stringEnd(source, at);
    const colon = skipBlank(source, close);
    // In JSON only a member's name is followed by a colon.
    if (source.charCodeAt(colon) === COLON) {
      return {
        key: decodeString(source.slice(at, close)),
        keyStart: at,
        valueStart: skipBlank(source, colon + 1),
      };
    }
    at = source.indexOf('"', close);
  }
  return null;
}

/** The direct members of the object that fills `object`, in order, repeated names included. */
export function* membersOf(source: string, object: Span): Generator<Member> {
  let found = nextMember(source, object.start, object.end);
  while (found !== null) {
    const end = valueEnd(source, found.valueStart);
    yield {
      key: found.key,
      member: { start: found.keyStart, end },
      value: { start: found.valueStart, end },
    };
    found = nextMember(source, end, object.end);
  }
}

/**
 * Exact text of the value at `path` in the object that is the whole of `source`; null when there is none.
 * Of a repeated name the last counts, as in `JSON.parse`.
 */
export function textAt(source: string, path: readonly string[]): string | null {
  let span: Span = { start: 0, end: source.length };
  for (const name of path) {
    if (source[skipBlank(source, span.start)] !== "{") return null;
    let last: Span | null = null;
    for (const { key, value } of membersOf(source, span)) {
      if (key === name) last = value;
    }
    if (last === null) return null;
    span = last;
  }
  return source.slice(span.start, span.end);
}

/** A change to the text: the member at `span` is cut, or the value at `span` becomes `replacement`. */
export interface Edit {
  readonly span: Span;
  readonly replacement: string | null;
}

/** The text with the edits made, still valid JSON. Edits come in order and do not overlap. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  const kept: string[] = [];
  let cursor = 0;
  for (const { span, replacement } of edits) {
    const before = source.slice(cursor, span.start);
    cursor = span.end;
    if (replacement !== null) {
      kept.push(before, replacement);
      continue;
    }
    const trimmed = before.trimEnd();
    if (trimmed.endsWith(",")) {
      kept.push(trimmed.slice(0, -1));
      continue;
    }
    // The first member that is left of its object: the comma to cut is the one that follows, if any.
    kept.push(before);
    const next = skipBlank(source, span.end);
    if (source.charCodeAt(next) === COMMA) cursor = skipBlank(source, next + 1);
  }
  kept.push(source.slice(cursor));
  return kept.join("");
}

/** The string that a JSON string literal stands for. */
export function decodeString(literal: string): string {
  if (!literal.includes("\\")) return literal.slice(1, -1);
  const decoded: unknown = JSON.parse(literal);
  return typeof decoded === "string" ? decoded : "";
}

/** Whether the value that starts at `start` is a string. */
export function isStringAt(source: string, start: number): boolean {
  return source.charCodeAt(start) === QUOTE;
}
