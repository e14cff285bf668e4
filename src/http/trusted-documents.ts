/**
 * Trusted documents: the operations of known clients, which their build wrote into a manifest, as graphql-codegen's client
 * preset does (`persisted-documents.json`: an identifier, most often a hash, and the document).
 */
import { createHash } from "node:crypto";
import { parse } from "graphql";

export interface TrustedDocuments {
  readonly size: number;
  /** The document of an identifier: that of the manifest or the SHA-256 of the text, bare or after `sha256:`. */
  find(identifier: string): string | undefined;
  /** Whether a text is one of the documents, to the letter. */
  has(text: string): boolean;
  /** Each document once. */
  texts(): Iterable<string>;
}

/** A manifest that cannot be used; the message says what is wrong with it. */
export class ManifestError extends Error {
  override readonly name = "ManifestError";
  readonly code = "MANIFEST";
}

/**
 * One or several manifests, the text of each file.
 * @throws ManifestError
 */
export function readManifests(manifests: readonly string[]): TrustedDocuments {
  const byIdentifier = new Map<string, string>();
  const byHash = new Map<string, string>();
  for (const [identifier, text] of manifests.flatMap(readManifest)) {
    if ((byIdentifier.get(identifier) ?? text) !== text) {
      throw new ManifestError(`has two documents of the identifier ${identifier}`);
    }
    byIdentifier.set(identifier, text);
    byHash.set(sha256(text), text);
  }
  if (byHash.size === 0) throw new ManifestError("holds no document");
  return {
    size: byHash.size,
    find(identifier) {
      const bare = identifier.replace(/^sha256:/, "");
      return byIdentifier.get(identifier) ?? byIdentifier.get(bare) ?? byHash.get(bare);
    },
    has: (text) => byHash.has(sha256(text)),
    texts: () => byHash.values(),
  };
}

/** Hexadecimal, of the text in UTF-8: what automatic persisted queries and `sha256:` identifiers are made of. */
export function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}

function readManifest(text: string): [string, string][] {
  const manifest = parseJson(text);
  if (typeof manifest !== "object" || manifest === null || Array.isArray(manifest)) {
    throw new ManifestError("must be a JSON object from identifiers to documents");
  }
  return Object.entries(manifest).map(([identifier, document]) => {
    if (typeof document !== "string") {
      throw new ManifestError(`has no text for the identifier ${identifier}: it must map each to a document`);
    }
    try {
      parse(document);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new ManifestError(`has a document that is not GraphQL, of the identifier ${identifier}: ${why}`);
    }
    return [identifier, document];
  });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new ManifestError("is not JSON");
  }
}
