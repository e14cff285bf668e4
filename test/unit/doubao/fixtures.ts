import { readdirSync, readFileSync } from "node:fs";
import { readReply } from "../../../src/doubao/reply.js";
import type { ModelReport } from "../../../src/doubao/report.js";

const FOLDER = new URL("../../fixtures/doubao/", import.meta.url);

/**
 * The text of a reply, as documented or recorded. Of `gateway-*` and `infer-context` only the members' names and
 * shapes are: no whole reply is published.
 */
export function fixture(name: string): string {
  return readFileSync(new URL(`${name}.json`, FOLDER), "utf8");
}

/** Every reply, by name. */
export function allFixtures(): ReadonlyMap<string, string> {
  const names = readdirSync(FOLDER).map((file) => file.replace(/\.json$/, ""));
  return new Map(names.map((name) => [name, fixture(name)]));
}

/** A reply that is a report; anything else is an error. */
export function readEnvelope(body: string): { report: ModelReport; unrecognised: readonly string[] } {
  const reply = readReply(body);
  if (reply.kind !== "report") throw new Error(`read as ${reply.kind}`);
  return { report: reply.report, unrecognised: reply.unrecognised };
}

/** {@link readEnvelope} for the text of the `data` of a success. */
export function readData(data: string): { report: ModelReport; unrecognised: readonly string[] } {
  return readEnvelope(`{"code":10000,"data":${data}}`);
}

/** A report of a reply that says nothing. */
export const NOTHING: Omit<ModelReport, "rawJson"> = {
  code: null,
  modelStatus: null,
  message: null,
  requestId: null,
  algorithmRequestId: null,
  taskId: null,
  taskStatus: null,
  taskStatusText: null,
  elapsedMs: null,
  elapsedText: null,
  algorithm: null,
  comfyuiCost: null,
  pipeline: null,
  controlNets: [],
  styleReference: null,
  etta: null,
  imageUrls: [],
  binaryData: [],
  prompt: null,
  customPrompt: null,
  promptTranslated: null,
  seed: null,
  ddimSteps: null,
  scale: null,
  width: null,
  height: null,
  returnUrl: null,
  logo: null,
  llmResult: null,
  peResult: null,
  predictTagsResult: null,
  rephraserResult: null,
  vlmResult: null,
  responseData: null,
};
