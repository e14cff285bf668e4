import { describe, expect, test } from "vitest";
import { readReply } from "../../../src/doubao/reply.js";
import type { ModelReport } from "../../../src/doubao/report.js";
import { readEnvelope } from "./fixtures.js";

const ENVELOPE =
  '{"code":10000,"data":{"task_id":17484170879463117490},"message":"Success","request_id":"20250101"}';

function reportOf(body: string): ModelReport {
  return readEnvelope(body).report;
}

describe("the envelope is found", () => {
  test.each([
    ["bare", ENVELOPE],
    ["under resp_json", `{"resp_json":${ENVELOPE}}`],
    ["under resp_json as JSON text", `{"resp_json":${JSON.stringify(ENVELOPE)}}`],
    ["under RespJson", `{"RespJson":${ENVELOPE}}`],
    ["under RespJson as JSON text", `{"RespJson":${JSON.stringify(ENVELOPE)}}`],
    ["under the gateway's Result", `{"ResponseMetadata":{"RequestId":"x"},"Result":${ENVELOPE}}`],
    [
      "under veImageX's Result.RespJson",
      `{"Result":{"ImageUrls":[],"RespJson":${JSON.stringify(ENVELOPE)}}}`,
    ],
    ["under Result as JSON text", `{"Result":${JSON.stringify(ENVELOPE)}}`],
    ["under resp_json and Result", `{"resp_json":{"ResponseMetadata":{},"Result":${ENVELOPE}}}`],
    ["under the last of repeated wrappers", `{"resp_json":{"code":1},"resp_json":${ENVELOPE}}`],
    ["under a wrapper spelled with escapes", `{"resp\\u005fjson":${ENVELOPE}}`],
    ["in a body that is JSON text in a string", JSON.stringify(ENVELOPE)],
    ["behind a byte order mark", `\ufeff${ENVELOPE}`],
    ["among white space", `\r\n ${ENVELOPE} \n`],
    ["with text around it", `data: ${ENVELOPE} (end)`],
    ["beside an error of null", `{"ResponseMetadata":{"Error":null},"Result":${ENVELOPE}}`],
    ["beside an empty error", `{"ResponseMetadata":{"Error":{}},"Result":${ENVELOPE}}`],
    ["beside a Result of null", `{"resp_json":${ENVELOPE},"Result":null}`],
  ])("%s", (_, body) => {
    const report = reportOf(body);
    expect(report).toMatchObject({ code: 10000, taskId: "17484170879463117490", requestId: "20250101" });
    expect(report.rawJson).toBe(ENVELOPE);
  });

  test("beside gateway metadata, even when that has an error, if it has a code", () => {
    const body = `{"ResponseMetadata":{"Error":{"Code":"X"}},${ENVELOPE.slice(1)}`;
    expect(reportOf(body)).toMatchObject({ code: 10000, rawJson: body });
  });

  test.each(["code", "data", "message", "status", "request_id"])("with %s as its only member", (name) => {
    expect(reportOf(`{"${name}":null}`).rawJson).toBe(`{"${name}":null}`);
  });
});

describe("a body without envelope is unreadable", () => {
  test.each([
    ["", "EMPTY"],
    [" \n\t", "EMPTY"],
    ["\ufeff", "EMPTY"],
    ["<html><head><title>504 Gateway Time-out</title></head></html>", "HTML"],
    ['  <!DOCTYPE html><p>{"code":10000}</p>', "HTML"],
    ["<?xml version='1.0'?><Error/>", "HTML"],
    ["upstream connect error", "NOT_JSON"],
    [ENVELOPE.slice(0, -1), "NOT_JSON"],
    ["{}}{", "NOT_JSON"],
    ["}{", "NOT_JSON"],
    [`${ENVELOPE}${ENVELOPE}`, "NOT_JSON"],
    ["{'code':10000}", "NOT_JSON"],
    ["\u0000", "NOT_JSON"],
    ["null", "NOT_AN_ENVELOPE"],
    ["10000", "NOT_AN_ENVELOPE"],
    ['"text"', "NOT_AN_ENVELOPE"],
    ["[]", "NOT_AN_ENVELOPE"],
    [`[${ENVELOPE}]`, "NOT_AN_ENVELOPE"],
    ["{}", "NOT_AN_ENVELOPE"],
    ['{"resp_json":{}}', "NOT_AN_ENVELOPE"],
    ['{"resp_json":null}', "NOT_AN_ENVELOPE"],
    ['{"resp_json":"<html>"}', "NOT_AN_ENVELOPE"],
    ['{"resp_json":[1]}', "NOT_AN_ENVELOPE"],
    ['{"Code":"AccessDenied","Message":"m","RequestId":"r","HostId":"h"}', "NOT_AN_ENVELOPE"],
    ['{"__proto__":{"code":10000}}', "NOT_AN_ENVELOPE"],
    ['{"constructor":1,"toString":2}', "NOT_AN_ENVELOPE"],
    [`${'{"resp_json":'.repeat(9)}${ENVELOPE}${"}".repeat(9)}`, "NOT_AN_ENVELOPE"],
  ])("%j is %s", (body, reason) => {
    const reply = readReply(body);
    expect(reply).toMatchObject({ kind: "unreadable", reason });
    expect(Object.keys(reply)).toEqual(["kind", "reason", "message"]);
  });

  test("and a proxy's page is named by its title", () => {
    const reply = readReply("<html><TITLE>504\n Gateway Time-out</TITLE>");
    expect(reply).toMatchObject({ message: 'The reply is markup, not JSON: "504 Gateway Time-out".' });
  });

  test("and nesting a hundred thousand deep is no reason to fail", () => {
    const depth = 100_000;
    const deep = `${"[".repeat(depth)}${"]".repeat(depth)}`;
    expect(readReply(deep)).toMatchObject({ kind: "unreadable", reason: "NOT_AN_ENVELOPE" });
    expect(readReply("[".repeat(depth))).toMatchObject({ kind: "unreadable", reason: "NOT_JSON" });
    const body = `{"resp_json":{"code":10000,"data":{"task_id":99999999999999999999,"x":${deep}}}}`;
    expect(reportOf(body)).toMatchObject({ code: 10000, taskId: "99999999999999999999" });
  });
});

describe("a gateway error", () => {
  const metadata = (error: string): string => `{"ResponseMetadata":{"RequestId":"r1","Error":${error}}}`;

  test.each([
    ['{"CodeN":100009,"Code":"InvalidAccessKey","Message":"m"}', "InvalidAccessKey", 100009, "m"],
    ['{"CodeN":100009}', null, 100009, null],
    ['{"Code":"AccessDenied"}', "AccessDenied", null, null],
    ['{"Code":"100013"}', "100013", 100013, null],
    ['{"Code":"","Message":"m"}', null, null, "m"],
    ['{"CodeN":1e300,"Message":5}', null, null, null],
  ])("%s keeps what it says", (error, code, codeNumber, message) => {
    const expected = { kind: "gateway-error", code, codeNumber, message, requestId: "r1" };
    expect(readReply(metadata(error))).toEqual(expected);
    expect(readReply(`{"resp_json":${metadata(error)}}`)).toEqual(expected);
  });

  test.each(['{"Code":"50215","Message":"m"}', '{"Code":50215,"Message":"m"}'])(
    "%s with one of the model's codes is a report",
    (error) => {
      const body = metadata(error);
      expect(readReply(body)).toMatchObject({ kind: "report", unrecognised: [] });
      expect(reportOf(body)).toMatchObject({ code: 50215, message: "m", requestId: "r1", rawJson: body });
    },
  );
});
