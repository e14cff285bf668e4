import { applyEdits, decodeString, type Edit, isStringAt, nextMember, valueEnd } from "./json-source.js";

/** The object in which the model reports on its own call chain. */
const CONTEXT = "infer_ctx";

/** The member of {@link CONTEXT} that names the service's own application. */
const INTERNAL = "app_key";

/**
 * JSON text without the members that the service treats as internal: every `app_key` inside an `infer_ctx`, at
 * any depth, in repeated members too, and in JSON text that is itself the string value of a member, as
 * `resp_data` is. All other text stays as it was, and the result is valid JSON. The text must be valid JSON.
 */
export function withoutInternal(source: string): string {
  if (!mayName(source, CONTEXT)) return source;
  const edits: Edit[] = [];
  let found = nextMember(source, 0, source.length);
  while (found !== null) {
    const { key, keyStart, valueStart } = found;
    let resume = valueStart;
    if (key === CONTEXT || isStringAt(source, valueStart)) {
      resume = valueEnd(source, valueStart);
      const value = source.slice(valueStart, resume);
      const replacement = key === CONTEXT ? cleanContext(value) : cleanString(value);
      if (replacement === null) edits.push({ span: { start: keyStart, end: resume }, replacement });
      else if (replacement !== value) edits.push({ span: { start: valueStart, end: resume }, replacement });
    }
    found = nextMember(source, resume, source.length);
  }
  return edits.length === 0 ? source : applyEdits(source, edits);
}

/** {@link withoutInternal} for text that may be anything: what is no JSON comes back unchanged. */
export function withoutInternalText(text: string): string {
  return mayName(text, CONTEXT) && isJson(text) ? withoutInternal(text) : text;
}

/** The text of a context without its internal members; null when the whole member has to go. */
function cleanContext(value: string): string | null {
  if (!isStringAt(value, 0)) return cutInternal(value);
  const decoded = decodeString(value);
  if (!mayName(decoded, INTERNAL)) return value;
  // A context that came as JSON text in a string; one that cannot be read as JSON cannot be cleaned either.
  return isJson(decoded) ? JSON.stringify(cutInternal(decoded)) : null;
}

function cutInternal(source: string): string {
  const edits: Edit[] = [];
  let found = nextMember(source, 0, source.length);
  while (found !== null) {
    let resume = found.valueStart;
    if (found.key === INTERNAL) {
      resume = valueEnd(source, found.valueStart);
      edits.push({ span: { start: found.keyStart, end: resume }, replacement: null });
    }
    found = nextMember(source, resume, source.length);
  }
  return edits.length === 0 ? source : applyEdits(source, edits);
}

function cleanString(literal: string): string {
  if (!mayName(literal, CONTEXT)) return literal;
  const decoded = decodeString(literal);
  // Each level of JSON in JSON doubles the backslashes, so the depth of this call is a logarithm of the length.
  const cleaned = withoutInternalText(decoded);
  return cleaned === decoded ? literal : JSON.stringify(cleaned);
}

/** Whether the text can hold the name, plainly or spelled with \u escapes. */
function mayName(text: string, name: string): boolean {
  return text.includes(name) || text.includes("\\u");
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}
