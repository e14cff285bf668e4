/**
 * Longest prompt, in Unicode code points: the model answers "prompt can not be more than 800 chars" (50200;
 * Doubao docs 85621/1747301). Beyond about 100 words it has little effect (Doubao docs 6791/1330203).
 */
export const PROMPT_MAX_CODE_POINTS = 800;

// U+2800 is the blank Braille pattern: drawn as nothing, yet neither white space nor ignorable.
const BLANK = /^[\p{White_Space}\p{Cc}\p{Cf}\p{Default_Ignorable_Code_Point}\u2800]*$/u;
const LONE_SURROGATE = /\p{Surrogate}/u;
// Line breaks and tabs come with pasted text and do no harm; a carriage return is half of a line break.
const CONTROL = /(?![\t\n\r])\p{Cc}/u;

/**
 * Null when the prompt may be sent, else a message that states the rule and not the prompt. Blank means: only
 * white space, zero-width and control characters. A lone surrogate has no UTF-8 form, so the model would be
 * sent something else than the caller wrote; the same goes for control characters.
 */
export function checkPrompt(prompt: string, maxCodePoints = PROMPT_MAX_CODE_POINTS): string | null {
  if (isTooLong(prompt, maxCodePoints))
    return `must be at most ${maxCodePoints} characters (Unicode code points)`;
  if (BLANK.test(prompt)) return "must not be blank: it needs at least one visible character";
  if (LONE_SURROGATE.test(prompt)) return "must be well-formed Unicode: it holds half of a surrogate pair";
  if (CONTROL.test(prompt)) return "must not hold control characters other than line breaks and tabs";
  return null;
}

function isTooLong(prompt: string, maxCodePoints: number): boolean {
  // A code point takes one or two UTF-16 units: only between the two limits is counting needed.
  if (prompt.length <= maxCodePoints) return false;
  return prompt.length > 2 * maxCodePoints || [...prompt].length > maxCodePoints;
}
