/** The command line of `npm run emulator`, as a function of its words. */
import { parseArgs } from "node:util";
import type { EmulatorOptions } from "./emulator.js";
import { MODEL_USAGE, MODEL_WORDS, readModelWords } from "./generation/cli-words.js";
import type { ModelOptions } from "./generation/settings.js";

export const USAGE = `A local Volcengine TOS, with image processing, aigc/image_to_image and aigc/text_to_image.

  npm run emulator -- [options]             in a clone
  npx tos-image-graphql-emulator [options]  where the package is installed

  --port NUMBER              where to listen (4010); 0 takes any free port
  --host ADDRESS             127.0.0.1 unless another is given
  --data FOLDER              where buckets and objects live (.emulator)
  --latency MS               how long a generation takes, in milliseconds (0)
  --no-samples               start without the sample buckets, pictures and styles
  --identity-file FILE       whose signatures are accepted, and for what, in JSON
  --public-url URL           where clients reach it by another name than an address or
                             localhost; EMULATOR_PUBLIC_URL sets it too
  --control-port NUMBER      serve fault rules and the request log on this loopback port
${MODEL_USAGE}  --help                     this text
`;

export interface CliOptions
  extends Required<Pick<EmulatorOptions, "dataFolder" | "host" | "port" | "latencyMs" | "samples">>,
    Pick<EmulatorOptions, "publicUrl" | "controlPort">,
    ModelOptions {
  /** A path; absent for the identity that the emulator comes with. */
  readonly identityFile?: string;
}

/**
 * Null asks for the usage. Throws an Error that says what is wrong with the words.
 * @param environment where EMULATOR_PUBLIC_URL may stand, which `--public-url` overrides.
 */
export function parseCliOptions(
  words: readonly string[],
  environment: Readonly<Record<string, string | undefined>> = {},
): CliOptions | null {
  const { values } = parseArgs({
    args: [...words],
    options: {
      port: { type: "string", default: "4010" },
      host: { type: "string", default: "127.0.0.1" },
      data: { type: "string", default: ".emulator" },
      latency: { type: "string", default: "0" },
      "no-samples": { type: "boolean", default: false },
      "identity-file": { type: "string" },
      "public-url": { type: "string", default: environment.EMULATOR_PUBLIC_URL?.trim() ?? "" },
      "control-port": { type: "string" },
      ...MODEL_WORDS,
      help: { type: "boolean", short: "h", default: false },
    },
  });
  if (values.help) return null;
  return {
    port: wholeNumber("--port", values.port, 65_535),
    host: values.host,
    dataFolder: values.data,
    latencyMs: wholeNumber("--latency", values.latency, 600_000),
    samples: !values["no-samples"],
    ...(values["identity-file"] !== undefined && { identityFile: values["identity-file"] }),
    ...(values["public-url"] !== "" && { publicUrl: values["public-url"] }),
    ...(values["control-port"] !== undefined && {
      controlPort: wholeNumber("--control-port", values["control-port"], 65_535),
    }),
    ...readModelWords(values),
  };
}

function wholeNumber(option: string, text: string, max: number): number {
  const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
  if (value <= max) return value;
  throw new Error(`${option} must be a whole number from 0 to ${max}`);
}
