/** A chain of image processing as a caller may give it, and the one text that it is sent as. */
import { checkActions, MAX_ACTIONS_LENGTH } from "./check-actions.js";
import { checkSteps } from "./check-steps.js";
import { type Step, writeSteps } from "./step.js";

/** A chain as text, `image/…`, or as steps. */
export type Chain =
  | {
      readonly actions: string;
      /** Lets operations, arguments and values pass that are not known here. Default: false. */
      readonly allowUnknownActions?: boolean;
    }
  | { readonly steps: readonly Step[] };

/** One thing that is wrong with a chain. */
export interface ChainViolation {
  /** From the chain down: `["actions"]`, or `["steps", 2, "resize", "width"]`. */
  readonly path: readonly (string | number)[];
  /** The stable name of the rule. */
  readonly constraint: string;
  /** What to change. Never repeats the submitted value. */
  readonly message: string;
}

/** Everything that is wrong with a chain; empty when it may be sent. */
export function checkChain(chain: Chain): ChainViolation[] {
  if ("actions" in chain) {
    return checkActions(chain.actions, chain.allowUnknownActions).map((message) => ({
      path: ["actions"],
      constraint: "processingActions",
      message,
    }));
  }
  const violations = checkSteps(chain.steps);
  if (violations.length > 0) {
    return violations.map((violation) => ({ ...violation, path: ["steps", ...violation.path] }));
  }
  const { length } = writeSteps(chain.steps);
  if (length <= MAX_ACTIONS_LENGTH) return [];
  const message = `must come to at most ${MAX_ACTIONS_LENGTH} characters as TOS writes them; these come to ${length}`;
  return [{ path: ["steps"], constraint: "chainLength", message }];
}

/** The text of a chain without violations, such as `image/resize,w_100/rotate,90`. */
export function chainText(chain: Chain): string {
  return "actions" in chain ? chain.actions : writeSteps(chain.steps);
}
