import { expect, it } from "vitest";
import { createRetryBudget } from "../../../../src/tos/resilience/retry-budget.js";

function setUp(): {
  budget: ReturnType<typeof createRetryBudget>;
  pass(ms: number): void;
  takeAll(): number;
} {
  let time = 0;
  const budget = createRetryBudget({ now: () => time });
  return {
    budget,
    pass(ms) {
      time += ms;
    },
    takeAll() {
      let taken = 0;
      while (budget.take()) taken += 1;
      return taken;
    },
  };
}

it("a quiet server has three repetitions in three minutes", () => {
  const { budget, pass, takeAll } = setUp();
  budget.called();
  expect(takeAll()).toBe(3);
  pass(179_000);
  expect(takeAll()).toBe(0);
  pass(11_000);
  expect(takeAll()).toBe(3);
});

it("a busy one has one for each ten calls, whenever in the window they were made", () => {
  const { budget, pass, takeAll } = setUp();
  for (let second = 0; second < 100; second++) {
    for (let call = 0; call < 10; call++) budget.called();
    pass(1_000);
  }
  expect(takeAll()).toBe(100);
  for (let call = 0; call < 10; call++) budget.called();
  expect(takeAll()).toBe(1);
});

it("calls of long ago give none", () => {
  const { budget, pass, takeAll } = setUp();
  for (let call = 0; call < 1_000; call++) budget.called();
  pass(200_000);
  expect(takeAll()).toBe(3);
});
