/** Sails off a lighthouse, late in the afternoon. */
import { between, createRandom } from "../model/random.js";
import { ellipse, path, radial, rect, ridge, svg, times, vertical } from "./svg.js";

export function lighthouse(width: number, height: number): string {
  const random = createRandom("lighthouse", 2);
  const horizon = 380;
  const defs = [
    vertical("sky", [
      [0, "#2e7fb8"],
      [0.55, "#8fc7dc"],
      [1, "#fbe6c3"],
    ]),
    vertical("sea", [
      [0, "#9fd3d3"],
      [0.2, "#3c9bab"],
      [0.6, "#166f8f"],
      [1, "#0b3f63"],
    ]),
    radial("sun", [
      [0, "#fffbe8", 1],
      [0.25, "#fff1bf", 0.7],
      [1, "#fff1bf", 0],
    ]),
    vertical("rock", [
      [0, "#8a7a63"],
      [1, "#3b3632"],
    ]),
    vertical("far", [
      [0, "#7fa7ba"],
      [1, "#b9cfcf"],
    ]),
  ].join("");
  const clouds = times(5, () => cloud(between(random, 0, width * 0.75), between(random, 60, 230)));
  const waves = times(190, () => {
    const depth = random() ** 1.6;
    const y = horizon + 6 + depth * (height - horizon);
    const half = 6 + between(random, 8, 60) * (0.2 + depth);
    const x = between(random, 0, width);
    return path(
      `M${x - half} ${y}Q${x} ${y - 3 - 7 * depth} ${x + half} ${y}Q${x} ${y - 1 - 2 * depth} ${x - half} ${y}Z`,
      random() < 0.6 ? "#e9fbf6" : "#0a3a58",
      `opacity="${between(random, 0.12, 0.5).toFixed(2)}"`,
    );
  });
  const island = path(
    ridge(random, { width, y: horizon - 12, swing: 60, roughness: 0.3, bottom: horizon }),
    "url(#far)",
  );
  const cliff = path(
    `M${width} 318L1180 322L1096 330L1040 352L1008 392L962 420L940 470L886 506L850 548L${width} 560Z`,
    "url(#rock)",
  );
  const grass = path(
    `M${width} 318L1180 322L1096 330L1040 352L1020 376Q1100 348 1170 346T${width} 344Z`,
    "#6f8f4e",
  );
  const foam = times(30, () =>
    ellipse(
      between(random, 830, width),
      between(random, 545, 566),
      between(random, 10, 40),
      between(random, 2, 6),
      "#f2fffb",
      'opacity=".7"',
    ),
  );
  return svg(
    width,
    height,
    defs,
    `${rect(0, 0, width, horizon + 1, "url(#sky)")}${ellipse(300, 250, 300, 300, "url(#sun)")}${ellipse(300, 250, 34, 34, "#fffdf0")}${clouds}${island}${rect(0, horizon, width, height - horizon, "url(#sea)")}${waves}${boat(430, 455, 1.5)}${boat(690, 408, 0.7)}${boat(180, 400, 0.5)}${cliff}${grass}${foam}${tower(1128, 330)}${gulls()}`,
  );
}

function cloud(x: number, y: number): string {
  const puffs: readonly (readonly [number, number, number, number])[] = [
    [0, 0, 70, 20],
    [-40, -8, 38, 20],
    [10, -20, 44, 28],
    [50, -6, 40, 18],
  ];
  return `<g opacity=".8">${puffs.map(([dx, dy, rx, ry]) => ellipse(x + dx, y + dy, rx, ry, "#ffffff", 'opacity=".75"')).join("")}</g>`;
}

function boat(x: number, y: number, scale: number): string {
  return `<g transform="translate(${x} ${y}) scale(${scale})">${path("M-46 0H52Q40 24 24 24H-28Q-42 20 -46 0Z", "#7a2e2a")}${path("M-46 0H52L50 5H-44Z", "#f3e6cf")}${rect(-1, -122, 3, 122, "#4b3a2c")}${path("M4 -120Q58 -60 50 -8H4Z", "#fff7e6")}${path("M-4 -104Q-38 -50 -38 -8H-4Z", "#f2c9a0")}${ellipse(0, 28, 60, 5, "#0a3a58", 'opacity=".35"')}</g>`;
}

function tower(x: number, foot: number): string {
  const stripes = times(3, (index) => {
    const y = -42 - index * 62;
    const half = 27 + y / 20;
    return path(`M${-half} ${y}H${half}L${half - 1.6} ${y - 31}H${-half + 1.6}Z`, "#c8453b");
  });
  return `<g transform="translate(${x} ${foot})">${path("M-28 6L-16 -226H16L28 6Z", "#f7f1e6")}${stripes}${path("M4 6L3 -226H16L28 6Z", "#2a2430", 'opacity=".16"')}${rect(-22, -234, 44, 9, "#35404d")}${rect(-13, -262, 26, 28, "#ffe9a3")}${path("M-17 -262Q0 -290 17 -262Z", "#c8453b")}${rect(36, -40, 64, 46, "#f3ead9")}${path("M30 -40L68 -68L106 -40Z", "#a8493c")}${rect(52, -24, 12, 14, "#466074")}${rect(76, -24, 12, 14, "#466074")}</g>`;
}

function gulls(): string {
  const at: readonly (readonly [number, number, number])[] = [
    [760, 170, 1],
    [820, 205, 0.7],
    [690, 220, 0.6],
    [905, 150, 0.8],
  ];
  return at
    .map(
      ([x, y, scale]) =>
        `<g transform="translate(${x} ${y}) scale(${scale})">${path("M-24 -6Q-12 -14 0 0Q12 -14 24 -6Q12 -9 0 4Q-12 -9 -24 -6Z", "#34495a")}</g>`,
    )
    .join("");
}
