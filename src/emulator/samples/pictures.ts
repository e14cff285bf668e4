/** The sample pictures, of different sizes and formats: drawn here, so that they are the project's own. */
import { contentTypeOf, type Format } from "../pictures/formats.js";
import { sharp } from "../pictures/sharp.js";
import { nightCity } from "./city.js";
import { valley } from "./hills.js";
import { mountainLake } from "./mountains.js";
import { lighthouse } from "./sea.js";
import { stillLife } from "./still-life.js";

export interface SamplePicture {
  readonly key: string;
  readonly contentType: string;
  readonly draw: () => Promise<Buffer>;
}

export const SAMPLE_PICTURES: readonly SamplePicture[] = [
  sample("1171.jpeg", "jpeg", mountainLake, 1200, 800),
  sample("portrait.png", "png", stillLife, 800, 1200),
  sample("landscape.webp", "webp", lighthouse, 1280, 720),
  sample("small.gif", "gif", nightCity, 320, 240),
  sample("panorama.jpg", "jpeg", valley, 2400, 600),
];

function sample(
  key: string,
  format: Format,
  scene: (width: number, height: number) => string,
  width: number,
  height: number,
): SamplePicture {
  const options = { jpeg: { quality: 88 }, webp: { quality: 86, effort: 1 }, png: { compressionLevel: 4 } };
  return {
    key,
    contentType: contentTypeOf(format),
    draw: () =>
      sharp(Buffer.from(scene(width, height)))
        .flatten({ background: "#ffffff" })
        .toFormat(format, format in options ? options[format as keyof typeof options] : {})
        .toBuffer(),
  };
}
