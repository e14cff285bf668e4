/** The real server in front of an emulator of its own, whose request log and faults a test can reach. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  createEmulator,
  EMULATOR_CREDENTIALS,
  type Emulator,
  type EmulatorOptions,
} from "../../src/emulator/emulator.js";
import { createTosClient, type TosClient } from "../../src/tos/client.js";
import { parseEndpoint } from "../../src/tos/endpoint.js";
import { startServerFor, type TestServer } from "./server.js";

export interface EmulatedServer extends TestServer {
  readonly emulator: Emulator;
  /** A client of our own, to put and get objects. */
  readonly tos: TosClient;
}

export async function startEmulatedServer(
  environment: Record<string, string> = {},
  options: Partial<EmulatorOptions> = {},
): Promise<EmulatedServer> {
  const dataFolder = await mkdtemp(join(tmpdir(), "emulated-"));
  const emulator = await createEmulator({ dataFolder, ...options });
  const { accessKeyId, secretAccessKey } = EMULATOR_CREDENTIALS;
  const server = await startServerFor(emulator.url, {
    TOS_ACCESS_KEY: accessKeyId,
    TOS_SECRET_KEY: secretAccessKey,
    GENERATION_SOURCE_CHECK: "on",
    ...environment,
  });
  const tos = createTosClient({
    endpoint: parseEndpoint(emulator.url),
    region: "cn-beijing",
    credentials: () => EMULATOR_CREDENTIALS,
  });
  return {
    ...server,
    emulator,
    tos,
    async close() {
      await server.close();
      await tos.close();
      await emulator.close();
      await rm(dataFolder, { recursive: true });
    },
  };
}
