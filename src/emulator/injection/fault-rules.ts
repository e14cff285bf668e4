/** The rules that are in force, and how requests use them up. */
import { readFaultRule } from "./read-rule.js";
import type { ActiveRule, FaultEffect, FaultRule } from "./rule.js";

/** What a rule may look at. */
export interface FaultTarget {
  readonly operation: string | null;
  readonly bucket: string | null;
  readonly key: string;
}

export interface FaultRules {
  /** Puts a rule behind the others; throws a FaultRuleError for one that makes no sense, a RangeError past 1000. */
  add(rule: FaultRule): ActiveRule;
  /** Those that are not used up, in the order in which they are tried. */
  list(): readonly ActiveRule[];
  /** Whether there was such a rule. */
  remove(id: string): boolean;
  clear(): void;
}

/** The rules as the server sees them. */
export interface FaultRuleBook extends FaultRules {
  /** The effect on one request, of the first rule that matches it, which this uses up by one. Null leaves it alone. */
  take(target: FaultTarget): FaultEffect | null;
}

/** What one emulator may hold. */
const MAX_RULES = 1000;

export function createFaultRules(): FaultRuleBook {
  let rules: readonly ActiveRule[] = [];
  let added = 0;
  return {
    add(given) {
      if (rules.length >= MAX_RULES)
        throw new RangeError(`there are ${MAX_RULES} rules already: remove some`);
      const rule: ActiveRule = { ...readFaultRule(given), count: given.count ?? 1, id: String(++added) };
      rules = [...rules, rule];
      return rule;
    },
    list: () => rules,
    remove(id) {
      const before = rules.length;
      rules = rules.filter((rule) => rule.id !== id);
      return rules.length < before;
    },
    clear() {
      rules = [];
    },
    take(target) {
      const rule = rules.find((each) => matches(each, target));
      if (rule === undefined) return null;
      rules = rules.flatMap((each) => (each === rule ? afterUse(rule) : [each]));
      return rule.effect;
    },
  };
}

function matches({ operation, bucket, key }: FaultRule, target: FaultTarget): boolean {
  return (
    (operation === "*" || operation === target.operation) &&
    (bucket === undefined || bucket === target.bucket) &&
    (key === undefined || key === target.key)
  );
}

function afterUse(rule: ActiveRule): ActiveRule[] {
  if (rule.count === "always") return [rule];
  return rule.count > 1 ? [{ ...rule, count: rule.count - 1 }] : [];
}
