/** Dunes, one behind the other, each with its shaded side. */
import { between } from "../../model/random.js";
import { path, svg, times } from "../../samples/svg.js";
import { distant, skyBody, skyDefs } from "./light.js";
import type { Scene } from "./scene.js";

const DUNES = 6;

export const desert: Scene = (stage) => {
  const { width, height, random, light } = stage;
  const horizon = height * between(random, 0.45, 0.55);
  const hue = between(random, 58, 78);
  const dunes = times(DUNES, (index) => {
    const far = 1 - (index + 0.5) / DUNES;
    const y = horizon + (height - horizon) * (index / DUNES) ** 1.3;
    const peak = between(random, 0.15, 0.85) * width;
    const top = y - height * between(random, 0.05, 0.13);
    const outline = `M0 ${y + height * 0.03}Q${peak * 0.55} ${y + height * 0.02} ${peak} ${top}Q${peak + (width - peak) * 0.45} ${y - height * 0.01} ${width} ${y}V${height}H0Z`;
    const shade = `M${peak} ${top}Q${peak + (width - peak) * 0.45} ${y - height * 0.01} ${width} ${y}V${height}H${peak * 0.9}Q${peak + width * 0.12} ${y + height * 0.12} ${peak} ${top}Z`;
    return (
      path(outline, distant(light, hue, 0.11, 0.8, far)) +
      path(shade, distant(light, hue - 22, 0.1, 0.52, far), 'fill-opacity=".8"')
    );
  });
  return svg(width, height, skyDefs(light), `${skyBody(light, width, height, height)}${dunes}`);
};
