/** A forest: rows of trees that fade into the light, a path between them. */
import { between } from "../../model/random.js";
import { path, rect, svg, times } from "../../samples/svg.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene } from "./scene.js";
import { broadleaf, grass, pine } from "./trees.js";

const ROWS = 4;

export const forest: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const firs = random() < 0.5;
  const rows = times(ROWS, (index) => {
    const far = 1 - (index + 0.4) / ROWS;
    const foot = height * (0.62 + 0.1 * index);
    const size = height * (0.28 + 0.085 * index);
    const floor = grass(
      stage,
      foot - height * 0.015,
      distant(light, light.green, 0.1, 0.6 - 0.07 * index, far),
    );
    const trees = times(Math.round(15 - index * 3), () => {
      // The path in the middle stays free.
      const side =
        random() < 0.5
          ? between(random, -0.05, 0.44 - index * 0.07)
          : between(random, 0.56 + index * 0.07, 1.05);
      const tall = size * between(random, 0.7, 1.15);
      const hue = light.green + between(random, -16, 16);
      const color = distant(light, hue, 0.1, 0.46 - 0.05 * index, far);
      const at = foot + height * between(random, 0, 0.03);
      return firs
        ? pine(side * width, at, tall, color)
        : broadleaf(random, side * width, at, tall, color, distant(light, 50, 0.04, 0.32, far));
    });
    return floor + trees;
  });
  const way = path(
    `M${width * 0.49} ${height * 0.63}Q${width * 0.56} ${height * 0.74} ${width * 0.44} ${height * 0.84}T${width * 0.36} ${height}H${width * 0.66}Q${width * 0.55} ${height * 0.9} ${width * 0.6} ${height * 0.8}T${width * 0.51} ${height * 0.63}Z`,
    distant(light, 75, 0.05, 0.78, 0.1),
    'fill-opacity=".85"',
  );
  const beams = times(5, () => {
    const x = between(random, 0, 1) * width;
    const wide = between(random, 0.03, 0.08) * width;
    return path(
      `M${x} 0h${wide}L${x + wide * 2.4 - width * 0.18} ${height * 0.8}h${-wide * 2.6}Z`,
      light.sun.color,
      'fill-opacity=".1"',
    );
  });
  return svg(
    width,
    height,
    skyDefs(light),
    `${skyBody(light, width, height, height)}${rect(0, 0, width, height, light.sun.color, 'fill-opacity=".08"')}${rows}${way}${beams}`,
  );
};
