/**
 * Every fault that the emulator can inject, times every call that a field of the API makes. Whatever happens, the answer is typed,
 * comes within its deadline, tells the truth about what was done, and takes nothing else with it; and no generation is paid for twice.
 * Here are those that end by themselves; fault-matrix-stalls.test.ts has the others.
 */
import { getIntrospectionQuery, type IntrospectionQuery } from "graphql";
import { describe, expect, it } from "vitest";
import { EFFECT_KINDS } from "../../src/emulator/injection/read-rule.js";
import { FAULTS, type Fault } from "../helpers/faults/effects.js";
import { describeMatrix } from "../helpers/faults/matrix.js";
import { EMULATED, LOCAL_FIELDS, ROWS, titleOf, UNUSED_OPERATIONS } from "../helpers/faults/rows.js";

const bench = describeMatrix(Object.entries<Fault>(FAULTS).filter(([, { stalls }]) => !stalls));

describe("the matrix", () => {
  it("has a row for every field of the API, or names it as one that calls nobody", async () => {
    const response = await fetch(await bench().apiUrl(), {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ query: getIntrospectionQuery() }),
    });
    const { data } = (await response.json()) as { data: IntrospectionQuery };
    const fields = data.__schema.types.flatMap((type) =>
      type.kind === "OBJECT" && ["Query", "Mutation"].includes(type.name)
        ? type.fields.map(({ name }) => `${type.name}.${name}`)
        : [],
    );
    const known = [...LOCAL_FIELDS, ...new Set(ROWS.map(({ field }) => field))];
    expect([...known].sort()).toEqual([...fields].sort());
  });

  it("has a row for every operation of the client, or names it as one that no field calls", () => {
    const used = new Set(ROWS.map(({ operation }) => operation));
    expect([...used, ...UNUSED_OPERATIONS].sort()).toEqual(Object.keys(EMULATED).sort());
  });

  it("has every kind of fault that the emulator can inject", () => {
    const kinds = new Set(Object.values<Fault>(FAULTS).map(({ effect }) => effect.kind));
    expect([...kinds].sort()).toEqual([...EFFECT_KINDS].sort());
  });

  it("names its cases once", () => {
    const titles: string[] = ROWS.map(titleOf);
    expect(new Set(titles).size).toBe(titles.length);
  });
});
