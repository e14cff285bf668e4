/** Whatever is written in the open form: the check answers, and tells nothing of it. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { IMAGE_MODELS } from "../../../src/doubao/catalogue/catalogue.js";
import { checkModel, modelConfig } from "../../../src/doubao/model-choice.js";

const CANARY = "CANARY7391";

/** Any JSON, in which every text is the canary. */
const anything = fc.letrec((tie) => ({
  value: fc.oneof(
    { depthSize: "small" },
    fc.constant(CANARY),
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.array(tie("value"), { maxLength: 3 }),
    fc.dictionary(fc.constantFrom("type", "strength", "binary_data_index", "add_logo", "x"), tie("value")),
  ),
})).value;

const request = fc.constantFrom(...IMAGE_MODELS).chain((model) =>
  fc.record({
    reqKey: fc.constant(model.reqKey),
    parameters: fc.dictionary(
      fc.constantFrom(
        "model_version",
        "step",
        "unknown",
        ...model.parameters.map(({ upstreamName }) => upstreamName.replace(/[[.].*/, "")),
      ),
      anything,
    ),
  }),
);

test("any parameters are checked without failing, below the member, and without repeating a value", () => {
  fc.assert(
    fc.property(request, fc.constantFrom("IMAGE_TO_IMAGE", "TEXT_TO_IMAGE"), (other, task) => {
      const found = checkModel({ other }, task);
      for (const { path, message } of found) {
        expect(path[0]).toBe("other");
        expect(message).toMatch(/^must /);
      }
      expect(JSON.stringify(found)).not.toContain(CANARY);
    }),
  );
});

test("what passes is sent member for member, but for the name of the steps", () => {
  fc.assert(
    fc.property(request, (other) => {
      fc.pre(checkModel({ other }, "IMAGE_TO_IMAGE").length === 0);
      const { req_key, ...sent } = modelConfig({ other }).reqJson;
      expect(req_key).toBe(other.reqKey);
      const values = (members: object) =>
        Object.values(members)
          .filter((value) => value !== null)
          .map((value) => JSON.stringify(value))
          .sort();
      expect(values(sent)).toEqual(values(other.parameters));
    }),
  );
});
