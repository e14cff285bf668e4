/** What media paint from: the source in broad patches, its edges, its glow. */
import { fromPixels, type Pixels } from "../pictures/picture.js";
import { sharp } from "../pictures/sharp.js";
import { type Canvas, eachRow } from "./canvas.js";

/** The source's colours as a median leaves them at a `shrink`th of its size; three bytes a pixel. */
export async function patches({ source, detail, unit }: Canvas, shrink: number): Promise<Buffer> {
  const { width, height } = source;
  const factor = 1 + (1 - detail) * (shrink - 1) * Math.min(1, unit);
  const window = unit < 0.5 ? 3 : 5;
  const small = {
    width: Math.max(1, Math.round(width / factor)),
    height: Math.max(1, Math.round(height / factor)),
  };
  const shrunk = await resized(source, small.width, small.height);
  // The window of a median must fit into the picture.
  const calm =
    Math.min(small.width, small.height) < window
      ? shrunk
      : await fromPixels(shrunk).median(window).raw().toBuffer();
  return (await resized({ ...small, data: dataOf(calm), channels: 3 }, width, height)).data;
}

/** One value a pixel, the steeper the higher. Edges of less than `grain` pixels are noise. */
export async function edges({ source }: Canvas, grain = 1.1): Promise<Buffer> {
  const { width, height } = source;
  const grey = await fromPixels(source).greyscale().blur(grain).toColourspace("b-w").raw().toBuffer();
  const out = Buffer.alloc(width * height);
  await eachRow(height, (y) => {
    if (y === 0 || y === height - 1) return;
    for (let at = y * width + 1, end = (y + 1) * width - 1; at < end; at++) {
      const dx = (grey[at + 1] ?? 0) - (grey[at - 1] ?? 0);
      const dy = (grey[at + width] ?? 0) - (grey[at - width] ?? 0);
      out[at] = Math.min(255, Math.abs(dx) + Math.abs(dy));
    }
  });
  return out;
}

/** One value a pixel, spread over about `radius` pixels. */
export async function spread(
  { source: { width, height } }: Canvas,
  values: Buffer,
  radius: number,
): Promise<Buffer> {
  // A wide blur of a small picture looks the same and takes a fraction of the time.
  const shrink = Math.max(1, Math.min(8, Math.floor(radius / 2)));
  const small = {
    width: Math.max(1, Math.round(width / shrink)),
    height: Math.max(1, Math.round(height / shrink)),
  };
  const blurred = await sharp(values, { raw: { width, height, channels: 1 } })
    .resize({ ...small, fit: "fill" })
    .blur(Math.max(0.5, radius / shrink))
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return sharp(blurred, { raw: { ...small, channels: 1 } })
    .resize({ width, height, fit: "fill", kernel: "linear" })
    .toColourspace("b-w")
    .raw()
    .toBuffer();
}

/** The lightness of three-byte pixels, spread over about `radius` pixels. */
export async function glow(canvas: Canvas, colors: Buffer, radius: number): Promise<Buffer> {
  const { width, height } = canvas.source;
  const grey = await fromPixels({ data: colors, width, height, channels: 3 })
    .greyscale()
    .toColourspace("b-w")
    .raw()
    .toBuffer();
  return spread(canvas, grey, radius);
}

async function resized(pixels: Pixels, width: number, height: number): Promise<Pixels> {
  const data = await fromPixels(pixels)
    .resize({ width, height, fit: "fill", kernel: "cubic" })
    .raw()
    .toBuffer();
  return { data, width, height, channels: 3 };
}

function dataOf(from: Buffer | Pixels): Buffer {
  return Buffer.isBuffer(from) ? from : from.data;
}
