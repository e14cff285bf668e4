/**
 * `aigc/image_to_image`: pre-process a picture, generate from it, post-process the result and store it, in one paid call.
 * Source: https://www.volcengine.com/docs/6349/1545409.
 */
import type { TosServiceError } from "./errors.js";
import { readServiceError } from "./service-error.js";
import type { CallOptions, TosTransport } from "./transport.js";

/** The processing of a picture: by a named style, or by actions; an empty string means none, as in the page's sample. */
export interface ProcessingMembers {
  readonly ProcessStyle: string;
  readonly ProcessActions: string;
}

/**
 * The request body, member for member as in the page's samples. Where its tables disagree with them (InputDataSource and
 * OutputProcessing "Array of String", ModelConfig and ReqJson "String", ForbiddenOverwrite "String"), the samples are
 * followed: they show objects and a boolean.
 */
export interface ImageToImageBody {
  readonly TaskType: "image_to_image";
  readonly InputDataSource: {
    readonly Prompt: string;
    /** The key of the source in the addressed bucket. */
    readonly ImageUri: string;
  };
  readonly InputProcessing?: ProcessingMembers;
  readonly OutputProcessing: ProcessingMembers & {
    readonly Bucket: string;
    readonly Object: string;
    /** True: refuse when the target exists. */
    readonly ForbiddenOverwrite: boolean;
  };
  readonly ModelConfig: {
    readonly ModelAction: string;
    readonly ModelVersion: string;
    readonly ReqJson: Readonly<Record<string, unknown>>;
  };
}

export interface ImageToImageReply {
  readonly status: number;
  /** The text of the reply: `{"resp_json": …}`, an error of TOS, or whatever else came. */
  readonly text: string;
  readonly requestId: string | null;
  /** Set for every status that is not 2xx. */
  readonly error: TosServiceError | null;
}

/** The page shows GET with a body; other clients are seen to use POST. */
export type AigcMethod = "GET" | "POST";

/** Sends a generation, once. Rejects with a TosError when no reply came. */
export async function imageToImage(
  transport: TosTransport,
  method: AigcMethod,
  sourceBucket: string,
  body: ImageToImageBody,
  options?: CallOptions,
): Promise<ImageToImageReply> {
  const operation = "ImageToImage";
  const reply = await transport.send(
    {
      operation,
      method,
      bucket: sourceBucket,
      query: [["x-tos-process", "aigc/image_to_image"]],
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      idempotent: false,
      finishOnceSent: true,
    },
    options,
  );
  const ok = reply.status >= 200 && reply.status < 300;
  return {
    status: reply.status,
    text: reply.body.toString("utf8"),
    requestId: reply.requestId,
    error: ok ? null : readServiceError(operation, reply, false),
  };
}
