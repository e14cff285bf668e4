import { createTraceState } from "@opentelemetry/api";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTraceContext, writeTraceContext } from "../../../src/observability/w3c-trace-context.js";

const TRACE = "0af7651916cd43dd8448eb211c80319c";
const SPAN = "b7ad6b7169203331";

describe("reading the context of a trace", () => {
  it.each([
    ["a sampled one", `00-${TRACE}-${SPAN}-01`, 1],
    ["one that is not sampled", `00-${TRACE}-${SPAN}-00`, 0],
    ["one with flags that are not known yet", `00-${TRACE}-${SPAN}-ff`, 1],
    ["one of a later version, with more", `cc-${TRACE}-${SPAN}-01-what-comes`, 1],
    ["one with spaces around", ` 00-${TRACE}-${SPAN}-01 `, 1],
  ])("takes %s", (_title, traceparent, traceFlags) => {
    expect(readTraceContext({ traceparent })).toEqual({
      traceId: TRACE,
      spanId: SPAN,
      traceFlags,
      isRemote: true,
    });
  });

  it.each([
    ["of a trace that is zero", `00-${"0".repeat(32)}-${SPAN}-01`],
    ["of a span that is zero", `00-${TRACE}-${"0".repeat(16)}-01`],
    ["of a version that there is never", `ff-${TRACE}-${SPAN}-01`],
    ["of version 00 with more", `00-${TRACE}-${SPAN}-01-more`],
    ["in upper case", `00-${TRACE.toUpperCase()}-${SPAN}-01`],
    ["that is given twice", `00-${TRACE}-${SPAN}-01, 00-${TRACE}-${SPAN}-01`],
    ["that is too short", `00-${TRACE.slice(1)}-${SPAN}-01`],
    ["that is empty", ""],
  ])("refuses one %s", (_title, traceparent) => {
    expect(readTraceContext({ traceparent })).toBeNull();
  });

  it("is nothing without the header, and anything but well-formed ones never throws", () => {
    expect(readTraceContext({ tracestate: "a=1" })).toBeNull();
    fc.assert(
      fc.property(fc.string(), fc.string(), (traceparent, tracestate) => {
        readTraceContext({ traceparent, tracestate });
        readTraceContext({ traceparent: `00-${TRACE}-${SPAN}-01`, tracestate });
      }),
    );
  });
});

it("reads what it has written, with the state that vendors keep there", () => {
  const hex = (length: number) =>
    fc
      .array(fc.integer({ min: 0, max: 15 }), { minLength: length, maxLength: length })
      .filter((digits) => digits.some((digit) => digit > 0))
      .map((digits) => digits.map((digit) => digit.toString(16)).join(""));
  const states = fc.constantFrom("", "a=1", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
  fc.assert(
    fc.property(hex(32), hex(16), fc.constantFrom(0, 1), states, (traceId, spanId, traceFlags, state) => {
      const traceState = state === "" ? undefined : createTraceState(state);
      const headers = writeTraceContext({ traceId, spanId, traceFlags, ...(traceState && { traceState }) });
      expect(headers.tracestate ?? "").toBe(state);
      expect(readTraceContext(headers)).toMatchObject({ traceId, spanId, traceFlags, isRemote: true });
    }),
  );
});
