/** The part of the configuration that says how GraphQL is served over HTTP. */

import { TRUST_MODES, type TrustMode } from "../http/document-choice.js";
import { type AllowedOrigins, checkOrigins } from "../http/origins.js";
import { STATUS_EDITIONS, type StatusEdition } from "../http/response-status.js";
import type { Reader } from "./reader.js";

export interface HttpConfig {
  readonly origins: AllowedOrigins;
  readonly statuses: StatusEdition;
  readonly compression: boolean;
  /** Automatic persisted queries. */
  readonly apq: boolean;
  readonly trustedDocuments: {
    readonly mode: TrustMode;
    /** Manifests, read at start unless the mode is `off`. */
    readonly files: readonly string[];
  };
}

/** `emulated`: whether the emulator serves, which nobody has in production. */
export function readHttp(read: Reader, emulated: boolean): HttpConfig {
  return {
    origins: { list: readOrigins(read), localhost: emulated },
    statuses: read.choice("GRAPHQL_HTTP_STATUSES", STATUS_EDITIONS, "compatible"),
    compression: read.choice("HTTP_COMPRESSION", ["on", "off"] as const, "on") === "on",
    apq: read.choice("APQ", ["on", "off"] as const, "on") === "on",
    trustedDocuments: readTrustedDocuments(read),
  };
}

function readOrigins(read: Reader): string[] {
  const origins = readList(read, "CORS_ORIGINS");
  const problem = checkOrigins(origins);
  if (problem !== null) read.problem("CORS_ORIGINS", problem);
  return origins;
}

function readTrustedDocuments(read: Reader): HttpConfig["trustedDocuments"] {
  const mode = read.choice("TRUSTED_DOCUMENTS", TRUST_MODES, "off");
  const files = readList(read, "TRUSTED_DOCUMENTS_FILE");
  if (mode !== "off" && files.length === 0) {
    read.problem("TRUSTED_DOCUMENTS_FILE", `must be set: TRUSTED_DOCUMENTS is ${mode}`);
  }
  return { mode, files };
}

function readList(read: Reader, name: string): string[] {
  const items = read.text(name)?.split(",") ?? [];
  return items.map((item) => item.trim()).filter((item) => item !== "");
}
