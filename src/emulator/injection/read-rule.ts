/** A rule of fault injection from JSON. Every problem is reported, with what to write instead. */
import { OPERATION_NAMES } from "../operations/names.js";
import { type FaultEffect, type FaultRule, FaultRuleError } from "./rule.js";

/** What is wrong with a value, or null. */
type Check = (value: unknown) => string | null;

interface Member {
  readonly check: Check;
  readonly required?: true;
}

type Shape = Readonly<Record<string, Member>>;

const MAX_MS = 600_000;
const MAX_BYTES = 2 ** 40;

const text: Member = { check: (value) => (typeof value === "string" ? null : "must be a string") };
const flag: Member = { check: (value) => (typeof value === "boolean" ? null : "must be true or false") };
const ms: Member = { check: wholeNumber(0, MAX_MS), required: true };
const afterBytes: Member = { check: wholeNumber(0, MAX_BYTES) };

/** The members of each effect beside `kind`. */
const EFFECTS: Readonly<Record<FaultEffect["kind"], Shape>> = {
  status: {
    status: { check: wholeNumber(400, 599), required: true },
    code: { check: matching(/^\w{1,64}$/, "the Code of an error, such as InternalError"), required: true },
    ec: { check: matching(/^\d{4}-\d{8}$/, "four digits, a hyphen and eight digits") },
    message: text,
    retryAfterSeconds: { check: wholeNumber(0, 86_400) },
    carryOut: flag,
  },
  "delay-headers": { ms },
  "delay-body": { ms, afterBytes },
  "reset-before-headers": { carryOut: flag },
  "reset-after-headers": {},
  "truncated-body": { afterBytes },
  "endless-body": {},
  html: { status: { check: wholeNumber(200, 599) }, text, carryOut: flag },
  "wrong-json": { status: { check: wholeNumber(200, 599) }, text, carryOut: flag },
  "wrong-content-length": { by: { check: offset, required: true } },
  "missing-request-id": {},
};

export const EFFECT_KINDS: readonly string[] = Object.keys(EFFECTS);

const RULE: Shape = {
  operation: { check: operation, required: true },
  bucket: text,
  key: text,
  count: { check: count },
  effect: { check: () => null, required: true },
};

/** Throws a {@link FaultRuleError} that names every problem. */
export function readFaultRule(value: unknown): FaultRule {
  const problems = [...checkMembers(value, RULE, "")];
  const effect = isRecord(value) ? value.effect : undefined;
  if (effect !== undefined) problems.push(...checkEffect(effect));
  if (problems.length > 0) throw new FaultRuleError(problems);
  return value as FaultRule;
}

function checkEffect(effect: unknown): readonly string[] {
  const kind = isRecord(effect) ? effect.kind : undefined;
  if (typeof kind !== "string" || !Object.hasOwn(EFFECTS, kind)) {
    return [`effect.kind must be one of ${EFFECT_KINDS.join(", ")}`];
  }
  return checkMembers(effect, { kind: text, ...EFFECTS[kind as FaultEffect["kind"]] }, "effect.");
}

function checkMembers(value: unknown, shape: Shape, path: string): readonly string[] {
  if (!isRecord(value)) return [`${path === "" ? "the rule" : path.slice(0, -1)} must be a JSON object`];
  const unknown = Object.keys(value)
    .filter((name) => !Object.hasOwn(shape, name))
    .map((name) => `${path}${name} is not known: use ${Object.keys(shape).join(", ")}`);
  const wrong = Object.entries(shape).flatMap(([name, { check, required }]) => {
    if (value[name] === undefined) return required === true ? [`${path}${name} is missing`] : [];
    const problem = check(value[name]);
    return problem === null ? [] : [`${path}${name} ${problem}`];
  });
  return [...unknown, ...wrong];
}

function operation(value: unknown): string | null {
  return value === "*" || (typeof value === "string" && OPERATION_NAMES.includes(value))
    ? null
    : `must be * or one of ${OPERATION_NAMES.join(", ")}`;
}

function count(value: unknown): string | null {
  return value === "always" || wholeNumber(1, 1_000_000)(value) === null
    ? null
    : 'must be a whole number from 1 to 1000000, or "always"';
}

function offset(value: unknown): string | null {
  const inside = Number.isSafeInteger(value) && value !== 0 && Math.abs(value as number) <= MAX_BYTES;
  return inside ? null : "must be a whole number other than 0: how many bytes content-length is off";
}

function wholeNumber(minimum: number, maximum: number): Check {
  return (value) =>
    Number.isInteger(value) && (value as number) >= minimum && (value as number) <= maximum
      ? null
      : `must be a whole number from ${minimum} to ${maximum}`;
}

function matching(pattern: RegExp, expected: string): Check {
  return (value) => (typeof value === "string" && pattern.test(value) ? null : `must be ${expected}`);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
