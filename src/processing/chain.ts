/** A chain of image processing as a caller may give it, and the one text that it is sent as. */
import { checkActions } from "./actions.js";

/** A chain as text, `image/…`. */
export interface Chain {
  readonly actions: string;
}

/** One thing that is wrong with a chain. */
export interface ChainViolation {
  /** From the chain down: `["actions"]`. */
  readonly path: readonly (string | number)[];
  /** The stable name of the rule. */
  readonly constraint: string;
  /** What to change. Never repeats the submitted value. */
  readonly message: string;
}

/** Everything that is wrong with a chain; empty when it may be sent. */
export function checkChain(chain: Chain): ChainViolation[] {
  const message = checkActions(chain.actions);
  return message === null ? [] : [{ path: ["actions"], constraint: "processingActions", message }];
}

/** The text of a chain without violations, such as `image/resize,w_100/rotate,90`. */
export function chainText(chain: Chain): string {
  return chain.actions;
}
