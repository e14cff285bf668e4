/** A city over its river: rows of towers, windows, bridges of light. */
import { between, pick, type Random } from "../../model/random.js";
import { path, rect, svg, times, vertical } from "../../samples/svg.js";
import { clouds } from "./clouds.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene, Stage } from "./scene.js";

const WINDOWS = ["#ffe3a0", "#ffd070", "#ff9f6b", "#a8e4ff"];

export const city: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const bank = height * between(random, 0.74, 0.82);
  const hue = between(random, 240, 300);
  const skyline = times(3, (index) =>
    row(
      random,
      stage,
      bank,
      height * (0.56 - index * 0.12),
      distant(light, hue, 0.05, 0.5 - index * 0.13, 0.62 - index * 0.28),
      (light.isNight ? 0.5 : 0.22) * (0.5 + index * 0.4),
    ),
  );
  const mirror = `<g transform="matrix(1 0 0 -.5 0 ${bank * 1.5})" opacity=".6">${skyline}</g>`;
  const ripples = times(50, () =>
    rect(
      random() * width,
      between(random, bank, height),
      width * between(random, 0.02, 0.1),
      Math.max(1, height * 0.002),
      "#ffffff",
      'fill-opacity=".14"',
    ),
  );
  return svg(
    width,
    height,
    `${skyDefs(light)}${vertical("river", [
      [0, distant(light, hue, 0.06, 0.6, 0.5), 0.7],
      [1, distant(light, hue, 0.06, 0.25, 0), 0.9],
    ])}<clipPath id="below"><rect y="${bank}" width="${width}" height="${height - bank}"/></clipPath>`,
    `${skyBody(light, width, height, height)}${clouds(stage, 4, 0.3)}${skyline}${rect(0, bank, width, height - bank, "url(#river)")}<g clip-path="url(#below)">${mirror}</g>${ripples}`,
  );
};

/** Towers side by side, some of their windows lit. All windows of a colour are one path: a thousand shapes would take long. */
function row(
  random: Random,
  { width, height }: Stage,
  foot: number,
  tall: number,
  color: string,
  lit: number,
): string {
  const unit = Math.min(width, height) / 100;
  const towers: string[] = [];
  const windows = WINDOWS.map((): string[] => []);
  for (let x = -2 * unit; x < width; ) {
    const wide = between(random, 5, 11) * unit;
    const top = foot - between(random, 0.35, 1) * tall;
    towers.push(box(x, top, wide, foot - top));
    const roof = random();
    if (roof < 0.25) towers.push(box(x + wide / 2 - unit * 0.2, top - 5 * unit, unit * 0.4, 5 * unit));
    else if (roof < 0.45) towers.push(box(x + wide * 0.25, top - 2 * unit, wide * 0.5, 2 * unit));
    for (let y = top + 1.6 * unit; y < foot - 2 * unit; y += 2.6 * unit) {
      for (let at = x + unit; at < x + wide - 1.6 * unit; at += 1.9 * unit) {
        if (random() < lit) pick(random, windows)?.push(box(at, y, unit, 1.3 * unit));
      }
    }
    x += wide + between(random, -0.4, 1) * unit;
  }
  const lights = windows.map((boxes, index) => path(boxes.join(""), WINDOWS[index] ?? "#fff"));
  return path(towers.join(""), color) + lights.join("");
}

function box(x: number, y: number, width: number, height: number): string {
  return `M${x.toFixed(1)} ${y.toFixed(1)}h${width.toFixed(1)}v${height.toFixed(1)}h${(-width).toFixed(1)}z`;
}
