/** A wide valley of fields and cypresses. */
import { between, createRandom } from "../model/random.js";
import { ellipse, path, radial, rect, ridge, svg, times, vertical } from "./svg.js";

const FIELDS = [
  { y: 270, swing: 90, top: "#9db8c9", foot: "#c3d3c9" },
  { y: 318, swing: 80, top: "#87a88a", foot: "#b5c48a" },
  { y: 372, swing: 76, top: "#b9b45a", foot: "#dcc973" },
  { y: 428, swing: 70, top: "#7f9a48", foot: "#a9b658" },
  { y: 488, swing: 62, top: "#c79f46", foot: "#e3c36c" },
  { y: 548, swing: 46, top: "#56732f", foot: "#3a5424" },
] as const;

export function valley(width: number, height: number): string {
  const random = createRandom("valley", 3);
  const defs = [
    vertical("sky", [
      [0, "#4f9bd0"],
      [0.6, "#b8dcea"],
      [1, "#fff0d2"],
    ]),
    radial("sun", [
      [0, "#fffdf0", 1],
      [0.2, "#fff3c0", 0.6],
      [1, "#fff3c0", 0],
    ]),
    ...FIELDS.map(({ top, foot }, index) =>
      vertical(`f${index}`, [
        [0, top],
        [1, foot],
      ]),
    ),
  ].join("");
  const clouds = times(11, (index) => {
    const x = index * 230 + between(random, -60, 60);
    const y = between(random, 40, 170);
    return times(5, () =>
      ellipse(
        x + between(random, -70, 70),
        y + between(random, -12, 8),
        between(random, 30, 70),
        between(random, 10, 24),
        "#ffffff",
        'opacity=".5"',
      ),
    );
  });
  const fields = FIELDS.map(({ y, swing }, index) => {
    const hill = path(ridge(random, { width, y, swing, roughness: 0.12, bottom: height }), `url(#f${index})`);
    const rows = times(index === 0 ? 0 : 7, () => {
      const x = between(random, 0, width);
      const wide = between(random, 80, 260);
      const at = y + between(random, 18, 50);
      return path(
        `M${x} ${at}q${wide / 2} ${between(random, -22, 10)} ${wide} 0`,
        "none",
        'stroke="#5b5a22" stroke-width="2" opacity=".28"',
      );
    });
    const trees = times(index === 0 ? 0 : 9, () => {
      const x = between(random, 0, width);
      const scale = 0.35 + index * 0.16;
      return cypress(x, y + between(random, 6, 40), scale);
    });
    return hill + rows + trees;
  }).join("");
  return svg(
    width,
    height,
    defs,
    `${rect(0, 0, width, height, "url(#sky)")}${ellipse(1750, 150, 300, 300, "url(#sun)")}${clouds}${fields}${farm(760, 352)}${farm(1980, 398)}`,
  );
}

function cypress(x: number, foot: number, scale: number): string {
  const [half, tall] = [9 * scale, 74 * scale];
  return `${ellipse(x + 12 * scale, foot, 16 * scale, 3 * scale, "#2b3313", 'opacity=".35"')}${path(`M${x} ${foot - tall}Q${x + half * 1.6} ${foot - tall * 0.4} ${x + half * 0.6} ${foot}H${x - half * 0.6}Q${x - half * 1.6} ${foot - tall * 0.4} ${x} ${foot - tall}Z`, "#2c4a2b")}`;
}

function farm(x: number, foot: number): string {
  return `<g transform="translate(${x} ${foot})">${rect(-40, -34, 60, 36, "#e9d3ae")}${rect(20, -24, 40, 26, "#d9bd92")}${path("M-46 -34L-10 -56L26 -34Z", "#b3593b")}${path("M18 -24L40 -40L66 -24Z", "#a04f35")}${rect(-26, -22, 8, 10, "#6b5a45")}${rect(-4, -22, 8, 10, "#6b5a45")}${rect(34, -16, 8, 10, "#6b5a45")}</g>`;
}
