#!/usr/bin/env node
/** The process: configuration, start, signals, exit codes. */
import { type App, startApp } from "./app.js";
import { ConfigError, readConfig } from "./config.js";

/** A request to paste, over the emulator's sample bucket: the API page's own example (docs/6349/1545409). */
const EXAMPLE = {
  query:
    "mutation ($input: GenerateImageInput!) { generateImage(input: $input) { __typename ... on GeneratedImage { image { signedUrl { url } info { width height format } } model { code message elapsedMs } } ... on GenerationFailure { code message retry } } }",
  variables: {
    input: {
      prompt: "千军万马",
      source: { bucket: "examplebucket", key: "1171.jpeg" },
      preprocess: { actions: "image/resize,w_100" },
      output: { bucket: "tostest", key: "newgen.jpg", postprocess: { actions: "image/rotate,90" } },
      model: { i2iXlSft: {} },
    },
  },
};

let app: App | undefined;
try {
  const config = readConfig(process.env);
  const started = await startApp(config);
  app = started;
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void stop(started));
  if (started.emulatorUrl !== null) process.stdout.write(banner(started.url, started.emulatorUrl));
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  await app?.close();
  process.exitCode = 1;
}

async function stop(running: App): Promise<void> {
  // A second signal of the same kind finds no handler of ours any more and ends the process at once.
  await running.close();
}

/** For newcomers: an operator of the real service reads the log. */
function banner(url: string, emulatorUrl: string): string {
  return `
tos-image-graphql serves   ${url}
in front of its emulator   ${emulatorUrl} (set TOS_ACCESS_KEY and TOS_SECRET_KEY for the real service)

Paste this to generate a picture:

curl -s ${url} -H 'content-type: application/json' -d '${JSON.stringify(EXAMPLE)}'

`;
}

function startProblem(error: unknown): string {
  if (error instanceof ConfigError) return error.message;
  return `The server could not start: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`;
}
