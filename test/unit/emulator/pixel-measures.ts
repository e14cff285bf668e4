/** Numbers about pictures that tests assert on. */
import type { Pixels } from "../../../src/emulator/pictures/picture.js";

/** Hills, a sun and a house: light, dark, flat and detailed parts. */
export function scenery(width = 240, height = 160): Pixels {
  const data = Buffer.alloc(width * height * 3);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const sun = Math.hypot(x - width * 0.7, y - height * 0.25) < height * 0.12;
      const hill = y > height * (0.62 + 0.1 * Math.sin((x / width) * 7));
      const house = Math.abs(x - width * 0.3) < width * 0.08 && Math.abs(y - height * 0.6) < height * 0.14;
      const color = sun
        ? [255, 244, 190]
        : house
          ? [150, 60, 40]
          : hill
            ? [40, 80 + ((x >> 3) % 2) * 26, 50]
            : [120 + y / 3, 160 + y / 4, 220];
      data.set(color, (y * width + x) * 3);
    }
  }
  return { data, width, height, channels: 3 };
}

export function lightness({ data }: Pixels): Float64Array {
  return Float64Array.from(
    { length: data.length / 3 },
    (_, at) =>
      0.2126 * (data[at * 3] ?? 0) + 0.7152 * (data[at * 3 + 1] ?? 0) + 0.0722 * (data[at * 3 + 2] ?? 0),
  );
}

/** Pearson's, of lightness: 1 for the same shapes. */
export function correlation(a: Pixels, b: Pixels): number {
  const [one, two] = [lightness(a), lightness(b)];
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const [m1, m2] = [mean(one), mean(two)];
  let [both, first, second] = [0, 0, 0];
  for (let at = 0; at < one.length; at++) {
    const [d1, d2] = [(one[at] ?? 0) - m1, (two[at] ?? 0) - m2];
    both += d1 * d2;
    first += d1 * d1;
    second += d2 * d2;
  }
  return both / Math.sqrt(first * second);
}

/** Every so manieth value is looked at; it divides neither the channels nor a width. */
const STRIDE = 7;

/** The mean difference of a channel, 0 to 255, of all pixels or of those that `where` names. */
export function difference(
  a: Pixels,
  b: Pixels,
  where: (x: number, y: number) => boolean = () => true,
): number {
  let [sum, count] = [0, 0];
  for (let at = 0; at < a.data.length; at += STRIDE) {
    const pixel = Math.floor(at / 3);
    if (!where(pixel % a.width, Math.floor(pixel / a.width))) continue;
    sum += Math.abs((a.data[at] ?? 0) - (b.data[at] ?? 0));
    count++;
  }
  return sum / count;
}

/** The mean difference of neighbours in a row: noise and detail. */
export function roughness({ data, width }: Pixels): number {
  let sum = 0;
  for (let at = 3; at < data.length; at++) {
    if (Math.floor(at / 3) % width !== 0) sum += Math.abs((data[at] ?? 0) - (data[at - 3] ?? 0));
  }
  return sum / data.length;
}
