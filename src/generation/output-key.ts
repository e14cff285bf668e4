/** The key of a generated picture whose caller gave none: unique, sortable by time, not to be guessed, and of the right ending. */
import { randomUUID } from "node:crypto";
import { parseActions } from "../processing/actions.js";
import { chainText } from "../processing/chain.js";
import { PICTURE_FORMATS } from "../processing/formats.js";
import { newObjectKey } from "./object-key.js";
import type { GenerationRequest, NamedRequest, Processing } from "./request.js";

const FOLDER = "generated";

/**
 * No page says in which format a picture is stored that no `format` was asked for: the samples of the API page have
 * keys that end in `.jpg`.
 */
const DEFAULT_EXTENSION = "jpg";

/**
 * The request with a key for its output. One that was made here is never overwritten, whatever the request says: who has no
 * key in mind has none to replace.
 * @param styles what the styles that the request names stand for, by name.
 */
export function nameOutput(request: GenerationRequest, styles: ReadonlyMap<string, string>): NamedRequest {
  const { key, bucket, postprocess, forbidOverwrite } = request.output;
  const output =
    key === null
      ? { key: newKey(extensionAfter(postprocess, styles)), forbidOverwrite: true }
      : { key, forbidOverwrite };
  return { ...request, output: { bucket, postprocess, ...output } };
}

function newKey(extension: string): string {
  return newObjectKey({ folder: FOLDER, extension, now: new Date(), uuid: randomUUID() });
}

/** The ending that the last `format` of the processing asks for. */
function extensionAfter(processing: Processing | null, styles: ReadonlyMap<string, string>): string {
  if (processing === null) return DEFAULT_EXTENSION;
  const text = "style" in processing ? (styles.get(processing.style) ?? "") : chainText(processing);
  const format = parseActions(text)?.findLast(({ name }) => name === "format")?.parameters[0]?.value;
  return KNOWN_EXTENSIONS.get(format?.toLowerCase() ?? "") ?? DEFAULT_EXTENSION;
}

/** By what `format` takes; HEIC can be written, but is not among what is read. AVIF is only let through as unknown. */
const KNOWN_EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ...PICTURE_FORMATS.flatMap(({ name, extensions }) =>
    [name, ...extensions].map((spelling) => [spelling, extensions[0] ?? name] as const),
  ),
  ["heic", "heic"] as const,
  ["avif", "avif"] as const,
]);
