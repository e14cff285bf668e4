import type { OtherModelRequest } from "../other-model.js";
import type { ParameterViolation } from "../parameter-violation.js";
import { ASYNCHRONOUS_REQ_KEYS } from "./asynchronous.js";
import { findModel, modelsByReqKey } from "./catalogue.js";
import { checkOpenParameters } from "./check-open.js";
import type { ModelTask } from "./image-model.js";

const MAKES: Readonly<Record<ModelTask, string>> = {
  IMAGE_TO_IMAGE: "a picture of a picture and a prompt: this one makes pictures of text alone",
  TEXT_TO_IMAGE: "a picture of text alone: this one needs a source picture",
};

/**
 * What the catalogue knows against a request in the open form: a model that does not fit the task or that TOS cannot
 * carry, and its parameters. Empty for a model that is not in the catalogue.
 */
export function checkByCatalogue(request: OtherModelRequest, task: ModelTask): ParameterViolation[] {
  const { reqKey } = request;
  const parameters = request.parameters ?? {};
  const reason = refusal(reqKey, parameters.model_version, task);
  if (reason !== null) return [{ path: ["reqKey"], ...reason }];
  const model = findModel(reqKey, parameters.model_version);
  return model === null ? [] : checkOpenParameters(model, parameters);
}

function refusal(reqKey: string, modelVersion: unknown, task: ModelTask) {
  if (ASYNCHRONOUS_REQ_KEYS.has(reqKey)) {
    return {
      constraint: "synchronousModel",
      message: "must be another model: this one answers with a task only, and TOS waits for a picture",
    };
  }
  const named = findModel(reqKey, modelVersion);
  const meant = named === null ? modelsByReqKey(reqKey) : [named];
  const [first] = meant;
  if (first === undefined) return null;
  if (meant.every((model) => model.refusal !== null)) {
    return { constraint: "usableModel", message: `must be another model: this one ${first.refusal}` };
  }
  if (meant.some(({ tasks }) => tasks.includes(task))) return null;
  return { constraint: "modelTask", message: `must be a model that makes ${MAKES[task]}` };
}
