/**
 * The grammar of TOS image processing: `image/OP,k_v,k_v/OP,v/…`, operations separated by `/` and run in order, parameters
 * by `,`. Source: https://docs.byteplus.com/en/docs/tos/docs-overview_2 and the Go SDK's data_process_helper.go.
 */

import { OPERATIONS } from "./operations/index.js";

/** One operation of a chain, with its parameters as they are written. */
export interface ProcessingAction {
  readonly name: string;
  /** `w_100` is `{ key: "w", value: "100" }`; the bare `90` of `rotate,90` is `{ key: null, value: "90" }`. */
  readonly parameters: readonly { readonly key: string | null; readonly value: string }[];
}

/** The operations that turn a picture into a picture: what may stand before or after a generation. */
export const IMAGE_OPERATIONS: ReadonlySet<string> = new Set(
  OPERATIONS.map(({ upstreamName }) => upstreamName),
);

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

export const PREFIX = "image/";

/** Splits a chain into its operations; null when the text is not of the grammar. Says nothing of the values. */
export function parseActions(text: string): ProcessingAction[] | null {
  if (!text.startsWith(PREFIX)) return null;
  const actions = text.slice(PREFIX.length).split("/").map(parseAction);
  return actions.every((action) => action !== null) ? actions : null;
}

/** One operation of a chain, such as `resize,w_100`; null when it is not of the grammar. */
export function parseAction(segment: string): ProcessingAction | null {
  const [name = "", ...rest] = segment.split(",");
  if (!/^[a-z][a-z0-9-]*$/.test(name) || rest.includes("")) return null;
  return { name, parameters: rest.map(parseParameter) };
}

function parseParameter(text: string): ProcessingAction["parameters"][number] {
  const at = text.indexOf("_");
  return at > 0 ? { key: text.slice(0, at), value: text.slice(at + 1) } : { key: null, value: text };
}
