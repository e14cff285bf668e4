import "../../helpers/property-seed.js";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFairQueue, type FairQueue } from "../../../src/generation/fair-queue.js";

function filled(names: readonly string[]): FairQueue<string> {
  const queue = createFairQueue<string>();
  for (const name of names) queue.add(name.charAt(0), name);
  return queue;
}

function drain(queue: FairQueue<string>): string[] {
  const taken: string[] = [];
  for (let next = queue.take(); next !== undefined; next = queue.take()) taken.push(next);
  return taken;
}

describe("a fair queue", () => {
  it.each([
    ["one principal, in its order", ["a1", "a2", "a3"], ["a1", "a2", "a3"]],
    ["two, in turns", ["a1", "a2", "a3", "b1", "b2"], ["a1", "b1", "a2", "b2", "a3"]],
    [
      "three, of which one has more than the others",
      ["a1", "a2", "b1", "c1", "a3"],
      ["a1", "b1", "c1", "a2", "a3"],
    ],
    ["nobody", [], []],
  ])("serves %s", (_who, added, served) => {
    expect(drain(filled(added))).toEqual(served);
  });

  it("serves one that comes with fifty before it next but one", () => {
    const queue = filled(Array.from({ length: 50 }, (_, index) => `a${index}`));
    expect(queue.take()).toBe("a0");
    queue.add("b", "b0");
    expect([queue.take(), queue.take()]).toEqual(["a1", "b0"]);
  });

  it("lets anyone go, once, wherever it stands", () => {
    const queue = filled(["a1"]);
    const second = queue.add("a", "a2");
    const only = queue.add("b", "b1");
    queue.add("a", "a3");
    expect([queue.remove(second), queue.remove(only), queue.size]).toEqual([true, true, 2]);
    expect([queue.remove(second), queue.size]).toEqual([false, 2]);
    expect(drain(queue)).toEqual(["a1", "a3"]);
    expect(queue.size).toBe(0);
  });

  it("gives a principal whose line had ended a place behind the others", () => {
    const queue = filled(["a1", "b1", "b2"]);
    expect(queue.take()).toBe("a1");
    queue.add("a", "a2");
    expect(drain(queue)).toEqual(["b1", "a2", "b2"]);
  });
});

/** The same by arrays: the lines of principals in the order of their turns. */
function slowQueue() {
  const lines: { principal: string; waiting: number[] }[] = [];
  const drop = (line: (typeof lines)[number]) => lines.splice(lines.indexOf(line), 1);
  return {
    add(principal: string, value: number) {
      const line = lines.find((one) => one.principal === principal);
      if (line === undefined) lines.push({ principal, waiting: [value] });
      else line.waiting.push(value);
    },
    take() {
      const line = lines[0];
      if (line === undefined) return undefined;
      const value = line.waiting.shift();
      drop(line);
      if (line.waiting.length > 0) lines.push(line);
      return value;
    },
    remove(value: number) {
      const line = lines.find(({ waiting }) => waiting.includes(value));
      if (line === undefined) return false;
      line.waiting.splice(line.waiting.indexOf(value), 1);
      if (line.waiting.length === 0) drop(line);
      return true;
    },
  };
}

it("does what a queue of arrays does, whatever comes and goes", () => {
  const step = fc.oneof(
    fc.record({ add: fc.constantFrom("a", "b", "c", "d") }),
    fc.constant("take" as const),
    fc.record({ remove: fc.nat(60) }),
  );
  fc.assert(
    fc.property(fc.array(step, { maxLength: 60 }), (steps) => {
      const queue = createFairQueue<number>();
      const expected = slowQueue();
      const tickets: ReturnType<typeof queue.add>[] = [];
      for (const one of steps) {
        if (one === "take") expect(queue.take()).toBe(expected.take());
        else if ("add" in one) {
          expected.add(one.add, tickets.length);
          tickets.push(queue.add(one.add, tickets.length));
        } else {
          const ticket = tickets[one.remove];
          if (ticket !== undefined) expect(queue.remove(ticket)).toBe(expected.remove(ticket.value));
        }
      }
      for (let value = expected.take(); value !== undefined; value = expected.take()) {
        expect(queue.take()).toBe(value);
      }
      expect([queue.take(), queue.size]).toEqual([undefined, 0]);
    }),
  );
});

it("takes and lets go in the same time, however many principals and waiters there are", () => {
  const SIZE = 200_000;
  const queue = createFairQueue<number>();
  const tickets = Array.from({ length: SIZE }, (_, index) => queue.add(`p${index % (SIZE / 2)}`, index));
  // From the end, where a search from the front would take longest: 4 * 10^10 steps.
  for (const ticket of tickets.slice(SIZE / 2).reverse()) queue.remove(ticket);
  let taken = 0;
  while (queue.take() !== undefined) taken++;
  expect(taken).toBe(SIZE / 2);
});
