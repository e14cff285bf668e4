/** What holds for every text that a model is sent. The messages state the rule and not the text. */

const LONE_SURROGATE = /\p{Surrogate}/u;
// Line breaks and tabs come with pasted text and do no harm; a carriage return is half of a line break.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/** Null when the text has at most so many Unicode code points. */
export function checkLength(text: string, maxCodePoints: number): string | null {
  return isTooLong(text, maxCodePoints)
    ? `must be at most ${maxCodePoints} characters (Unicode code points)`
    : null;
}

function isTooLong(text: string, maxCodePoints: number): boolean {
  // A code point takes one or two UTF-16 units: only between the two limits is counting needed.
  if (text.length <= maxCodePoints) return false;
  return text.length > 2 * maxCodePoints || [...text].length > maxCodePoints;
}

/**
 * Null when every character of the text can be sent. A lone surrogate has no UTF-8 form, so the model would be sent
 * something else than the caller wrote; the same goes for control characters.
 */
export function checkCharacters(text: string): string | null {
  if (LONE_SURROGATE.test(text)) return "must be well-formed Unicode: it holds half of a surrogate pair";
  if (CONTROL.test(text)) return "must not hold control characters other than line breaks and tabs";
  return null;
}
