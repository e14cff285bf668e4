/**
 * The grammar of TOS image processing: `image/OP,k_v,k_v/OP,v/…`, operations separated by `/` and run in order, parameters
 * by `,`. Source: https://docs.byteplus.com/en/docs/tos/docs-overview_2 and the Go SDK's data_process_helper.go.
 */

/** One operation of a chain, with its parameters as they are written. */
export interface ProcessingAction {
  readonly name: string;
  /** `w_100` is `{ key: "w", value: "100" }`; the bare `90` of `rotate,90` is `{ key: null, value: "90" }`. */
  readonly parameters: readonly { readonly key: string | null; readonly value: string }[];
}

/** The operations that turn a picture into a picture: what may stand before or after a generation. */
export const IMAGE_OPERATIONS: ReadonlySet<string> = new Set([
  "resize",
  "crop",
  "circle",
  "rounded-corners",
  "indexcrop",
  "clip",
  "rotate",
  "auto-orient",
  "auto-orient-internal",
  "format",
  "quality",
  "interlace",
  "blur",
  "sharpen",
  "bright",
  "contrast",
  "colorspace",
  "watermark",
  "blindwatermark",
  "draw",
  "mosaic",
  "slim",
  "strip",
  "setaigcmetadata",
  "setc2pametadata",
]);

/** The operations that answer with data instead of a picture. */
export const REPORT_OPERATIONS: ReadonlySet<string> = new Set([
  "info",
  "inspect",
  "average-hue",
  "getaigcmetadata",
  "getc2pametadata",
  "deblindwatermark",
  "aitag",
  "embedding",
  "understanding",
  "ocr",
]);

const MAX_ACTIONS_LENGTH = 4096;

const PREFIX = "image/";

/** Splits a chain into its operations; null when the text is not of the grammar. Says nothing of the values. */
export function parseActions(text: string): ProcessingAction[] | null {
  if (!text.startsWith(PREFIX)) return null;
  const actions = text.slice(PREFIX.length).split("/").map(parseAction);
  return actions.every((action) => action !== null) ? actions : null;
}

function parseAction(segment: string): ProcessingAction | null {
  const [name = "", ...rest] = segment.split(",");
  if (!/^[a-z][a-z0-9-]*$/.test(name) || rest.includes("")) return null;
  return { name, parameters: rest.map(parseParameter) };
}

function parseParameter(text: string): ProcessingAction["parameters"][number] {
  const at = text.indexOf("_");
  return at > 0 ? { key: text.slice(0, at), value: text.slice(at + 1) } : { key: null, value: text };
}

/**
 * What is wrong with a chain that a caller wants run on a picture, or null. Only `image/…` is allowed here (the note of
 * docs/6349/1545409 is cut off after "only … may be configured"; its examples show this), and only operations that
 * answer with a picture. No message repeats the text.
 */
export function checkActions(text: string): string | null {
  if (text.length > MAX_ACTIONS_LENGTH) return `must be at most ${MAX_ACTIONS_LENGTH} characters`;
  if (!text.startsWith(PREFIX)) return 'must begin with "image/", for example "image/resize,w_100"';
  if (!/^[A-Za-z0-9_.=:+,/-]+$/.test(text)) {
    return 'must be letters, digits and "_.=:+,/-" only: text arguments are base64url-encoded';
  }
  const actions = parseActions(text);
  if (actions === null) {
    return 'must be operations separated by "/", each a name and its parameters separated by ",", for example "image/resize,w_100/rotate,90"';
  }
  const wrong = actions.findIndex(({ name }) => !IMAGE_OPERATIONS.has(name));
  if (wrong === -1) return null;
  const position = `operation ${wrong + 1}`;
  return REPORT_OPERATIONS.has(actions[wrong]?.name ?? "")
    ? `${position} answers with data, not with a picture: leave it out`
    : `${position} is not a known image operation; known are ${[...IMAGE_OPERATIONS].join(", ")}`;
}
