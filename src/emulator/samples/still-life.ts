/** A vase of flowers and some fruit by a window. */
import { between, createRandom, type Random } from "../model/random.js";
import { ellipse, horizontal, path, radial, rect, svg, times, vertical } from "./svg.js";

const PETALS = ["#e4576b", "#f4a13d", "#f7d154", "#d97bb6", "#fff1e0", "#8c6bd1"];

export function stillLife(width: number, height: number): string {
  const random = createRandom("still life", 7);
  const table = 860;
  const defs = [
    vertical("wall", [
      [0, "#2f5d62"],
      [1, "#5e8b7e"],
    ]),
    radial("window", [
      [0, "#fff4cf", 0.75],
      [1, "#fff4cf", 0],
    ]),
    vertical("table", [
      [0, "#b9824f"],
      [1, "#5b3418"],
    ]),
    horizontal("glaze", [
      [0, "#143a63"],
      [0.3, "#4f8fc0"],
      [0.42, "#bfe3f2"],
      [0.55, "#3b7bb0"],
      [1, "#0d2746"],
    ]),
    horizontal("bowl", [
      [0, "#d8cbb4"],
      [0.35, "#fffaf0"],
      [1, "#8f7e67"],
    ]),
    radial(
      "orange",
      [
        [0, "#ffd58a"],
        [0.45, "#f59a33"],
        [1, "#b4540f"],
      ],
      0.36,
      0.32,
    ),
    radial(
      "pear",
      [
        [0, "#f4f0a0"],
        [0.5, "#b9c44c"],
        [1, "#5f7420"],
      ],
      0.36,
      0.4,
    ),
    radial("shade", [
      [0, "#1c0d04", 0.6],
      [1, "#1c0d04", 0],
    ]),
  ].join("");
  const light = path("M0 90L520 330L520 700L0 620Z", "#fff3c8", 'opacity=".13"');
  const heads = Array.from({ length: 17 }, (_, index) => ({
    x: 400 + between(random, -215, 215),
    y: 330 + between(random, -170, 160),
    size: between(random, 38, 66),
    color: PETALS[index % PETALS.length] ?? "#ffffff",
  })).sort((a, b) => a.size - b.size);
  const stems = heads
    .map(({ x, y }) =>
      path(
        `M${400 + (x - 400) * 0.12} 640Q${400 + (x - 400) * 0.4} 540 ${x} ${y}`,
        "none",
        'stroke="#2e5a34" stroke-width="6"',
      ),
    )
    .join("");
  const leaves = times(26, () => {
    const angle = between(random, -150, -30);
    const reach = between(random, 90, 250);
    const x = 400 + Math.cos((angle * Math.PI) / 180) * reach;
    const y = 560 + Math.sin((angle * Math.PI) / 180) * reach;
    const tone = ["#2f6b3c", "#4b8a45", "#1f4f33"][Math.floor(random() * 3)] ?? "#2f6b3c";
    return ellipse(x, y, 58, 17, tone, `transform="rotate(${Math.round(angle)} ${x} ${y})"`);
  });
  const flowers = heads.map(({ x, y, size, color }) => flower(random, x, y, size, color)).join("");
  return svg(
    width,
    height,
    defs,
    `${rect(0, 0, width, table, "url(#wall)")}${ellipse(90, 300, 620, 620, "url(#window)")}${light}${rect(0, table, width, height - table, "url(#table)")}${rect(0, table, width, 6, "#e2b583", 'opacity=".7"')}${grain(random, width, height, table)}${ellipse(480, 1010, 260, 48, "url(#shade)")}${stems}${leaves}${path("M338 610Q352 660 318 710Q262 800 296 910Q322 1000 400 1000Q478 1000 504 910Q538 800 482 710Q448 660 462 610Z", "url(#glaze)")}${ellipse(400, 610, 62, 15, "#0c2340")}${path("M285 800Q400 850 515 800", "none", 'stroke="#f2e3b6" stroke-width="7" opacity=".8"')}${path("M289 834Q400 884 511 834", "none", 'stroke="#f2e3b6" stroke-width="3" opacity=".7"')}${flowers}${fruit()}`,
  );
}

function flower(random: Random, x: number, y: number, size: number, color: string): string {
  const turn = between(random, 0, 60);
  const ring = (count: number, reach: number, opacity: number): string =>
    times(count, (index) => {
      const angle = turn + (index * 360) / count;
      return `<ellipse cx="${x + size * reach}" cy="${y}" rx="${size * 0.52}" ry="${size * 0.27}" fill="${color}" opacity="${opacity}" transform="rotate(${angle} ${x} ${y})"/>`;
    });
  return `${ellipse(x + 4, y + 6, size * 0.8, size * 0.8, "#10261c", 'opacity=".22"')}${ring(9, 0.52, 0.86)}${ring(7, 0.3, 0.95)}${ellipse(x, y, size * 0.24, size * 0.24, "#6b3a17")}${ellipse(x - 2, y - 3, size * 0.13, size * 0.13, "#e9b949")}`;
}

function fruit(): string {
  return `${ellipse(620, 1120, 190, 34, "url(#shade)")}${ellipse(560, 1010, 58, 58, "url(#orange)")}${ellipse(650, 1000, 62, 62, "url(#orange)")}${path("M722 1040Q700 1000 716 960Q722 922 736 922Q752 924 756 962Q780 1000 758 1044Z", "url(#pear)")}${path("M736 924Q738 900 750 888", "none", 'stroke="#4b3217" stroke-width="5"')}${path("M476 1028H784Q770 1116 690 1122H572Q492 1116 476 1028Z", "url(#bowl)")}${ellipse(630, 1028, 154, 12, "#cfc2aa", 'opacity=".9"')}${ellipse(210, 1112, 90, 22, "url(#shade)")}${ellipse(190, 1066, 56, 54, "url(#orange)")}`;
}

function grain(random: Random, width: number, height: number, top: number): string {
  return times(40, () => {
    const y = between(random, top + 10, height);
    return rect(between(random, -100, width), y, between(random, 80, 380), 1.6, "#3b1f0c", 'opacity=".25"');
  });
}
