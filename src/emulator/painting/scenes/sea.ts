/** The sea: swell, an island or two, a boat. */
import { between } from "../../model/random.js";
import { path, rect, ridge, svg, times, vertical } from "../../samples/svg.js";
import { clouds } from "./clouds.js";
import { boat } from "./figures.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene } from "./scene.js";

const SWELLS = 9;

export const sea: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const horizon = height * between(random, 0.48, 0.58);
  const hue = between(random, 205, 245);
  const deep = height - horizon;
  const island = times(Math.round(between(random, 1, 3)), () => {
    const wide = width * between(random, 0.2, 0.45);
    const x = random() * width - wide / 2;
    const hill = ridge(random, {
      width: wide,
      y: horizon - height * 0.02,
      swing: height * between(random, 0.06, 0.16),
      roughness: 0.15,
      bottom: horizon + 1,
    });
    return `<g transform="translate(${x} 0)">${path(`${hill}`, distant(light, 250, 0.06, 0.42, between(random, 0.4, 0.75)))}</g>`;
  });
  const swell = times(SWELLS, (index) => {
    const part = (index + 0.5) / SWELLS;
    const y = horizon + deep * part * part;
    const long = width * (0.05 + 0.16 * part);
    const high = deep * 0.05 * (0.25 + part);
    const start = -random() * long * 2;
    const waves = times(
      Math.ceil((width + long * 3) / long),
      () => `q${long / 2} ${-high * between(random, 0.6, 1.3)} ${long} 0`,
    );
    const color = distant(light, hue, 0.1, 0.66 - 0.36 * part, 0.35 * (1 - part));
    const crest = `<path d="M${start} ${y}${waves}" fill="none" stroke="#fff" stroke-width="${(1 + 4 * part) * (height / 1000)}" stroke-opacity="${light.isNight ? 0.2 : 0.5}"/>`;
    return path(`M${start} ${y}${waves}V${height}H${start}Z`, color) + crest;
  });
  const gleam = times(46, () => {
    const part = random();
    const y = horizon + deep * part;
    const x = light.sun.x * width + between(random, -1, 1) * width * (0.02 + 0.09 * part);
    return rect(
      x,
      y,
      width * between(random, 0.01, 0.05),
      Math.max(1, height * 0.003),
      light.sun.color,
      `fill-opacity="${between(random, 0.3, 0.8).toFixed(2)}"`,
    );
  });
  const shipAt = between(random, 0.2, 0.8) * width;
  return svg(
    width,
    height,
    `${skyDefs(light)}${vertical("water", [
      [0, distant(light, hue, 0.06, 0.8, 0.7)],
      [1, distant(light, hue, 0.1, 0.35, 0)],
    ])}`,
    `${skyBody(light, width, height, horizon)}${clouds(stage, 7, 0.38)}${island}${rect(0, horizon, width, deep, "url(#water)")}${swell}${gleam}${boat(shipAt, horizon + deep * 0.3, Math.min(width, height) * 0.17)}`,
  );
};
