/**
 * `draw,p_50x50-100x100,l_true`: dots, joined by lines on request (Go SDK, data_process_types.go: r 6, l false, lw 3,
 * color 000000).
 * Assumption: p holds points XxY joined by `-`; r is a dot's radius and lw a line's width in pixels, both up to 4,096; the
 * line is open; what lies outside of the picture is not seen.
 */

import { overlay } from "../overlay.js";
import { Parameters } from "../parameters.js";
import { notProcessable } from "../picture.js";
import type { Planner } from "../planner.js";

const MAX_POINTS = 1000;

export const planDraw: Planner = (action) => {
  const parameters = new Parameters(action, ["p", "r", "l", "lw", "color"]);
  const points = readPoints(parameters.text("p") ?? parameters.missing("p"));
  const radius = parameters.integer("r", 0, 4096) ?? 6;
  const lines = parameters.oneOf("l", ["true", "false"]) === "true";
  const lineWidth = parameters.integer("lw", 1, 4096) ?? 3;
  const color = parameters.color("color") ?? "#000000";
  return async (picture) => {
    const { width, height } = picture.pixels;
    const dots = points.map(([x, y]) => `<circle cx="${x}" cy="${y}" r="${radius}"/>`).join("");
    const line = lines
      ? `<polyline points="${points.map(String).join(" ")}" fill="none" stroke="${color}" stroke-width="${lineWidth}" stroke-linejoin="round"/>`
      : "";
    const drawing = `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" fill="${color}">${line}${dots}</svg>`;
    return {
      ...picture,
      pixels: await overlay(picture.pixels, [{ input: Buffer.from(drawing), left: 0, top: 0 }]),
    };
  };
};

function readPoints(text: string): (readonly [number, number])[] {
  const points = text.split("-").map((point) => /^(\d{1,5})x(\d{1,5})$/.exec(point)?.slice(1));
  if (points.length > MAX_POINTS) throw notProcessable(`draw: p may hold ${MAX_POINTS} points at most`);
  return points.map((point) => {
    if (point === undefined) throw notProcessable("draw: p must be points such as 50x50-100x100");
    return [Number(point[0]), Number(point[1])];
  });
}
