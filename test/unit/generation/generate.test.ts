import { expect, it } from "vitest";
import { createGenerate } from "../../../src/generation/generate.js";
import type { GenerationRequest } from "../../../src/generation/request.js";
import { startDeadline } from "../../../src/tos/deadline.js";

const request: GenerationRequest = {
  task: "IMAGE_TO_IMAGE",
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { style: "style01" },
  output: { bucket: "tostest", key: "newgen.jpg", forbidOverwrite: false, postprocess: null },
  model: { i2iXlSft: {} },
  timeoutMs: 60_000,
};

const unexpected = (): never => {
  throw new Error("nothing is to be asked or sent");
};

/** A batch gives its members a deadline that began before their turn. */
const generate = (timeoutMs: number, signal?: AbortSignal) =>
  createGenerate({
    tos: { generateImage: unexpected },
    defaultTimeoutMs: 60_000,
    checkSource: true,
  })(request, { findStyle: unexpected, findHead: unexpected, deadline: startDeadline(timeoutMs), signal });

it("a generation whose time was over before its turn asks and sends nothing", async () => {
  expect(await generate(0)).toMatchObject({ kind: "TimedOut", sent: false, retry: "SAFE" });
});

it("a generation whose caller left before its turn asks and sends nothing", async () => {
  expect(await generate(60_000, AbortSignal.abort())).toMatchObject({ code: "CANCELLED", retry: "SAFE" });
});
