/** A mountain lake at dawn. */
import { between, createRandom } from "../model/random.js";
import { ellipse, path, radial, rect, ridge, svg, times, vertical } from "./svg.js";

const LAYERS = [
  { y: 335, swing: 250, top: "#b79ac0", foot: "#e9b9a8" },
  { y: 400, swing: 210, top: "#7f6ea8", foot: "#c795a6" },
  { y: 455, swing: 150, top: "#4d4d86", foot: "#8c6d92" },
  { y: 505, swing: 95, top: "#2b3562", foot: "#4c4a78" },
] as const;

export function mountainLake(width: number, height: number): string {
  const random = createRandom("mountain lake", 4);
  const shore = 540;
  const sun = { x: 800, y: 300 };
  const defs = [
    vertical("sky", [
      [0, "#27306b"],
      [0.35, "#7b5a9a"],
      [0.62, "#e88f8a"],
      [0.85, "#fbc88d"],
      [1, "#fde3b4"],
    ]),
    radial("glow", [
      [0, "#fff6d8", 1],
      [0.14, "#ffe9ae", 0.95],
      [0.4, "#ffc98a", 0.4],
      [1, "#ffb27a", 0],
    ]),
    vertical("water", [
      [0, "#f4bf98", 0.25],
      [0.4, "#6e5c97", 0.6],
      [1, "#161b42", 0.95],
    ]),
    ...LAYERS.map(({ top, foot }, index) =>
      vertical(`m${index}`, [
        [0, top],
        [1, foot],
      ]),
    ),
  ].join("");

  const clouds = times(16, () => {
    const length = between(random, 60, 240);
    return ellipse(
      between(random, 0, width),
      between(random, 70, 290),
      length,
      between(random, 3, 10),
      "#ffdfc9",
      `opacity="${between(random, 0.08, 0.3).toFixed(2)}"`,
    );
  });
  const mountains = LAYERS.map(({ y, swing }, index) => {
    const d = ridge(random, { width, y, swing, roughness: 0.62 - index * 0.04, bottom: shore });
    return path(d, `url(#m${index})`);
  }).join("");
  const scene = `${rect(0, 0, width, shore, "url(#sky)")}${clouds}${ellipse(sun.x, sun.y, 330, 330, "url(#glow)")}${ellipse(sun.x, sun.y, 38, 38, "#fff7df")}${mountains}`;
  const ripples = times(90, () => {
    const y = between(random, shore + 4, height);
    const depth = (y - shore) / (height - shore);
    const near = random() < 0.5;
    const x = near ? sun.x + between(random, -1, 1) * (24 + 120 * depth) : between(random, 0, width);
    return ellipse(
      x,
      y,
      between(random, 12, 40) * (0.5 + depth),
      1 + 1.6 * depth,
      near ? "#fff0cf" : "#f0b9a5",
      `opacity="${between(random, 0.12, near ? 0.75 : 0.3).toFixed(2)}"`,
    );
  });
  const mirror = `<g transform="matrix(1 0 0 -.72 0 ${shore * 1.72})">${scene}</g>`;
  const bank = path(ridge(random, { width, y: 772, swing: 50, roughness: 0.35, bottom: height }), "#0d1230");
  const pines = times(34, (index) => {
    const left = index < 22;
    const x = left ? between(random, -10, 330) : between(random, 960, 1210);
    const tall = between(random, 90, 210) * (left ? 1.25 - x / 500 : (x - 700) / 420);
    return pine(x, between(random, 775, 800), tall);
  });
  return svg(
    width,
    height,
    `${defs}<clipPath id="lake"><rect y="${shore}" width="${width}" height="${height - shore}"/></clipPath>`,
    `${scene}<g clip-path="url(#lake)">${mirror}</g>${rect(0, shore, width, height - shore, "url(#water)")}${rect(0, shore - 1, width, 3, "#ffe3c0", 'opacity=".35"')}${ripples}${bank}${pines}`,
  );
}

/** Tiers of branches, narrower upwards. */
function pine(x: number, foot: number, tall: number): string {
  const tiers = times(6, (tier) => {
    const y = foot - tall * (0.08 + tier * 0.15);
    const half = tall * 0.19 * (1 - tier / 7);
    return `M${x - half} ${y}L${x} ${y - tall * 0.3}L${x + half} ${y}Z`;
  });
  return path(`${tiers}M${x - 2} ${foot}h4v${-tall * 0.2}h-4Z`, "#0a0f2a");
}
