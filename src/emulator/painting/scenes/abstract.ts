/** Nothing in particular: bands, discs and arcs that lean one way. */
import { between, pick } from "../../model/random.js";
import { ellipse, rect, svg, times } from "../../samples/svg.js";
import { hex } from "../oklch.js";
import type { Scene } from "./scene.js";

export const abstract: Scene = ({ width, height, random }) => {
  const hue = between(random, 0, 360);
  const spread = between(random, 30, 110);
  const colors = [0, 1, 2, 3, 4, 5].map((at) =>
    hex(0.3 + 0.12 * at, at === 5 ? 0.04 : 0.15, hue + (at % 3) * spread),
  );
  const color = (): string => pick(random, colors) ?? "#888888";
  const long = Math.max(width, height);
  const lean = between(random, -60, 60);
  const bands = times(9, () => {
    const wide = long * between(random, 0.03, 0.16);
    return rect(between(random, -0.8, 0.8) * long, -long, wide, long * 2, color(), 'fill-opacity=".75"');
  });
  const shapes = times(12, () => {
    const r = long * between(random, 0.03, 0.2);
    const [x, y] = [random() * width, random() * height];
    const kind = random();
    if (kind < 0.45) return ellipse(x, y, r, r, color(), 'fill-opacity=".85"');
    if (kind < 0.75)
      return `<circle cx="${x}" cy="${y}" r="${r}" fill="none" stroke="${color()}" stroke-width="${r * 0.2}"/>`;
    return `<path d="M${x} ${y}l${r * 1.6} ${-r * 0.4}l${-r * 0.5} ${r * 1.6}Z" fill="${color()}"/>`;
  });
  return svg(
    width,
    height,
    "",
    `${rect(0, 0, width, height, hex(0.95, 0.03, hue + spread))}<g transform="translate(${width / 2} ${height / 2}) rotate(${lean})">${bands}</g>${shapes}`,
  );
};
