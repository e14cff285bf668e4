import { expect, test } from "vitest";
import { readReply } from "../../../src/doubao/reply.js";
import { isSuccess, type ModelReport } from "../../../src/doubao/report.js";
import { fixture, NOTHING, readEnvelope } from "./fixtures.js";

interface Case {
  readonly title: string;
  readonly name: string;
  readonly report: Omit<ModelReport, "rawJson">;
}

const CASES: readonly Case[] = [
  {
    title: "a text refusal with null data is a report with the code",
    name: "failure-text-blocked",
    report: {
      ...NOTHING,
      code: 50413,
      modelStatus: 50413,
      message: "Post Text Risk Not Pass",
      requestId: "202511281418218670D408837A9B0EB58F",
      elapsedMs: 36.799829,
      elapsedText: "36.799829ms",
    },
  },
  {
    title: "an access refusal's microseconds are read",
    name: "failure-access-denied",
    report: {
      ...NOTHING,
      code: 50400,
      modelStatus: 50400,
      message: "Access Denied: Internal Error",
      requestId: "202511171641385B43590F14DD79C89049",
      elapsedMs: 0.103592,
      elapsedText: "103.592\u00b5s",
    },
  },
  {
    title: "a refusal of the input is a report with the code",
    name: "failure-input-invalid",
    report: {
      ...NOTHING,
      code: 50215,
      modelStatus: 50215,
      message: "Input invalid for this service.",
      requestId: "...",
      elapsedMs: 30.019409,
      elapsedText: "30.019409ms",
    },
  },
  {
    title: "a failed task's callback has its id at the top and an empty resp_data",
    name: "failure-callback",
    report: {
      ...NOTHING,
      code: 50215,
      modelStatus: 50215,
      message: "Input invalid for this service.",
      requestId: "20260122141710E69441A0883C66BBE1",
      taskId: "1016263xxxxx45545367",
      elapsedMs: 10.974197,
      elapsedText: "10.974197ms",
      responseData: "",
    },
  },
  {
    title: "a gateway error that carries a model code is a report with that code",
    name: "gateway-model-code",
    report: {
      ...NOTHING,
      code: 50215,
      message: "Input invalid for this service.",
      requestId: "202508041824546C706D98EEFEF37CE4C7",
    },
  },
];

test.each(CASES)("$title", ({ name, report: expected }) => {
  const reply = readEnvelope(fixture(name));
  const { rawJson, ...report } = reply.report;
  expect(report).toEqual(expected);
  expect(reply.unrecognised).toEqual([]);
  expect(isSuccess(reply.report)).toBe(false);
  expect(rawJson).toBe(fixture(name).trim());
});

test("a gateway refusal keeps its code, number, text and request id", () => {
  expect(readReply(fixture("gateway-error"))).toEqual({
    kind: "gateway-error",
    code: "SignatureDoesNotMatch",
    codeNumber: 100010,
    message: "The request signature we calculated does not match the signature you provided.",
    requestId: "202508041824546C706D98EEFEF37CE4C7",
  });
});
