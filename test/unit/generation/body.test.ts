import { describe, expect, it } from "vitest";
import { buildBody } from "../../../src/generation/body.js";
import type { ImageToImageRequest } from "../../../src/generation/request.js";

const request: ImageToImageRequest<string> = {
  task: "IMAGE_TO_IMAGE",
  prompt: "千军万马",
  source: { bucket: "examplebucket", key: "1171.jpeg" },
  preprocess: { actions: "image/resize,w_100" },
  output: {
    bucket: "tostest",
    key: "newgen.jpg",
    forbidOverwrite: false,
    postprocess: { actions: "image/rotate,90" },
  },
  model: { i2iXlSft: {} },
  timeoutMs: null,
};

describe("the body of a generation", () => {
  it("is the API page's example, member for member and in its order (docs/6349/1545409)", () => {
    expect(JSON.stringify(buildBody(request))).toBe(
      '{"TaskType":"image_to_image","InputDataSource":{"Prompt":"千军万马","ImageUri":"1171.jpeg"},' +
        '"InputProcessing":{"ProcessStyle":"","ProcessActions":"image/resize,w_100"},' +
        '"OutputProcessing":{"Bucket":"tostest","Object":"newgen.jpg","ForbiddenOverwrite":false,"ProcessStyle":"","ProcessActions":"image/rotate,90"},' +
        '"ModelConfig":{"ModelAction":"CVProcess","ModelVersion":"2022-08-31","ReqJson":{"req_key":"i2i_xl_sft"}}}',
    );
  });

  it("leaves out what was not asked for, and names a style where one was given", () => {
    const body = buildBody({
      ...request,
      preprocess: null,
      output: { ...request.output, forbidOverwrite: true, postprocess: { style: "style01" } },
    });
    expect(body).not.toHaveProperty("InputProcessing");
    expect(body.OutputProcessing).toMatchObject({
      ForbiddenOverwrite: true,
      ProcessStyle: "style01",
      ProcessActions: "",
    });
  });

  it("carries another model's action, version and parameters, false and 0 included", () => {
    const other = {
      reqKey: "high_aes",
      action: "HighAesSmartDrawing",
      version: "2024-06-06",
      parameters: { use_sr: false, seed: 0 },
    };
    expect(buildBody({ ...request, model: { other } }).ModelConfig).toEqual({
      ModelAction: "HighAesSmartDrawing",
      ModelVersion: "2024-06-06",
      ReqJson: { req_key: "high_aes", use_sr: false, seed: 0 },
    });
  });
});
