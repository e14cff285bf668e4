import "reflect-metadata";
import { expect, it } from "vitest";
import { toImageToImageModel, toTextToImageModel } from "../../../src/graphql/generation/model.input.js";
import { HighAesVersion } from "../../../src/graphql/models/high-aes.input.js";

const highAes = { version: HighAesVersion.ANIME_V1_3, strength: 0 };
const other = { reqKey: "x", parameters: { use_sr: false } };

it.each([
  [undefined, { i2iXlSft: {} }],
  [null, { i2iXlSft: {} }],
  [{ i2iXlSft: { seed: 0 } }, { i2iXlSft: { seed: 0 } }],
  [{ highAes }, { highAes }],
  [{ other }, { other }],
])("the choice of a model for pictures %j is %j", (input, choice) => {
  expect(toImageToImageModel(input as never)).toEqual(choice);
});

it.each([
  [undefined, { t2iXlSft: {} }],
  [null, { t2iXlSft: {} }],
  [{ t2iXlSft: { seed: 0 } }, { t2iXlSft: { seed: 0 } }],
  [{ highAes }, { highAes }],
  [{ other }, { other }],
])("the choice of a model for words %j is %j", (input, choice) => {
  expect(toTextToImageModel(input as never)).toEqual(choice);
});
