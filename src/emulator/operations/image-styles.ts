/**
 * The image-style APIs, `?imageStyle=&styleName=NAME` and its siblings, as the Node.js SDK (bucket/img.ts) and the official
 * command line client send them. There is no paging.
 */
import { parseActions } from "../../processing/actions.js";
import { checkStyleName, MAX_STYLES } from "../../tos/names.js";
import { FAULTS, TosFault } from "../faults.js";
import { readBody } from "../http/body.js";
import { emptyReply, jsonReply } from "../http/reply.js";
import type { TosRequest } from "../http/request.js";
import { isObject } from "../model/parameters.js";
import type { Bucket } from "../storage/bucket-store.js";
import type { ImageStyle } from "../storage/style-store.js";
import type { Operation } from "./operation.js";

/** The content of a style for an object; throws EC 0022-00000009 (docs/6349/1189397). */
export function nameStyle(bucket: Bucket, name: string, key: string): string {
  const content = bucket.styles.resolve(name, key);
  if (content === undefined) throw new TosFault(FAULTS.styleInProcess, { detail: name });
  return content;
}

export const putImageStyle: Operation = async (request, { buckets }) => {
  const { styles } = buckets.get(request.bucket);
  const name = styleName(request);
  const content = parseContent(await readBody(request.chunks));
  // Assumption: the Code of the limit is not published.
  if (!styles.has(name) && styles.size >= MAX_STYLES) {
    throw new TosFault(FAULTS.invalidArgument, { detail: `a bucket has at most ${MAX_STYLES} image styles` });
  }
  styles.put(name, stylePrefix(request), content);
  return emptyReply(200, { "content-length": "0" });
};

/** One style with a name, all of them without. */
export const getImageStyle: Operation = (request, { buckets }) => {
  const { styles } = buckets.get(request.bucket);
  if (!request.query.has("styleName"))
    return jsonReply({ ImageStyles: styles.all().filter(isOfBucket).map(toJson) });
  const style = styles.get(styleName(request), stylePrefix(request));
  if (style === undefined) throw new TosFault(FAULTS.noSuchStyle);
  return jsonReply(toJson(style));
};

export const listImageStyleBriefInfo: Operation = (request, { buckets }) => {
  const { name: bucketName, styles } = buckets.get(request.bucket);
  const names = [...new Set(styles.all().map(({ name }) => name))];
  return jsonReply({
    BucketName: bucketName,
    ImageStyleBriefInfo: names.map((name) => ({
      Name: name,
      BucketLevelContent: styles.get(name)?.content ?? "",
      PrefixCount: styles.all().filter((style) => style.name === name && !isOfBucket(style)).length,
    })),
  });
};

/** The contents of one style, or of all: the bucket's and those of prefixes. */
export const listImageStyleContent: Operation = (request, { buckets }) => {
  const { styles } = buckets.get(request.bucket);
  const name = request.query.get("styleName");
  const wanted = styles.all().filter((style) => name === undefined || style.name === name);
  return jsonReply({ ImageStyles: wanted.map(toJson) });
};

/** Assumption: 204, and 404 for a style that is not there. */
export const deleteImageStyle: Operation = (request, { buckets }) => {
  const { styles } = buckets.get(request.bucket);
  if (!styles.delete(styleName(request), stylePrefix(request))) throw new TosFault(FAULTS.noSuchStyle);
  return emptyReply(204);
};

function styleName({ query }: TosRequest): string {
  const name = query.get("styleName") ?? "";
  const problem = checkStyleName(name);
  if (problem !== null) throw new TosFault(FAULTS.invalidArgument, { detail: `styleName ${problem}` });
  return name;
}

function stylePrefix({ query }: TosRequest): string {
  return query.get("styleObjectPrefix") ?? "";
}

function parseContent(body: Buffer): string {
  let value: unknown;
  try {
    value = JSON.parse(body.toString("utf8"));
  } catch {
    throw new TosFault(FAULTS.malformedBody);
  }
  if (!isObject(value) || typeof value.Content !== "string") throw new TosFault(FAULTS.malformedBody);
  if (parseActions(value.Content) === null) {
    throw new TosFault(FAULTS.invalidArgument, { detail: "Content must be image/OPERATION,parameters/…" });
  }
  return value.Content;
}

function isOfBucket({ prefix }: ImageStyle): boolean {
  return prefix === "";
}

function toJson({ name, content, createTime, lastModifyTime }: ImageStyle) {
  return { Name: name, Content: content, CreateTime: createTime, LastModifyTime: lastModifyTime };
}
