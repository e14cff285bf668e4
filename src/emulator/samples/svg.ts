/** Small words for drawing scenes as SVG text. No fonts, no filters: equal text gives equal pixels, and quickly. */
import type { Random } from "../model/random.js";

/** A colour and where on its gradient it stands, 0 to 1. */
export type GradientStop = readonly [at: number, color: string, opacity?: number];

export function svg(width: number, height: number, defs: string, body: string): string {
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}"><defs>${defs}</defs>${body}</svg>`;
}

/** A gradient from top to bottom of what it fills. */
export function vertical(id: string, stops: readonly GradientStop[]): string {
  return `<linearGradient id="${id}" x2="0" y2="1">${stops.map(stop).join("")}</linearGradient>`;
}

/** A gradient from left to right of what it fills. */
export function horizontal(id: string, stops: readonly GradientStop[]): string {
  return `<linearGradient id="${id}">${stops.map(stop).join("")}</linearGradient>`;
}

/** A gradient from a point to the outside; the point in parts of what it fills. */
export function radial(id: string, stops: readonly GradientStop[], x = 0.5, y = 0.5): string {
  return `<radialGradient id="${id}" cx="${x}" cy="${y}" r=".5">${stops.map(stop).join("")}</radialGradient>`;
}

function stop([at, color, opacity]: GradientStop): string {
  return `<stop offset="${at}" stop-color="${color}"${opacity === undefined ? "" : ` stop-opacity="${opacity}"`}/>`;
}

export function rect(x: number, y: number, width: number, height: number, fill: string, more = ""): string {
  return `<rect x="${r(x)}" y="${r(y)}" width="${r(width)}" height="${r(height)}" fill="${fill}" ${more}/>`;
}

export function ellipse(x: number, y: number, rx: number, ry: number, fill: string, more = ""): string {
  return `<ellipse cx="${r(x)}" cy="${r(y)}" rx="${r(rx)}" ry="${r(ry)}" fill="${fill}" ${more}/>`;
}

export function path(d: string, fill: string, more = ""): string {
  return `<path d="${d}" fill="${fill}" ${more}/>`;
}

export interface Ridge {
  readonly width: number;
  /** The height of its line, from the top. */
  readonly y: number;
  /** How far it goes up and down. */
  readonly swing: number;
  /** 0 for rolling hills, towards 1 for jagged rock. */
  readonly roughness: number;
  /** How far down it is filled. */
  readonly bottom: number;
}

/** The outline of hills or mountains, by midpoint displacement. */
export function ridge(random: Random, { width, y, swing, roughness, bottom }: Ridge): string {
  let heights = [random() - 0.5, random() - 0.5, random() - 0.5, random() - 0.5, random() - 0.5];
  for (let step = 0, amount = 0.7; step < 5; step++, amount *= 0.3 + 0.3 * roughness) {
    heights = heights.flatMap((height, at) => {
      const next = heights[at + 1];
      return next === undefined ? [height] : [height, (height + next) / 2 + (random() - 0.5) * amount];
    });
  }
  const points = heights.map((height, at) => ({
    x: (at / (heights.length - 1)) * width,
    y: y - height * swing,
  }));
  return `${line(points, roughness < 0.4)}L${width} ${bottom}L0 ${bottom}Z`;
}

function line(points: readonly { x: number; y: number }[], smooth: boolean): string {
  return points
    .map((point, at) => {
      const before = points[at - 1];
      if (before === undefined) return `M${r(point.x)} ${r(point.y)}`;
      if (!smooth) return `L${r(point.x)} ${r(point.y)}`;
      const middle = r((before.x + point.x) / 2);
      return `C${middle} ${r(before.y)} ${middle} ${r(point.y)} ${r(point.x)} ${r(point.y)}`;
    })
    .join("");
}

/** `count` drawings, one after the other. */
export function times(count: number, draw: (index: number) => string): string {
  return Array.from({ length: count }, (_, index) => draw(index)).join("");
}

function r(value: number): number {
  return Math.round(value * 10) / 10;
}
