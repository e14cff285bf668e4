/** What the catalogue knows of a model's parameters, held against those that were written in the open form. */
import { checkArea } from "../area.js";
import type { ParameterViolation } from "../parameter-violation.js";
import { checkRange, describeRange } from "../ranges.js";
import type { ImageModel } from "./image-model.js";
import type { ModelParameter } from "./parameter.js";
import { ownSpelling, writtenSteps } from "./step-spellings.js";

type Path = ParameterViolation["path"];
type Members = Readonly<Record<string, unknown>>;

/**
 * Everything that is wrong with the parameters of a known model, with paths that begin at `parameters`. Names that the
 * catalogue does not have are let through, and so are values beyond bounds that no source states.
 */
export function checkOpenParameters(model: ImageModel, parameters: Members): ParameterViolation[] {
  const containers = new Map<string, ParameterViolation>();
  const found = model.parameters.flatMap((parameter) =>
    places(parameter, model, parameters, containers).flatMap(({ path, value }) =>
      checkValue(parameter, path, value),
    ),
  );
  return [
    ...containers.values(),
    ...found,
    ...areaViolations(model, parameters),
    ...checkPictureIndexes(model, parameters),
    ...checkSpellings(model, parameters),
  ];
}

interface Place {
  readonly path: Path;
  /** Undefined where nothing was written. */
  readonly value: unknown;
}

/** Where a parameter stands, or should: once for each member of a list, and nowhere where its container is left out. */
function places(
  { upstreamName }: Pick<ModelParameter, "upstreamName">,
  model: ImageModel,
  parameters: Members,
  containers: Map<string, ParameterViolation>,
): Place[] {
  const dot = upstreamName.indexOf(".");
  if (dot === -1) {
    // The steps may stand under another model's name of them.
    const name =
      upstreamName === ownSpelling(model)
        ? (writtenSteps(model, parameters)[0] ?? upstreamName)
        : upstreamName;
    return [{ path: ["parameters", name], value: own(parameters, name) }];
  }
  const isList = upstreamName.slice(0, dot).endsWith("[]");
  const container = upstreamName.slice(0, isList ? dot - 2 : dot);
  const member = upstreamName.slice(dot + 1);
  const written = own(parameters, container);
  if (written === undefined || written === null) return [];
  const path = ["parameters", container];
  const items: readonly unknown[] = isList && Array.isArray(written) ? written : [written];
  return items.flatMap((item, index) => {
    const above = isList ? [...path, index] : path;
    if ((isList && !Array.isArray(written)) || !isMembers(item)) {
      const wrong = isList && !Array.isArray(written) ? path : above;
      const what = wrong === path && isList ? "a list of objects" : "an object";
      containers.set(wrong.join("."), { path: wrong, constraint: "type", message: `must be ${what}` });
      return [];
    }
    return [{ path: [...above, member], value: own(item, member) }];
  });
}

function checkValue(parameter: ModelParameter, path: Path, value: unknown): ParameterViolation[] {
  if (value === undefined || value === null) {
    if (!parameter.required) return [];
    return [{ path, constraint: "required", message: `must be given: ${expected(parameter)}` }];
  }
  if (!isOfType(parameter, value)) {
    return [{ path, constraint: "type", message: `must be ${expected(parameter)}` }];
  }
  if (typeof value !== "number" || !isStated(parameter) || parameter.range === null) return [];
  const message = checkRange(value, parameter.range);
  return message === null ? [] : [{ path, constraint: "range", message }];
}

function isOfType({ type, upstreamValues }: ModelParameter, value: unknown): boolean {
  switch (type) {
    case "Int":
      return Number.isInteger(value);
    case "Float":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "String":
      return typeof value === "string";
    case "Enum":
      return upstreamValues.some((each) => each === value);
    case "Object":
      return isMembers(value);
  }
}

/** "a whole number from 1 to 50", "one of H, M, L" */
function expected(parameter: ModelParameter): string {
  const { type, range, upstreamValues } = parameter;
  if (range !== null && isStated(parameter)) return describeRange(range);
  const [only, ...others] = upstreamValues;
  switch (type) {
    case "Int":
      return "a whole number";
    case "Float":
      return "a number";
    case "Boolean":
      return "true or false";
    case "String":
      return "a text";
    case "Enum":
      return others.length === 0 ? String(only) : `one of ${upstreamValues.join(", ")}`;
    case "Object":
      return "an object";
  }
}

/** A bound that is only assumed must not keep anyone from a value that the model may take. */
function isStated({ evidence }: ModelParameter): boolean {
  return evidence !== "ASSUMED";
}

function areaViolations({ area }: ImageModel, parameters: Members): ParameterViolation[] {
  const [width, height] = [own(parameters, "width") ?? null, own(parameters, "height") ?? null];
  if (area === null || !isNumberOrNull(width) || !isNumberOrNull(height)) return [];
  const message = checkArea(width, height, area);
  if (message === null) return [];
  return [{ path: ["parameters", width === null ? "height" : "width"], constraint: "area", message }];
}

function isNumberOrNull(value: unknown): value is number | null {
  return value === null || typeof value === "number";
}

/** Within an object that points at a picture, the index is 0: any other means a picture that TOS does not carry. */
function checkPictureIndexes(model: ImageModel, parameters: Members): ParameterViolation[] {
  return model.pictureIndexes.flatMap((upstreamName) =>
    places({ upstreamName }, model, parameters, new Map())
      .filter(({ value }) => value !== 0)
      .map(({ path }) => ({
        path,
        constraint: "onePicture",
        message: "must be 0, the source: TOS gives a model one picture",
      })),
  );
}

function checkSpellings(model: ImageModel, parameters: Members): ParameterViolation[] {
  const [kept, ...others] = writtenSteps(model, parameters);
  return others.map((name) => ({
    path: ["parameters", name],
    constraint: "spelling",
    message: `must not be given beside ${kept}: both are the steps`,
  }));
}

function own(members: Members, name: string): unknown {
  return Object.hasOwn(members, name) ? members[name] : undefined;
}

function isMembers(value: unknown): value is Members {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
