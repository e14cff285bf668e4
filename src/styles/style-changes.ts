/**
 * The use case behind the mutations of image styles: check, look whether there is one of the name, write, read back.
 * Knows nothing of GraphQL and HTTP.
 */
import { InvalidRequestError, type Violation } from "../generation/violation.js";
import { chainText } from "../processing/chain.js";
import type { TosClient } from "../tos/client.js";
import { startDeadline } from "../tos/deadline.js";
import { TosError } from "../tos/errors.js";
import type { ImageStyle } from "../tos/image-styles.js";
import type { StyleCache } from "../tos/style-cache.js";
import type { CallOptions } from "../tos/transport.js";
import { lookFailure, writeFailure } from "./failure.js";
import type { CreateStyleOutcome, DeleteStyleOutcome, StyleFailure, UpdateStyleOutcome } from "./outcome.js";
import { checkNamedStyle, checkStyleContent, type StyleContent, type StyleName } from "./request.js";

export interface StyleChangesOptions {
  readonly tos: Pick<TosClient, "getImageStyle">;
  readonly cache: Pick<StyleCache, "put" | "delete">;
  /** For all calls of one change, in milliseconds. */
  readonly timeoutMs: number;
}

/**
 * An abort drops what was not written yet; a write that was sent runs to its end.
 * Each rejects with InvalidRequestError when the request breaks a rule: nothing was sent then.
 */
export interface StyleChanges {
  /**
   * Writes a style of a name that the bucket has no style of. TOS cannot be told to create and never to replace: of two
   * that create the same name at the same moment both may succeed, and the later one's content stays.
   */
  create(style: StyleContent, signal?: AbortSignal): Promise<CreateStyleOutcome>;
  /** Replaces what a style does. One that is deleted at the same moment may be there again afterwards. */
  update(style: StyleContent, signal?: AbortSignal): Promise<UpdateStyleOutcome>;
  delete(style: StyleName, signal?: AbortSignal): Promise<DeleteStyleOutcome>;
}

export function createStyleChanges({ tos, cache, timeoutMs }: StyleChangesOptions): StyleChanges {
  // Asked of TOS itself and not of the kept list: what was just written elsewhere counts.
  const look = ({ bucket, name }: StyleName, call: CallOptions) =>
    settle(tos.getImageStyle(bucket, name, call));

  /** The style as TOS has it, with its times; a style that was written is no failure when it cannot be read. */
  const readBack = async (style: StyleContent, content: string, call: CallOptions) => {
    const read = await look(style, call);
    const sent: ImageStyle = { name: style.name, content, createdAt: null, updatedAt: null };
    return { bucket: style.bucket, style: read.value ?? sent, unread: read.error };
  };

  return {
    async create(style, signal) {
      refuse(checkStyleContent(style));
      const call = { deadline: startDeadline(timeoutMs), signal };
      const found = await look(style, call);
      if (found.error !== null) return lookFailure(found.error);
      if (found.value !== null) return exists(style, found.value);
      const content = chainText(style.chain);
      const written = await settle(cache.put(style.bucket, style.name, content, call));
      if (written.error !== null) return writeFailure("create", written.error);
      const { requestId: tosRequestId } = written.value;
      return { kind: "CreatedProcessingStyle", tosRequestId, ...(await readBack(style, content, call)) };
    },

    async update(style, signal) {
      refuse(checkStyleContent(style));
      const call = { deadline: startDeadline(timeoutMs), signal };
      const found = await look(style, call);
      if (found.error !== null) return lookFailure(found.error);
      if (found.value === null) return notFound(style);
      const content = chainText(style.chain);
      const written = await settle(cache.put(style.bucket, style.name, content, call));
      if (written.error !== null) return writeFailure("update", written.error);
      return {
        kind: "UpdatedProcessingStyle",
        tosRequestId: written.value.requestId,
        previousActions: found.value.content,
        ...(await readBack(style, content, call)),
      };
    },

    async delete(style, signal) {
      refuse(checkNamedStyle(style));
      const call = { deadline: startDeadline(timeoutMs), signal };
      // Whether TOS says of a style that it did not exist is not published.
      const found = await look(style, call);
      if (found.error !== null) return lookFailure(found.error);
      if (found.value === null) return notFound(style);
      const written = await settle(cache.delete(style.bucket, style.name, call));
      if (written.error !== null) return writeFailure("delete", written.error);
      if (written.value === null) return notFound(style);
      return {
        kind: "DeletedProcessingStyle",
        bucket: style.bucket,
        style: found.value,
        tosRequestId: written.value.requestId,
      };
    },
  };
}

type Settled<T> =
  | { readonly value: T; readonly error: null }
  | { readonly value: null; readonly error: TosError };

async function settle<T>(call: Promise<T>): Promise<Settled<T>> {
  try {
    return { value: await call, error: null };
  } catch (error) {
    if (error instanceof TosError) return { value: null, error };
    throw error;
  }
}

function refuse(violations: readonly Violation[]): void {
  if (violations.length > 0) throw new InvalidRequestError(violations);
}

function exists({ bucket }: StyleName, style: ImageStyle): StyleFailure {
  return {
    kind: "ProcessingStyleExists",
    code: "STYLE_EXISTS",
    retry: "NEVER",
    message:
      "The bucket has an image style of this name: choose another, or change it with updateProcessingStyle.",
    tosRequestId: null,
    bucket,
    style,
  };
}

function notFound({ bucket, name }: StyleName): StyleFailure {
  return {
    kind: "ProcessingStyleNotFound",
    code: "STYLE_NOT_FOUND",
    retry: "NEVER",
    message: "The bucket has no image style of this name: list them with processingStyles.",
    tosRequestId: null,
    bucket,
    name,
  };
}
