/** Trees and grass. */
import { between, type Random } from "../../model/random.js";
import { ellipse, path, ridge, times } from "../../samples/svg.js";
import type { Stage } from "./scene.js";

/** A fir that stands at x, y and is `size` tall. */
export function pine(x: number, y: number, size: number, color: string): string {
  const tiers = times(5, (tier) => {
    const top = y - size * (1 - tier * 0.16);
    const foot = top + size * 0.34;
    const half = size * (0.09 + tier * 0.05);
    return `M${x} ${top}L${x + half} ${foot}Q${x} ${foot - size * 0.06} ${x - half} ${foot}Z`;
  });
  return path(
    `${tiers}M${x - size * 0.02} ${y - size * 0.1}h${size * 0.04}v${size * 0.12}h${-size * 0.04}Z`,
    color,
  );
}

/** A tree with a round crown. */
export function broadleaf(
  random: Random,
  x: number,
  y: number,
  size: number,
  crown: string,
  trunk: string,
): string {
  const w = size * 0.05;
  const leaves = times(13, () => {
    const angle = random() * Math.PI * 2;
    const away = Math.sqrt(random()) * size * 0.26;
    const r = size * between(random, 0.1, 0.18);
    return ellipse(
      x + Math.cos(angle) * away * 1.15,
      y - size * 0.7 + Math.sin(angle) * away * 0.8,
      r,
      r * 0.85,
      crown,
      `fill-opacity="${between(random, 0.6, 1).toFixed(2)}"`,
    );
  });
  const bole = path(
    `M${x - w} ${y}Q${x - w * 0.3} ${y - size * 0.4} ${x - w * 0.6} ${y - size * 0.7}h${w * 1.2}Q${x + w * 0.3} ${y - size * 0.4} ${x + w} ${y}Z`,
    trunk,
  );
  return bole + leaves;
}

/** Ground that rolls a little, from `y` down. */
export function grass({ width, height, random }: Stage, y: number, color: string): string {
  return path(ridge(random, { width, y, swing: height * 0.05, roughness: 0.1, bottom: height }), color);
}
