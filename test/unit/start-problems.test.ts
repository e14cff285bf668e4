import { expect, it } from "vitest";
import { tracingLoadProblem } from "../../src/start-problems.js";

it("names the packages that traces need where they are not installed", () => {
  const error = new Error(
    "Cannot find package '@opentelemetry/sdk-trace-node'\nRequire stack:\n- /somewhere",
  );
  expect(tracingLoadProblem(error)).toBe(
    "OTEL_EXPORTER_OTLP_ENDPOINT cannot be set: the optional packages @opentelemetry/sdk-trace-node, @opentelemetry/resources and @opentelemetry/exporter-trace-otlp-proto are not installed (Cannot find package '@opentelemetry/sdk-trace-node'); install them, or without --omit=optional",
  );
});
