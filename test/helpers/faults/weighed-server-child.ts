/** The API in a process of its own, which tells what it holds on to: see fault-leaks.test.ts. Run with `--expose-gc`. */
import { startApp } from "../../../src/app.js";
import { readConfig } from "../../../src/config.js";

const [upstream = ""] = process.argv.slice(2);
const app = await startApp(
  readConfig({
    PORT: "0",
    LOG_LEVEL: "silent",
    TOS_ENDPOINT: upstream,
    TOS_ACCESS_KEY: "testAK",
    TOS_SECRET_KEY: "testSK",
    TOS_BUCKET: "healthy",
    TOS_TIMEOUT_MS: "1000",
    GENERATION_TIMEOUT_MS: "1000",
    STYLE_CACHE_TTL_MS: "0",
    // Open, it would keep most calls from being made, and so from failing.
    TOS_BREAKER: "off",
    METRICS: "on",
    METRICS_PORT: "0",
  }),
);

/** What is alive, in bytes, and what the event loop waits for, by kind. */
async function weigh() {
  // What a finalizer or a closing socket still holds goes with the next turns.
  for (let turn = 0; turn < 4; turn++) {
    global.gc?.();
    await new Promise(setImmediate);
  }
  const resources: Record<string, number> = {};
  for (const kind of process.getActiveResourcesInfo()) resources[kind] = (resources[kind] ?? 0) + 1;
  const { heapUsed, external } = process.memoryUsage();
  const { user, system } = process.cpuUsage();
  return { heapBytes: heapUsed + external, resources, cpuMs: (user + system) / 1000 };
}

process.on("message", async (message) => {
  if (message === "weigh") return process.send?.(await weigh());
  // Nothing else is to hold the process: it ends by itself.
  await app.close();
  process.disconnect();
});
process.send?.({ url: app.url });
