/** Rules of moderation, so that a frontend meets refusals of content without content that deserves them. */
import { ModelFailure, modelCode } from "./codes.js";
import { isObject } from "./json.js";

/** What a rule looks at. */
export const MODERATED = ["prompt", "source", "output"] as const;
export type Moderated = (typeof MODERATED)[number];

export interface ModerationRule {
  /** A part of the text in any case, or an expression. */
  readonly match: string | RegExp;
  /** What the model answers with: a code of its table. */
  readonly code: number;
  /**
   * `prompt`: the prompt. `source`: the source's key and its `name: value` metadata. `output`: the prompt and the output's
   * key, after the picture was made. Default: what the code speaks of.
   */
  readonly on?: Moderated;
}

/** Throws the {@link ModelFailure} of the first rule that a text of that kind matches. */
export type Moderation = (on: Moderated, texts: readonly string[]) => void;

/** Throws an Error for a rule with a code that the model does not have. */
export function createModeration(rules: readonly ModerationRule[]): Moderation {
  const prepared = rules.map(({ match, code, on }) => {
    if (modelCode(code) === undefined) throw new Error(`moderation: the model has no code ${code}`);
    return { on: on ?? stageOf(code), matches: matcher(match), code };
  });
  return (on, texts) => {
    const broken = prepared.find((rule) => rule.on === on && texts.some(rule.matches));
    if (broken !== undefined) throw new ModelFailure(broken.code);
  };
}

/**
 * The rules of a JSON file: `[{ "match": "text" | { "regex": "…", "flags": "i" }, "code": 50412, "on": "prompt" }]`. Throws
 * an Error that says which rule is wrong, and how.
 */
export function readModerationRules(text: string): ModerationRule[] {
  const value: unknown = JSON.parse(text);
  if (!Array.isArray(value)) throw new Error("the moderation rules must be a list");
  return value.map((item: unknown, index) => {
    const wrong = (what: string) => new Error(`moderation rule ${index + 1}: ${what}`);
    if (!isObject(item)) throw wrong("must be an object");
    const match = readMatch(item.match);
    if (match === null) throw wrong('match must be a text or { "regex": "…", "flags": "…" }');
    const { code } = item;
    if (typeof code !== "number" || modelCode(code) === undefined)
      throw wrong("code must be one of the model");
    if (item.on === undefined) return { match, code };
    const on = MODERATED.find((each) => each === item.on);
    if (on === undefined) throw wrong(`on must be one of ${MODERATED.join(", ")}`);
    return { match, code, on };
  });
}

function readMatch(value: unknown): string | RegExp | null {
  if (typeof value === "string") return value === "" ? null : value;
  if (!isObject(value) || typeof value.regex !== "string") return null;
  try {
    return new RegExp(value.regex, typeof value.flags === "string" ? value.flags : "iu");
  } catch {
    return null;
  }
}

function matcher(match: string | RegExp): (text: string) => boolean {
  if (typeof match === "string") {
    const part = match.toLowerCase();
    return (text) => text.toLowerCase().includes(part);
  }
  // A global or sticky expression would go on from where it stopped.
  const expression = new RegExp(match.source, match.flags.replace(/[gy]/g, ""));
  return (text) => expression.test(text);
}

function stageOf(code: number): Moderated {
  if (code === 50411 || code === 50518 || code === 60208) return "source";
  return modelCode(code)?.late === true ? "output" : "prompt";
}
