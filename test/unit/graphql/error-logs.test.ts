import { GraphQLError } from "graphql";
import { pino } from "pino";
import { beforeEach, expect, it } from "vitest";
import { createErrorLogs } from "../../../src/graphql/error-logs.js";
import { TosTimeoutError } from "../../../src/tos/errors.js";

const written: string[] = [];
const log = pino({ base: null }, { write: (line: string) => void written.push(line) });
const lines = () => written.map((line) => JSON.parse(line) as Record<string, unknown>);
const timeout = new TosTimeoutError("HeadObject", { sent: true, idempotent: true, timeoutMs: 1000 });

beforeEach(() => {
  written.length = 0;
});

it("an error that Apollo has met is logged with what the log of its request holds", async () => {
  const { plugin, of } = createErrorLogs(log);
  const [mine, theirs] = [new GraphQLError("mine"), new GraphQLError("theirs")];
  const listener = await plugin.requestDidStart?.({} as never);
  for (const [requestId, error] of [
    ["r1", mine],
    ["r2", theirs],
  ] as const) {
    await listener?.didEncounterErrors?.({
      errors: [error],
      contextValue: { log: log.child({ requestId }) },
    } as never);
  }
  of(mine).fault(new Error("a fault"), "e1");
  of(theirs).upstream(timeout);
  of(new GraphQLError("of nobody")).upstream(timeout);
  expect(lines()).toMatchObject([
    { level: 50, requestId: "r1", errorId: "e1", err: { message: "a fault" }, msg: "internal error" },
    {
      level: 40,
      requestId: "r2",
      code: "TOS_TIMEOUT",
      reason: "HeadObject did not finish within 1000 ms",
      tosRequestId: null,
      msg: "a field failed for TOS",
    },
    { level: 40 },
  ]);
  expect(lines()[2]).not.toHaveProperty("requestId");
});

it.each([[undefined], [null], ["text"], [{}], [{ log: () => {} }], [{ log: {} }]])(
  "a context without a log, %j, has the common one",
  (context) => {
    createErrorLogs(log).in(context).upstream(timeout);
    expect(lines()).toMatchObject([{ level: 40, code: "TOS_TIMEOUT" }]);
  },
);
