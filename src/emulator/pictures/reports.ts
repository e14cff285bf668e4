/** The operations that answer with data: `info` and `average-hue`. */
import { REPORT_OPERATIONS } from "../../processing/actions.js";
import { FAULTS, TosFault } from "../faults.js";
import { nameOf } from "./formats.js";
import { decodePicture, fromPixels, readPictureHeader } from "./picture.js";

export type Report = (bytes: Uint8Array) => Promise<Readonly<Record<string, unknown>>>;

/** Null when the process is no report. Throws NotImplemented for one that the emulator does not have. */
export function reportOf(process: string): Report | null {
  if (process === "image/info") return info;
  if (process === "image/average-hue") return averageHue;
  const name = /^image\/([a-z0-9-]+)(?:,[^/]*)?$/.exec(process)?.[1] ?? "";
  const missing = REPORT_OPERATIONS.has(name) && name !== "info" && name !== "average-hue";
  if (missing) throw new TosFault(FAULTS.notImplemented, { detail: `image/${name}` });
  return null;
}

/** Every value is a text under `value`, numbers too, as the Node.js SDK's test of image processing shows. */
const info: Report = async (bytes) => {
  const { format, width, height, orientation } = await readPictureHeader(bytes);
  return {
    FileSize: { value: String(bytes.length) },
    Format: { value: nameOf(format) },
    ImageHeight: { value: String(height) },
    ImageWidth: { value: String(width) },
    ...(orientation !== 1 && { Orientation: { value: String(orientation) } }),
  };
};

/** Assumption: the shape is not published; it is that of Aliyun OSS, `{"RGB": "0x5c783b"}`. */
const averageHue: Report = async (bytes) => {
  const { pixels } = await decodePicture(bytes);
  const { channels } = await fromPixels(pixels).flatten({ background: "#ffffff" }).stats();
  const hex = channels.slice(0, 3).map(({ mean }) => Math.round(mean).toString(16).padStart(2, "0"));
  return { RGB: `0x${hex.join("")}` };
};
