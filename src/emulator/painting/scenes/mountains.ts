/** Mountains behind mountains over a lake. */
import { between } from "../../model/random.js";
import { ellipse, path, rect, ridge, svg, times, vertical } from "../../samples/svg.js";
import { clouds } from "./clouds.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene } from "./scene.js";
import { grass, pine } from "./trees.js";

const LAYERS = 4;

export const mountains: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const shore = height * between(random, 0.62, 0.72);
  const rough = between(random, 0.45, 0.8);
  const hue = between(random, 230, 290);
  const layers = times(LAYERS, (index) => {
    const far = 1 - (index + 0.6) / LAYERS;
    const foot = shore - height * 0.06 * (LAYERS - 1 - index);
    const near = index === LAYERS - 1;
    const d = ridge(random, {
      width,
      y: foot - height * (0.25 - index * 0.062),
      swing: height * (0.31 - index * 0.06),
      roughness: near ? 0.45 : rough,
      bottom: shore,
    });
    const color = near ? distant(light, light.green, 0.08, 0.42, 0.1) : distant(light, hue, 0.07, 0.42, far);
    return path(d, color);
  });
  const water = [
    vertical("water", [
      [0, distant(light, light.haze.hue, 0.05, 0.78, 0.8)],
      [1, distant(light, 245, 0.07, 0.32, 0)],
    ]),
  ].join("");
  const ripples = times(60, () => {
    const y = between(random, shore + 3, height);
    const size = ((y - shore) / (height - shore)) * 0.1 + 0.015;
    const x = random() * width;
    return rect(
      x,
      y,
      size * width * between(random, 0.4, 1.4),
      Math.max(1, height * 0.002),
      light.sun.color,
      'fill-opacity=".22"',
    );
  });
  const gleam = times(22, (index) => {
    const y = shore + ((index + 1) / 23) * (height - shore);
    const wide = width * between(random, 0.01, 0.05);
    return ellipse(
      light.sun.x * width + between(random, -1, 1) * width * 0.02,
      y,
      wide,
      height * 0.003,
      light.sun.color,
      'fill-opacity=".5"',
    );
  });
  const mirror = `<g transform="matrix(1 0 0 -.6 0 ${shore * 1.6})" opacity=".42">${layers}</g>`;
  const trees = times(Math.round(between(random, 9, 18)), () => {
    const side = random() < 0.5 ? between(random, 0, 0.26) : between(random, 0.74, 1);
    const size = height * between(random, 0.08, 0.22);
    return pine(
      side * width,
      height * between(random, 0.93, 1.02),
      size,
      distant(light, light.green, 0.06, 0.26, 0),
    );
  });
  const meadow = grass(stage, height * 0.9, distant(light, light.green, 0.08, 0.34, 0));
  return svg(
    width,
    height,
    `${skyDefs(light)}${water}<clipPath id="below"><rect y="${shore}" width="${width}" height="${height - shore}"/></clipPath>`,
    `${skyBody(light, width, height, shore)}${clouds(stage, 6, 0.36)}${layers}${rect(0, shore, width, height - shore, "url(#water)")}<g clip-path="url(#below)">${mirror}</g>${ripples}${gleam}${meadow}${trees}`,
  );
};
