/**
 * The mean colour of a picture (`image/average-hue`). The shape of the reply is not published: `{"RGB": "0x5c783b"}` is
 * read, as Aliyun OSS answers, also wrapped as the members of `image/info` are: `{"RGB": {"value": "0x5c783b"}}`.
 */
import { TosReplyError } from "./errors.js";
import { jsonObject } from "./json-reply.js";
import { isNoPicture } from "./objects.js";
import type { CallOptions, TosTransport } from "./transport.js";

/**
 * `#5c783b`, in lower case; null when the object is gone or no picture.
 * @throws TosReplyError when the answer holds no colour: it is not said then that there is none.
 */
export async function getAverageHue(
  transport: TosTransport,
  bucket: string,
  key: string,
  options?: CallOptions,
): Promise<string | null> {
  const operation = "GetImageAverageHue";
  const reply = await transport.send(
    { operation, method: "GET", bucket, key, query: [["x-tos-process", "image/average-hue"]] },
    options,
  );
  try {
    const hue = readHue(jsonObject(operation, reply));
    if (hue !== null) return hue;
  } catch (error) {
    if (isNoPicture(error)) return null;
    throw error;
  }
  throw new TosReplyError(operation, "the reply has no colour in RGB", {
    requestId: reply.requestId,
    idempotent: true,
  });
}

function readHue({ RGB }: Readonly<Record<string, unknown>>): string | null {
  const value = typeof RGB === "object" && RGB !== null && "value" in RGB ? RGB.value : RGB;
  const digits = typeof value === "string" ? /^(?:0x|#)?([0-9a-f]{6})$/i.exec(value)?.[1] : undefined;
  return digits === undefined ? null : `#${digits.toLowerCase()}`;
}
