/** One cell of the matrix. */
import { expect } from "vitest";
import type { RequestRecord } from "../../../src/emulator/injection/request-log.js";
import { type Bench, HASTY, PATIENT, prepare } from "./bench.js";
import { keptBeside } from "./document.js";
import type { Fault, Meets } from "./effects.js";
import { EMULATED, type Place, type Row } from "./rows.js";

/** What a busy machine may add to a deadline, in milliseconds. */
const MARGIN_MS = 1500;

/** After these the failure tells the id of the reply. */
const ANSWERED: readonly Meets[] = [
  "denied",
  "throttled",
  "failed",
  "refused",
  "noBucket",
  "strayPage",
  "unreadable",
];

/** Puts the row's call under the fault, and holds the answer, the calls that were made and what has become of things to each other. */
export async function meet(bench: Bench, row: Row, place: Place, fault: Fault): Promise<void> {
  const times = fault.stalls ? HASTY : PATIENT;
  await prepare(bench, row, place);
  await bench.route(place.bucket, times);
  const rules = inject(bench, row, place, fault);
  const before = recordsOf(bench, place).length;
  const answer = await bench.ask(row, place, times);
  for (const id of rules) bench.emulator.faults.remove(id);
  const records = recordsOf(bench, place).slice(before);

  const met = fault.meets[row.form];
  expect(row.answers[met].split(" | "), `the answer is: ${answer.line}`).toContain(answer.line);
  const isLost = row.takesAll !== undefined && /^[A-Z_]+$/.test(answer.line);
  expect([answer.kept, answer.strayErrors]).toEqual([isLost ? undefined : keptBeside(row), []]);
  const allowedMs = isGeneration(row) ? times.generationMs : times.readMs;
  expect(answer.ms).toBeLessThan(allowedMs + MARGIN_MS);

  const hits = records.filter(({ fault: kind }) => kind === fault.effect.kind);
  expect(hits.length).toBeGreaterThan(0);
  if (answer.tosRequestId !== undefined && ANSWERED.includes(met) && !row.withoutId?.includes(met)) {
    expect(answer.tosRequestId).toBe(fault.hasId ? hits.at(-1)?.requestId : null);
  }
  expectPaidOnce(records, met === "throttled");
  await expectTruth(bench, row, place, answer.line);
}

/** Returns the ids of the rules. */
function inject(bench: Bench, row: Row, place: Place, { effect }: Fault): string[] {
  const key = row.key?.(place);
  const target = {
    operation: EMULATED[row.operation],
    bucket: place.bucket,
    ...(key !== undefined && { key }),
  };
  const spared = row.spared ?? 0;
  const rules =
    spared === 0 ? [] : [{ ...target, count: spared, effect: { kind: "delay-headers", ms: 0 } } as const];
  return [...rules, { ...target, count: "always", effect } as const].map(
    (rule) => bench.emulator.faults.add(rule).id,
  );
}

function recordsOf(bench: Bench, { bucket }: Place): readonly RequestRecord[] {
  return bench.emulator.requests.all().filter((record) => record.bucket === bucket);
}

function isGeneration({ field }: Row): boolean {
  return /generat/i.test(field);
}

/** One paid call for the one accepted generation, but where TOS has said that those before did not start. */
function expectPaidOnce(records: readonly RequestRecord[], throttled: boolean): void {
  const paid = records.filter(({ operation }) => /^(?:Image|Text)ToImage$/.test(operation ?? ""));
  const started = throttled ? paid.filter(({ fault }) => fault !== "status") : paid;
  expect(started.length).toBeLessThanOrEqual(1);
}

/** What the answer says of pictures and styles is what has become of them. */
async function expectTruth(
  bench: Bench,
  { field }: Row,
  { bucket, name }: Place,
  line: string,
): Promise<void> {
  if (/^Mutation\.generate/.test(field)) {
    const isThere = (await bench.tos.headObject(bucket, `${name}.out.jpg`)) !== null;
    const [first = ""] = line.split("; ");
    if (first.startsWith("GeneratedImage")) expect(isThere).toBe(true);
    else if (isThere) expect(first).toContain("MAY_CHARGE_AGAIN");
  }
  if (field === "Mutation.deleteImage" && line === "DeletedImage") {
    expect(await bench.tos.headObject(bucket, name)).toBeNull();
  }
  if (/ProcessingStyle$/.test(field) && field.startsWith("Mutation")) {
    const content = (await bench.tos.getImageStyle(bucket, name))?.content ?? null;
    const before = field.includes("create") ? null : "image/resize,w_16";
    const after = field.includes("delete") ? null : "image/rotate,90";
    if (line.endsWith("unchanged")) expect(content).toBe(before);
    else if (!line.startsWith("ProcessingStyle")) expect(content).toBe(after);
  }
}
