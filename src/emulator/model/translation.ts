/**
 * `prompt_translated`: the service gives a prompt back in English ("美女" as "beautiful woman"). The stand-in knows some
 * words; what it does not know stays as it is.
 */
import { GLOSSES } from "./glosses.js";

const LONGEST = Math.max(...Object.keys(GLOSSES).map((word) => word.length));
const HAN = /\p{Script=Han}/u;
/** Particles and the like: nothing in English stands for them. */
const SILENT = new Set([..."的了着地得在里中上下"]);

/** A prompt without Chinese comes back unchanged. */
export function translatePrompt(prompt: string): string {
  if (!HAN.test(prompt)) return prompt;
  const words: string[] = [];
  let kept = "";
  const keep = (): void => {
    if (kept.trim() !== "") words.push(kept.trim());
    kept = "";
  };
  for (let at = 0; at < prompt.length; ) {
    const word = longestWord(prompt, at);
    if (word !== null) {
      keep();
      words.push(GLOSSES[word] ?? word);
      at += word.length;
      continue;
    }
    const letter = prompt[at] ?? "";
    if (SILENT.has(letter)) keep();
    else if (/[，、。；！？：]/.test(letter)) {
      keep();
      words.push(",");
    } else kept += letter;
    at++;
  }
  keep();
  return words
    .join(" ")
    .replaceAll(" ,", ",")
    .replace(/^,\s*|,$/g, "");
}

function longestWord(text: string, at: number): string | null {
  for (let length = Math.min(LONGEST, text.length - at); length > 0; length--) {
    const word = text.slice(at, at + length);
    if (Object.hasOwn(GLOSSES, word)) return word;
  }
  return null;
}
