/** Space: stars, a nebula, a planet with a ring. */
import { between } from "../../model/random.js";
import { ellipse, radial, rect, svg, times } from "../../samples/svg.js";
import { hex } from "../oklch.js";
import type { Scene } from "./scene.js";

export const space: Scene = ({ width, height, random }) => {
  const short = Math.min(width, height);
  const hue = between(random, 0, 360);
  const veils = [0, 1, 2].map((index) =>
    radial(`veil${index}`, [
      [0, hex(0.6, 0.2, hue + index * 55), 0.5],
      [1, hex(0.4, 0.2, hue + index * 55), 0],
    ]),
  );
  const nebula = times(15, (index) => {
    const along = between(random, -0.1, 1.1);
    const r = short * between(random, 0.12, 0.34);
    return ellipse(
      along * width,
      height * (0.75 - 0.55 * along + between(random, -0.14, 0.14)),
      r,
      r * 0.7,
      `url(#veil${index % 3})`,
    );
  });
  const stars = times(260, () => {
    const r = short * (0.0006 + 0.0022 * random() ** 5);
    return ellipse(
      random() * width,
      random() * height,
      r,
      r,
      "#fdfbff",
      `fill-opacity="${between(random, 0.4, 1).toFixed(2)}"`,
    );
  });
  const r = short * between(random, 0.16, 0.26);
  const [x, y] = [width * between(random, 0.3, 0.7), height * between(random, 0.35, 0.65)];
  const planet = hue + between(random, 90, 200);
  const tilt = between(random, -35, 35);
  const bands = times(9, (at) =>
    rect(
      -r,
      -r + (at * 2 * r) / 9,
      2 * r,
      r * between(random, 0.06, 0.2),
      hex(between(random, 0.5, 0.85), 0.1, planet + between(random, -30, 30)),
      'fill-opacity=".55"',
    ),
  );
  const ring = (side: "back" | "front"): string =>
    `<path d="M${-r * 1.8} 0A${r * 1.8} ${r * 0.42} 0 0 ${side === "back" ? 1 : 0} ${r * 1.8} 0" fill="none" stroke="${hex(0.85, 0.06, planet + 40)}" stroke-width="${r * 0.13}" stroke-opacity=".85"/>`;
  const globe = `<g transform="translate(${x} ${y}) rotate(${tilt})">${ring("back")}<g clip-path="url(#disc)">${ellipse(0, 0, r, r, hex(0.66, 0.13, planet))}${bands}${ellipse(r * 0.55, r * 0.3, r * 1.45, r * 1.45, "url(#dark)")}</g>${ring("front")}</g>`;
  return svg(
    width,
    height,
    `${veils.join("")}${radial("dark", [
      [0, "#04030f", 0.95],
      [0.55, "#04030f", 0.75],
      [1, "#04030f", 0],
    ])}<clipPath id="disc"><circle r="${r}"/></clipPath>`,
    `${rect(0, 0, width, height, "#0a0a22")}${nebula}${stars}${globe}`,
  );
};
