/** An emulator in a process of its own, for tests that kill or weigh it: see emulator-process.ts. */
import { createEmulator, type EmulatorOptions } from "../../src/emulator/emulator.js";

const [options = "{}"] = process.argv.slice(2);
const emulator = await createEmulator({ samples: false, ...(JSON.parse(options) as EmulatorOptions) });

process.on("message", () => process.send?.({ maxRssBytes: process.resourceUsage().maxRSS * 1024 }));
process.on("disconnect", () => process.exit());
process.send?.({ url: emulator.url, controlUrl: emulator.controlUrl });
