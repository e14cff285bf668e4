import sharp from "sharp";
import { describe, expect, it } from "vitest";
import { decodeAnimation, processAnimation } from "../../../src/emulator/pictures/animation.js";
import { planChain, runChain } from "../../../src/emulator/pictures/chain.js";
import { decoded, even, GREEN, RED } from "./picture-helpers.js";

/** Two frames of 40 by 20: red for 100 ms and green for 300 ms, shown three times. */
async function moving(format: "gif" | "webp"): Promise<Buffer> {
  const frames = await Promise.all(["#ff0000", "#00ff00"].map((color) => even(color, 40, 20)));
  const image = sharp(frames, { join: { animated: true } });
  const timing = { delay: [100, 300], loop: 3 };
  return (format === "gif" ? image.gif(timing) : image.webp({ ...timing, lossless: true })).toBuffer();
}

async function processed(chain: string, bytes: Buffer) {
  const animation = await decodeAnimation(bytes);
  if (animation === null) throw new Error("the picture is still");
  const plan = planChain(`image/${chain}`);
  return processAnimation(animation, (frame) => runChain(plan, frame));
}

const frame = async (bytes: Buffer, page: number) => decoded(await sharp(bytes, { page }).png().toBuffer());

describe.each(["gif", "webp"] as const)("an animated %s", (format) => {
  it.each([
    ["gif", "resize,w_20", 20, 10],
    ["webp", "rotate,90/crop,w_10", 10, 40],
  ])("stays one as %s after %s", async (to, chain, width, height) => {
    const { data, contentType } = await processed(`${chain}/format,${to}`, await moving(format));
    expect(contentType).toBe(`image/${to}`);
    expect(await sharp(data, { animated: true }).metadata()).toMatchObject({
      format: to,
      width,
      pageHeight: height,
      pages: 2,
      delay: [100, 300],
      loop: 3,
    });
    const [first, second] = [await frame(data, 0), await frame(data, 1)];
    const near = (pixel: number[], color: number[]) =>
      color.every((value, channel) => Math.abs(value - (pixel[channel] ?? 0)) < 6);
    expect([near(first.pixel(5, 5), RED), near(second.pixel(5, 5), GREEN)]).toEqual([true, true]);
  });

  it("is its first frame in a format that does not move", async () => {
    const { data, contentType } = await processed("format,png", await moving(format));
    const still = await decoded(data);
    expect([contentType, still.size, still.pixel(20, 10).slice(0, 3)]).toEqual(["image/png", "40x20", RED]);
  });
});

it.each(["gif", "webp", "png"] as const)("a still %s is no animation", async (format) => {
  const still = await sharp(await even("#ff0000", 4, 4))
    .toFormat(format)
    .toBuffer();
  expect(await decodeAnimation(still)).toBeNull();
});

it("what is no picture is refused", async () => {
  await expect(decodeAnimation(Buffer.from("hello"))).rejects.toMatchObject({
    entry: { ec: "0022-00000005" },
  });
});

it("a damaged animation is refused", async () => {
  const whole = await moving("webp");
  await expect(decodeAnimation(whole.subarray(0, whole.length - 20))).rejects.toMatchObject({
    entry: { ec: "0022-00000005" },
  });
});
