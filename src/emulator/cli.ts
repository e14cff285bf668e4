/** `npm run emulator`: an emulator in a process of its own, until SIGINT or SIGTERM. */
import { resolve } from "node:path";
import { parseCliOptions, USAGE } from "./cli-options.js";
import { createEmulator, EMULATOR_CREDENTIALS } from "./emulator.js";

try {
  const options = parseCliOptions(process.argv.slice(2));
  if (options === null) process.stdout.write(USAGE);
  else await run(options);
} catch (error) {
  process.stderr.write(`emulator: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

async function run(options: NonNullable<ReturnType<typeof parseCliOptions>>): Promise<void> {
  const emulator = await createEmulator({
    ...options,
    log: (message) => process.stderr.write(`emulator: ${message}\n`),
  });
  process.stdout.write(`TOS emulator on ${emulator.url}
  access key   ${EMULATOR_CREDENTIALS.accessKeyId}
  secret key   ${EMULATOR_CREDENTIALS.secretAccessKey}
  buckets      ${emulator.buckets().join(", ") || "none"}
  data         ${resolve(options.dataFolder)}
`);
  const stop = (): void => {
    void emulator.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
