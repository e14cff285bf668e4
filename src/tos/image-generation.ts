/**
 * Generations, each in one paid call. `aigc/image_to_image`: pre-process a picture, generate from it, post-process the result and
 * store it. Source: https://www.volcengine.com/docs/6349/1545409. `aigc/text_to_image`: the same from a prompt alone; its page is not
 * published, so it is sent as other clients are seen to send it: to the output's bucket, without a source and its processing.
 */
import { locate, type TosEndpoint } from "./endpoint.js";
import type { TosServiceError } from "./errors.js";
import { readServiceError } from "./service-error.js";
import { canonicalQuery, uriEncode } from "./signature.js";
import type { CallOptions, TosRequest, TosTransport } from "./transport.js";

/** The processing of a picture: by a named style, or by actions; an empty string means none, as in the page's sample. */
export interface ProcessingMembers {
  readonly ProcessStyle: string;
  readonly ProcessActions: string;
}

/**
 * What both bodies have, member for member as in the page's samples. Where its tables disagree with them (InputDataSource and
 * OutputProcessing "Array of String", ModelConfig and ReqJson "String", ForbiddenOverwrite "String"), the samples are
 * followed: they show objects and a boolean.
 */
interface CommonMembers {
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

export interface ImageToImageBody extends CommonMembers {
  readonly TaskType: "image_to_image";
  readonly InputDataSource: {
    readonly Prompt: string;
    /** The key of the source in the addressed bucket. */
    readonly ImageUri: string;
  };
  readonly InputProcessing?: ProcessingMembers;
}

export interface TextToImageBody extends CommonMembers {
  readonly TaskType: "text_to_image";
  readonly InputDataSource: { readonly Prompt: string };
}

export type GenerationBody = ImageToImageBody | TextToImageBody;

export interface GenerationReply {
  readonly status: number;
  /** The text of the reply: `{"resp_json": …}`, an error of TOS, or whatever else came. */
  readonly text: string;
  readonly requestId: string | null;
  /** Set for every status that is not 2xx. */
  readonly error: TosServiceError | null;
}

/** What a reply to a generation says, to whoever decides whether to send it again. */
export type GenerationVerdict =
  /** The picture was generated. */
  | { readonly kind: "done" }
  /** There is none, and there would be none again: moderation, bad input, a fault of the model. */
  | { readonly kind: "answered" }
  /** It was not started, because too many came: it may be sent again without being paid for twice. */
  | { readonly kind: "turned-away"; readonly retryAfterMs: number | null }
  /** The service, or something in front of it, failed. */
  | { readonly kind: "failed" };

export interface GenerationCallOptions extends CallOptions {
  /** Reads a reply. Default: by its HTTP status alone. */
  readonly judge?: (reply: GenerationReply) => GenerationVerdict;
}

/** The page shows GET with a body; other clients are seen to use POST. */
export type AigcMethod = "GET" | "POST";

/** Sends a generation, once, to the source's bucket or, without a source, to the output's. Rejects with a TosError when no reply came. */
export async function generateImage(
  transport: TosTransport,
  method: AigcMethod,
  bucket: string,
  body: GenerationBody,
  options?: CallOptions,
): Promise<GenerationReply> {
  const request = toRequest(method, bucket, body);
  const reply = await transport.send(request, options);
  const ok = reply.status >= 200 && reply.status < 300;
  return {
    status: reply.status,
    text: reply.body.toString("utf8"),
    requestId: reply.requestId,
    error: ok ? null : readServiceError(request.operation, reply, false),
  };
}

/** A request as it would be sent, without its signature. */
export interface UnsignedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: readonly { readonly name: string; readonly value: string }[];
  readonly body: string;
}

/** What {@link generateImage} would send; makes no call. */
export function describeGeneration(
  endpoint: TosEndpoint,
  method: AigcMethod,
  bucket: string,
  body: GenerationBody,
): UnsignedRequest {
  const { headers, query, body: text } = toRequest(method, bucket, body);
  const { origin, path, host } = locate(endpoint, bucket);
  return {
    method,
    url: `${origin}${uriEncode(path, true)}?${canonicalQuery(query)}`,
    headers: Object.entries({ host, ...headers }).map(([name, value]) => ({ name, value })),
    body: text,
  };
}

function toRequest(method: AigcMethod, bucket: string, body: GenerationBody) {
  return {
    operation: body.TaskType === "image_to_image" ? "ImageToImage" : "TextToImage",
    method,
    bucket,
    query: [["x-tos-process", `aigc/${body.TaskType}`]],
    headers: { "content-type": "application/json" },
    body: JSON.stringify(body),
    idempotent: false,
    finishOnceSent: true,
    pool: "generations",
  } as const satisfies TosRequest;
}
