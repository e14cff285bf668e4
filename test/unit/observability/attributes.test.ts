import * as conventions from "@opentelemetry/semantic-conventions/incubating";
import { expect, it } from "vitest";
import { CONVENTIONAL, OWN } from "../../../src/observability/attributes.js";

it("names attributes as the semantic conventions do", () => {
  const published = conventions as unknown as Readonly<Record<string, unknown>>;
  for (const [name, value] of Object.entries(CONVENTIONAL))
    expect(published[`ATTR_${name}`], name).toBe(value);
});

it("has names of its own that mean nothing else there", () => {
  const published = new Set<unknown>(Object.values(conventions));
  for (const name of Object.values(OWN)) expect(published.has(name), name).toBe(false);
});
