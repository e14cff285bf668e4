/** Parameters of a model of the catalogue, as a caller of the open form writes them. */
import type { ImageModel } from "../../src/doubao/catalogue/image-model.js";
import type { ModelParameter } from "../../src/doubao/catalogue/parameter.js";

export type Written = Record<string, unknown>;

/** What a parameter is sent with; undefined leaves it out. */
export type Choose = (parameter: ModelParameter, model: ImageModel) => unknown;

/** All parameters of a model, those that choose the model and point at its picture included. */
export function written(model: ImageModel, choose: Choose): Written {
  const result: Written = {};
  for (const parameter of model.parameters) {
    const { upstreamName, required, upstreamValues } = parameter;
    // What an object requires is required only where there is the object.
    const forced = required && !upstreamName.includes(".") ? upstreamValues[0] : undefined;
    const value = choose(parameter, model) ?? forced;
    if (value !== undefined) put(result, upstreamName, value);
  }
  for (const index of model.pictureIndexes) {
    const container = index.replace(/(\[\])?\..*/, "");
    if (Object.hasOwn(result, container)) put(result, index, 0);
  }
  return result;
}

/** "a[].b" -> { a: [{ b }] } */
export function put(members: Written, upstreamName: string, value: unknown): void {
  const [, container, list, member] = /^([^.[]+)(\[\])?\.(.+)$/.exec(upstreamName) ?? [];
  if (container === undefined || member === undefined) {
    members[upstreamName] = value;
    return;
  }
  if (list === undefined) members[container] = { ...(members[container] as Written), [member]: value };
  else members[container] = [{ ...(members[container] as Written[] | undefined)?.[0], [member]: value }];
}

/** The documented default; of an enumeration what is sent for it. */
export const byDefault: Choose = ({ type, defaultValue, values, upstreamValues }) => {
  if (defaultValue === null) return undefined;
  if (type === "Enum") return upstreamValues[values.indexOf(defaultValue)];
  return type === "String" ? defaultValue : JSON.parse(defaultValue);
};

/** Nearest allowed number to the lower bound; false; the first value. */
export const least: Choose = ({ type, range, upstreamValues }) => {
  if (range !== null)
    return range.excluded === undefined ? range.minimum : range.minimum + (range.step ?? 0.001);
  return type === "Enum" ? upstreamValues[0] : type === "Boolean" ? false : undefined;
};

/** Nearest allowed number to the upper bound; true; the last value. Of two sides, one where both would be too much. */
export const most: Choose = (parameter, model) => {
  const { type, range, upstreamName, upstreamValues } = parameter;
  if (model.area !== null && upstreamName === "height") return least(parameter, model);
  if (range !== null)
    return range.excluded === "both" ? range.maximum - (range.step ?? 0.001) : range.maximum;
  return type === "Enum" ? upstreamValues.at(-1) : type === "Boolean" ? true : undefined;
};
