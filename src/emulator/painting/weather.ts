/** Snow, petals, leaves, rain and stars in the air of a picture, and the seal of an ink painting. */
import { between, type Random } from "../model/random.js";
import type { Look, Mood } from "./looks.js";
import type { Overlay } from "./overlay.js";

interface Size {
  readonly width: number;
  readonly height: number;
}

/** One thing in the air, at a place and of a size. */
type Draw = (random: Random, x: number, y: number, size: number) => string;

interface Weather {
  /** In a square picture. */
  readonly count: number;
  /** In parts of the shorter side. */
  readonly size: readonly [number, number];
  /** How far down the things are found, in parts of the height. */
  readonly depth: number;
  readonly draw: Draw;
}

const PETALS = ["#ffd9e4", "#ffc1d3", "#fff0f4", "#f7a9c1"];
const LEAVES = ["#d9622b", "#e8a13a", "#b23a1e", "#f0c04e"];

const WEATHER: Readonly<Partial<Record<Mood, Weather>>> = {
  winter: { count: 170, size: [0.0016, 0.0062], depth: 1, draw: flake },
  spring: { count: 46, size: [0.006, 0.013], depth: 1, draw: leaf(PETALS) },
  autumn: { count: 34, size: [0.006, 0.014], depth: 1, draw: leaf(LEAVES) },
  rain: { count: 190, size: [0.018, 0.05], depth: 1, draw: drop },
  night: { count: 90, size: [0.0007, 0.0021], depth: 0.42, draw: star },
};

export function weatherFor({ width, height }: Size, { mood, medium }: Look, random: Random): Overlay | null {
  const weather = mood === null ? undefined : WEATHER[mood];
  const drawn = [
    // Pixel art would lose its grid.
    weather === undefined || medium === "pixel" ? "" : scatter(weather, { width, height }, random),
    medium === "ink" ? seal({ width, height }, random) : "",
  ].join("");
  if (drawn === "" || Math.min(width, height) < 48) return null;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}">${drawn}</svg>`;
  return { svg, left: 0, top: 0 };
}

function scatter({ count, size, depth, draw }: Weather, { width, height }: Size, random: Random): string {
  const short = Math.min(width, height);
  const many = Math.min(3 * count, Math.round((count * Math.max(width, height)) / short));
  return Array.from({ length: many }, () => {
    // Most are small and far away.
    const part = random() ** 2.2;
    const large = short * (size[0] + (size[1] - size[0]) * part);
    return draw(random, random() * width, random() * height * depth, large);
  }).join("");
}

function flake(random: Random, x: number, y: number, size: number): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(size)}" fill="#fff" fill-opacity="${n(between(random, 0.45, 0.92))}"/>`;
}

function star(random: Random, x: number, y: number, size: number): string {
  return `<circle cx="${n(x)}" cy="${n(y)}" r="${n(size)}" fill="#f4f6ff" fill-opacity="${n(between(random, 0.35, 0.95))}"/>`;
}

function drop(random: Random, x: number, y: number, size: number): string {
  const opacity = n(between(random, 0.16, 0.4));
  return `<path d="M${n(x)} ${n(y)}l${n(-size * 0.22)} ${n(size)}" stroke="#e6eef5" stroke-width="${n(Math.max(0.6, size * 0.035))}" stroke-opacity="${opacity}"/>`;
}

function leaf(colors: readonly string[]): Draw {
  return (random, x, y, size) => {
    const color = colors[Math.floor(random() * colors.length)] ?? "#fff";
    const turn = Math.round(random() * 360);
    const s = n(size);
    return `<path transform="translate(${n(x)} ${n(y)}) rotate(${turn})" d="M${-s} 0Q0 ${n(-size * between(random, 0.4, 0.95))} ${s} 0Q0 ${n(size * 0.7)} ${-s} 0Z" fill="${color}" fill-opacity="${n(between(random, 0.6, 0.95))}"/>`;
  };
}

/** A red seal with strokes that say nothing. */
function seal({ width, height }: Size, random: Random): string {
  const side = Math.min(width, height) * 0.062;
  const [x, y] = [width * 0.055, height * between(random, 0.1, 0.16)];
  const u = side / 10;
  const strokes = [
    `M${2 * u} ${2.6 * u}h${6 * u}`,
    `M${5 * u} ${1.6 * u}v${3.4 * u}`,
    `M${2 * u} ${5 * u}h${6 * u}`,
    `M${2.6 * u} ${6.4 * u}v${2 * u}h${4.8 * u}v${-2 * u}`,
  ].join("");
  return `<g transform="translate(${n(x)} ${n(y)})" opacity=".88"><rect width="${n(side)}" height="${n(side)}" rx="${n(u)}" fill="#b3251d"/><path d="${strokes}" fill="none" stroke="#f6ece0" stroke-width="${n(u)}"/></g>`;
}

function n(value: number): number {
  return Math.round(value * 100) / 100;
}
