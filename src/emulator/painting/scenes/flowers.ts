/** A field of flowers before hills, the near ones large. */
import { between, pick, type Random } from "../../model/random.js";
import { ellipse, path, ridge, svg, times } from "../../samples/svg.js";
import { hex } from "../oklch.js";
import { clouds } from "./clouds.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene } from "./scene.js";
import { grass } from "./trees.js";

export const flowers: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const horizon = height * between(random, 0.4, 0.5);
  const hue = between(random, -20, 60);
  const hues = [hue, hue + 30, hue - 25, 95];
  const hills = times(2, (index) =>
    path(
      ridge(random, {
        width,
        y: horizon - height * (0.06 - 0.05 * index),
        swing: height * 0.16,
        roughness: 0.25,
        bottom: height,
      }),
      distant(light, light.green + 20, 0.07, 0.6 - 0.1 * index, 0.55 - 0.3 * index),
    ),
  );
  const field = grass(stage, horizon + height * 0.05, distant(light, light.green, 0.11, 0.5, 0.1));
  const rows = times(11, (index) => {
    const part = (index + 0.3) / 11;
    const y = horizon + height * 0.06 + (height - horizon) * part ** 1.7;
    const size = Math.min(width, height) * (0.006 + 0.062 * part ** 1.8);
    return times(Math.round(34 - 24 * part), () => {
      const color = hex(
        between(random, 0.66, 0.8) * (0.4 + 0.6 * light.day),
        0.17,
        pick(random, hues) ?? hue,
      );
      return flower(
        random,
        random() * width,
        y + between(random, -1, 1) * size,
        size * between(random, 0.75, 1.2),
        color,
        distant(light, light.green, 0.1, 0.36, 0),
      );
    });
  });
  return svg(
    width,
    height,
    skyDefs(light),
    `${skyBody(light, width, height, height * 0.7)}${clouds(stage, 6, 0.3)}${hills}${field}${rows}`,
  );
};

function flower(random: Random, x: number, y: number, size: number, color: string, stem: string): string {
  const lean = between(random, -0.4, 0.4) * size;
  const stalk = `<path d="M${x} ${y}q${lean} ${size} ${lean * 0.4} ${size * 3}" fill="none" stroke="${stem}" stroke-width="${size * 0.16}"/>`;
  const turn = random() * 60;
  const tilt = between(random, 0.55, 0.95);
  const petals = times(6, (at) => {
    const angle = ((turn + at * 60) * Math.PI) / 180;
    return `<ellipse cx="${size * 0.55}" rx="${size * 0.52}" ry="${size * 0.3}" fill="${color}" transform="rotate(${(angle * 180) / Math.PI})"/>`;
  });
  return `${stalk}<g transform="translate(${x} ${y}) scale(1 ${tilt})">${petals}${ellipse(0, 0, size * 0.24, size * 0.24, "#ffd766")}</g>`;
}
