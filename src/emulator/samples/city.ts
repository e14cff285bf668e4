/** A city under the moon, in few colours. */
import { between, createRandom, type Random } from "../model/random.js";
import { ellipse, radial, rect, svg, times, vertical } from "./svg.js";

export function nightCity(width: number, height: number): string {
  const random = createRandom("night city", 1);
  const defs = [
    vertical("sky", [
      [0, "#0b1033"],
      [0.6, "#2d2a6b"],
      [1, "#b0567f"],
    ]),
    radial("halo", [
      [0, "#fff3cf", 0.8],
      [0.35, "#e6c8d8", 0.25],
      [1, "#e6c8d8", 0],
    ]),
    vertical("river", [
      [0, "#4a3a78", 0.75],
      [1, "#0b1033", 0.9],
    ]),
  ].join("");
  const bank = height * 0.8;
  const stars = times(60, () =>
    ellipse(between(random, 0, width), between(random, 0, height * 0.5), 0.7, 0.7, "#fff8e0", 'opacity=".8"'),
  );
  const skyline = `${row(random, width, bank, height * 0.5, "#3a2f70", 0.1)}${row(random, width, bank, height * 0.4, "#241f52", 0.35)}${row(random, width, bank, height * 0.26, "#12122f", 0.5)}`;
  const mirror = `<g transform="matrix(1 0 0 -.5 0 ${bank * 1.5})" opacity=".8">${skyline}</g>`;
  return svg(
    width,
    height,
    `${defs}<clipPath id="below"><rect y="${bank}" width="${width}" height="${height - bank}"/></clipPath>`,
    `${rect(0, 0, width, height, "url(#sky)")}${stars}${ellipse(width * 0.7, height * 0.24, 80, 80, "url(#halo)")}${ellipse(width * 0.7, height * 0.24, 21, 21, "#fff6d8")}${skyline}<g clip-path="url(#below)">${mirror}</g>${rect(0, bank, width, height - bank, "url(#river)")}`,
  );
}

/** Houses side by side, some of their windows lit. */
function row(random: Random, width: number, foot: number, tall: number, color: string, lit: number): string {
  const houses: string[] = [];
  for (let x = -5; x < width; ) {
    const wide = between(random, 16, 34);
    const high = between(random, 0.45, 1) * tall;
    houses.push(rect(x, foot - high, wide, high, color));
    if (random() < 0.25) houses.push(rect(x + wide / 2 - 0.7, foot - high - 14, 1.4, 14, color));
    for (let y = foot - high + 5; y < foot - 6; y += 7) {
      for (let at = x + 3; at < x + wide - 4; at += 5.5) {
        if (random() < lit)
          houses.push(rect(at, y, 2.6, 3.6, random() < 0.7 ? "#ffd98a" : "#ff9f6b", 'opacity=".9"'));
      }
    }
    x += wide + between(random, -1, 3);
  }
  return houses.join("");
}
