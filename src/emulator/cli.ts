#!/usr/bin/env node
/** `npm run emulator`: an emulator in a process of its own, until SIGINT or SIGTERM. */
import { readFileSync } from "node:fs";
import { resolve } from "node:path";
import { readIdentities } from "./auth/identity-file.js";
import { type CliOptions, parseCliOptions, USAGE } from "./cli-options.js";
import { createEmulator, EMULATOR_CREDENTIALS } from "./emulator.js";

try {
  const options = parseCliOptions(process.argv.slice(2), process.env);
  if (options === null) process.stdout.write(USAGE);
  else await run(options);
} catch (error) {
  process.stderr.write(`emulator: ${problem(error)}\n`);
  process.exitCode = 1;
}

/** In words that name the option to change. */
function problem(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const code = "code" in error ? error.code : undefined;
  if (code === "EADDRINUSE") return "the port is in use: choose another with --port, or --control-port";
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND") return "--host is no address of this machine";
  const isFile = "syscall" in error && "path" in error;
  return isFile ? `--data or --identity-file cannot be used: ${error.message}` : error.message;
}

async function run({ identityFile, ...options }: CliOptions): Promise<void> {
  const identities =
    identityFile === undefined ? [EMULATOR_CREDENTIALS] : readIdentities(readFileSync(identityFile, "utf8"));
  const emulator = await createEmulator({
    ...options,
    identities,
    log: (message) => process.stderr.write(`emulator: ${message}\n`),
  });
  const lines = [
    `TOS emulator on ${emulator.url}`,
    ...(options.publicUrl === undefined ? [] : [`  public URL   ${options.publicUrl}`]),
    `  access key   ${identities.map(({ accessKeyId }) => accessKeyId).join(", ")}`,
    // The secrets of a file are its owner's affair; this one is no secret.
    ...(identityFile === undefined ? [`  secret key   ${EMULATOR_CREDENTIALS.secretAccessKey}`] : []),
    `  buckets      ${emulator.buckets().join(", ") || "none"}`,
    `  data         ${resolve(options.dataFolder)}`,
    ...(emulator.controlUrl === null ? [] : [`  control      ${emulator.controlUrl}`]),
  ];
  process.stdout.write(`${lines.join("\n")}\n`);
  const stop = (): void => {
    void emulator.close();
  };
  process.once("SIGINT", stop);
  process.once("SIGTERM", stop);
}
