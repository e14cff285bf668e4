/** The check of a chain that a caller wrote as text. */
import { IMAGE_OPERATIONS, PREFIX, parseActions, REPORT_OPERATIONS } from "./actions.js";
import { problemsOf, readChain } from "./read-steps.js";

/** Of a chain, in characters. Assumption: the service's own bound is not published. */
export const MAX_ACTIONS_LENGTH = 4096;

/** A person corrects some of them and sends it again. */
const MAX_PROBLEMS = 10;

/**
 * What is wrong with a chain that a caller wants run on a picture; empty when it may be sent. Only `image/…` is allowed
 * here (the note of docs/6349/1545409 is cut off after "only … may be configured"; its examples show this), and only
 * operations that answer with a picture. Those that are known are held to their arguments, since the service would refuse
 * them only after the generation is paid for. No message repeats the text.
 * @param allowUnknown lets operations, arguments and values pass that are not known here.
 */
export function checkActions(text: string, allowUnknown = false): string[] {
  if (text.length > MAX_ACTIONS_LENGTH) return [`must be at most ${MAX_ACTIONS_LENGTH} characters`];
  if (!text.startsWith(PREFIX)) return ['must begin with "image/", for example "image/resize,w_100"'];
  if (!/^[A-Za-z0-9_.=:+,/-]+$/.test(text)) {
    return ['must be letters, digits and "_.=:+,/-" only: text arguments are base64url-encoded'];
  }
  const actions = parseActions(text);
  if (actions === null) {
    return [
      'must be operations separated by "/", each a name and its parameters separated by ",", for example "image/resize,w_100/rotate,90"',
    ];
  }
  const report = actions.findIndex(({ name }) => REPORT_OPERATIONS.has(name));
  if (report !== -1) {
    return [`operation ${report + 1} answers with data, not with a picture: leave it out`];
  }
  if (allowUnknown) return [];
  const unknown = actions.findIndex(({ name }) => !IMAGE_OPERATIONS.has(name));
  if (unknown !== -1) {
    return [
      `operation ${unknown + 1} is not a known image operation; known are ${[...IMAGE_OPERATIONS].join(", ")}. One that TOS has newly may be sent with allowUnknownActions`,
    ];
  }
  return readChain(text, false).flatMap(problemsOf).slice(0, MAX_PROBLEMS);
}
