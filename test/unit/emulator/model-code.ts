import { ModelFailure } from "../../../src/emulator/model/codes.js";

/** The code with which the model refuses an action; 10000 when it does not. */
export function codeOf(action: () => unknown): number {
  try {
    action();
  } catch (error) {
    if (error instanceof ModelFailure) return error.code;
    throw error;
  }
  return 10_000;
}
