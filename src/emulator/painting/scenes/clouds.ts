/** Clouds: heaps of ellipses on a flat foot. */
import { between } from "../../model/random.js";
import { ellipse, times } from "../../samples/svg.js";
import type { Stage } from "./scene.js";

export function clouds({ width, height, random, light }: Stage, count: number, lowest: number): string {
  const color = light.isNight ? "#6a6f9e" : light.day < 0.8 ? "#ffd9c4" : "#ffffff";
  return times(count, () => {
    const [x, y] = [random() * width, between(random, 0.06, lowest) * height];
    const size = between(random, 0.05, 0.13) * Math.min(width, height) * (0.5 + y / height);
    const opacity = between(random, 0.35, 0.8).toFixed(2);
    const heap = times(6, (at) => {
      const part = (at / 5) * 2 - 1;
      return ellipse(
        x + part * size * 1.5,
        y - (1 - part * part) * size * between(random, 0.1, 0.55),
        size * between(random, 0.5, 0.85),
        size * between(random, 0.22, 0.4),
        color,
      );
    });
    return `<g opacity="${opacity}">${heap}</g>`;
  });
}
