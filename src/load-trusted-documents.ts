/** Reads the manifests of trusted documents at start: what is wrong with one is a problem of the configuration. */
import { readFile } from "node:fs/promises";
import { type GraphQLSchema, parse, validate } from "graphql";
import type { HttpConfig } from "./config/http.js";
import { ConfigError } from "./config.js";
import { ManifestError, readManifests, type TrustedDocuments } from "./http/trusted-documents.js";

/**
 * Null when they are off.
 * @throws ConfigError
 */
export async function loadTrustedDocuments({
  mode,
  files,
}: HttpConfig["trustedDocuments"]): Promise<TrustedDocuments | null> {
  if (mode === "off") return null;
  try {
    return readManifests(await Promise.all(files.map((file) => readFile(file, "utf8"))));
  } catch (error) {
    if (error instanceof ManifestError)
      throw new ConfigError([`TRUSTED_DOCUMENTS_FILE ${files.join(", ")} ${error.message}`]);
    const why = error instanceof Error ? error.message : String(error);
    throw new ConfigError([`TRUSTED_DOCUMENTS_FILE cannot be read: ${why}`]);
  }
}

/** How many documents the schema does not have: those of a client that is older or newer than the server. */
export function countUnfit(documents: TrustedDocuments, schema: GraphQLSchema): number {
  return [...documents.texts()].filter((text) => validate(schema, parse(text)).length > 0).length;
}
