import { expect, it } from "vitest";
import { type AttemptEnd, type CallObserver, tellAll } from "../../../src/tos/call-observer.js";

const unexpected = (error: unknown): never => {
  throw error;
};

it("an observer that throws costs neither the call nor the others, and is told of", () => {
  const told: string[] = [];
  const faults: unknown[] = [];
  const fault = new Error("a bug");
  const faulty = (): never => {
    throw fault;
  };
  const other: CallObserver = {
    attempt: () => ({ ended: () => told.push("ended") }),
    retrying: () => told.push("retrying"),
    retryDenied: () => told.push("denied"),
    breakerChanged: () => told.push("changed"),
  };
  const first = { attempt: faulty, retrying: faulty, retryDenied: faulty, breakerChanged: faulty };
  const all = tellAll([first, { attempt: () => ({ ended: faulty }) }, other], (error) => faults.push(error));
  all
    .attempt?.({ operation: "ImageToImage", method: "GET", origin: "http://a.b", bucket: "a" })
    ?.ended({ kind: "reply", status: 200, requestId: null });
  all.retrying?.("ImageToImage", 5);
  all.retryDenied?.("ImageToImage");
  all.breakerChanged?.("ImageToImage", "open");
  expect(told).toEqual(["ended", "retrying", "denied", "changed"]);
  expect(faults).toEqual([fault, fault, fault, fault, fault]);
});

it("tells every observer, and sends along the headers of all", () => {
  const told: unknown[] = [];
  const observer = (name: string): CallObserver => ({
    attempt: () => ({ headers: { [name]: "1" }, ended: (end) => told.push([name, end.kind]) }),
    retrying: (operation, delayMs) => told.push([name, operation, delayMs]),
    breakerChanged: (operation, state) => told.push([name, operation, state]),
  });
  const all = tellAll(
    [observer("a"), { retryDenied: (operation) => told.push(["b", operation]) }, observer("c")],
    unexpected,
  );
  const end: AttemptEnd = { kind: "reply", status: 200, requestId: null };
  const attempt = all.attempt?.({
    operation: "HeadObject",
    method: "HEAD",
    origin: "http://a.b",
    bucket: "a",
  });
  expect(attempt?.headers).toEqual({ a: "1", c: "1" });
  attempt?.ended(end);
  all.retrying?.("HeadObject", 5);
  all.retryDenied?.("HeadObject");
  all.breakerChanged?.("HeadObject", "open");
  expect(told).toEqual([
    ["a", "reply"],
    ["c", "reply"],
    ["a", "HeadObject", 5],
    ["c", "HeadObject", 5],
    ["b", "HeadObject"],
    ["a", "HeadObject", "open"],
    ["c", "HeadObject", "open"],
  ]);
});
