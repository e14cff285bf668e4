/** The colours of a sky and of what stands below it, by the time of the day and the season. */
import { between, pick, type Random } from "../../model/random.js";
import { type GradientStop, radial, rect, vertical } from "../../samples/svg.js";
import type { Mood } from "../looks.js";
import { hex } from "../oklch.js";

/** Hue in degrees and lightness 0 to 1 of OKLCH. */
export interface Light {
  readonly sky: readonly GradientStop[];
  readonly sun: { readonly x: number; readonly y: number; readonly size: number; readonly color: string };
  /** The colour of the haze at the horizon. */
  readonly haze: { readonly lightness: number; readonly hue: number };
  /** How light the ground is: 1 by day. */
  readonly day: number;
  /** The hue of what grows. */
  readonly green: number;
  readonly isNight: boolean;
}

type Time = "day" | "sunset" | "night" | "overcast";

const TIMES: Readonly<Record<Mood, Time>> = {
  sunset: "sunset",
  night: "night",
  winter: "overcast",
  rain: "overcast",
  spring: "day",
  summer: "day",
  autumn: "sunset",
  neon: "night",
};

/** The night is not as dark as it will be: the palette darkens it once more. */
const SKIES: Readonly<Record<Time, readonly (readonly [number, number, number])[]>> = {
  day: [
    [0.62, 0.13, 250],
    [0.78, 0.09, 240],
    [0.92, 0.035, 220],
  ],
  sunset: [
    [0.42, 0.12, 290],
    [0.66, 0.16, 20],
    [0.88, 0.12, 70],
  ],
  night: [
    [0.3, 0.07, 275],
    [0.44, 0.1, 275],
    [0.62, 0.1, 300],
  ],
  overcast: [
    [0.68, 0.03, 245],
    [0.8, 0.02, 240],
    [0.93, 0.01, 230],
  ],
};

export function lightOf(mood: Mood | null, random: Random): Light {
  const time = mood === null ? (pick(random, ["day", "day", "sunset"] as const) ?? "day") : TIMES[mood];
  const turn = between(random, -12, 12);
  const sky = SKIES[time];
  const [, , low = [0.9, 0.03, 220]] = sky;
  const isNight = time === "night";
  return {
    sky: sky.map(([l, c, h], index): GradientStop => [index / 2, hex(l, c, h + turn)]),
    sun: {
      x: between(random, 0.2, 0.8),
      y: time === "sunset" ? between(random, 0.4, 0.5) : between(random, 0.12, 0.3),
      size: between(random, 0.035, 0.06),
      color: isNight ? "#f2f0dc" : time === "sunset" ? "#fff0c8" : "#fffdf0",
    },
    haze: { lightness: low[0], hue: low[2] + turn },
    day: { day: 1, sunset: 0.72, night: 0.66, overcast: 0.9 }[time],
    green: mood === "autumn" ? 60 : mood === "winter" ? 230 : between(random, 125, 155),
    isNight,
  };
}

/** Gradients for {@link skyBody}; their ids begin with `sky`. */
export function skyDefs({ sky, sun }: Light): string {
  return [
    vertical("sky", sky),
    radial("skyGlow", [
      [0, sun.color, 0.95],
      [0.25, sun.color, 0.4],
      [1, sun.color, 0],
    ]),
  ].join("");
}

/** The sky down to `horizon`, with sun or moon. */
export function skyBody({ sun, isNight }: Light, width: number, height: number, horizon: number): string {
  const short = Math.min(width, height);
  const [x, y, r] = [sun.x * width, sun.y * height, sun.size * short];
  const glow = r * (isNight ? 3.4 : 6.5);
  return `${rect(0, 0, width, horizon + 1, "url(#sky)")}<circle cx="${x}" cy="${y}" r="${glow}" fill="url(#skyGlow)"/><circle cx="${x}" cy="${y}" r="${r}" fill="${sun.color}"/>`;
}

/** The colour of a thing in the distance: 0 is near, 1 fades into the haze. */
export function distant(light: Light, hue: number, chroma: number, lightness: number, far: number): string {
  const near = lightness * light.day;
  const turned = hue + (((light.haze.hue - hue + 540) % 360) - 180) * far * 0.85;
  return hex(near + (light.haze.lightness - near) * far * 0.85, chroma * (1 - far * 0.6), turned);
}
