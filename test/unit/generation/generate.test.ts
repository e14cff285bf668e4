import { describe, expect, it } from "vitest";
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
    onFault: unexpected,
  })(request, { findStyle: unexpected, findHead: unexpected, deadline: startDeadline(timeoutMs), signal });

it("a generation whose time was over before its turn asks and sends nothing", async () => {
  expect(await generate(0)).toMatchObject({ kind: "TimedOut", sent: false, retry: "SAFE" });
});

it("a generation whose caller left before its turn asks and sends nothing", async () => {
  expect(await generate(60_000, AbortSignal.abort())).toMatchObject({ code: "CANCELLED", retry: "SAFE" });
});

describe("a fault of ours", () => {
  const fault = new Error("a bug");
  const faulty = (named: "findHead" | "generateImage") => {
    const told: unknown[] = [];
    const throws = (name: string) => async () => {
      if (name === named) throw fault;
      return null;
    };
    const outcome = createGenerate({
      tos: { generateImage: throws("generateImage") as never },
      defaultTimeoutMs: 60_000,
      checkSource: true,
      onFault: (error) => told.push(error),
    })({ ...request, preprocess: null }, { findStyle: unexpected, findHead: throws("findHead") });
    return { outcome, told };
  };

  it("before the generation is sent is a failure of it that costs nothing, and is told of", async () => {
    const { outcome, told } = faulty("findHead");
    expect(await outcome).toMatchObject({ code: "UNKNOWN", retry: "SAFE", possibleOutput: null });
    expect(told).toEqual([fault]);
  });

  it("after it says where the picture may be", async () => {
    const { outcome, told } = faulty("generateImage");
    const { bucket, key } = request.output;
    expect(await outcome).toMatchObject({
      code: "UNKNOWN",
      retry: "MAY_CHARGE_AGAIN",
      possibleOutput: { bucket, key },
    });
    expect(told).toEqual([fault]);
  });
});
