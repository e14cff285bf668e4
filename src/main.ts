#!/usr/bin/env node
/** The process: configuration, start, exit codes. */
import { type RunningApp, startApp } from "./app.js";
import { ConfigError, readConfig } from "./config.js";
import { createLifecycle } from "./lifecycle.js";

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

const lifecycle = createLifecycle({
  process,
  exit: (code) => process.exit(code),
  print: (text) => process.stderr.write(text),
});
let app: RunningApp | undefined;
try {
  const config = readConfig(process.env);
  app = await startApp(config);
  lifecycle.started(app, config.process.shutdown);
  if (app.emulatorUrl !== null) process.stdout.write(banner(app.url, app.emulatorUrl));
} catch (error) {
  process.stderr.write(`${startProblem(error)}\n`);
  await app?.close();
  process.exitCode = 1;
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
