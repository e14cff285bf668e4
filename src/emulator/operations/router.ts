/** Which operation a request asks for. Sub-resources that the emulator lacks answer NotImplemented, never something else. */
import { FAULTS, TosFault } from "../faults.js";
import type { Address, Query } from "../http/address.js";
import { createBucket, headBucket, listBuckets } from "./buckets.js";
import { generateFromText } from "./generate-from-text.js";
import { generateImage } from "./generate-image.js";
import {
  deleteImageStyle,
  getImageStyle,
  listImageStyleBriefInfo,
  listImageStyleContent,
  putImageStyle,
} from "./image-styles.js";
import { listObjects } from "./list-objects.js";
import type { Operation } from "./operation.js";
import { processObject } from "./process-object.js";
import { putObject } from "./put-object.js";
import { deleteObject, getObject, headObject } from "./read-object.js";

type ByMethod = Readonly<Partial<Record<string, Operation>>>;

const ACCOUNT: ByMethod = { GET: listBuckets };
const OBJECT: ByMethod = { PUT: putObject, GET: getObject, HEAD: headObject, DELETE: deleteObject };
const BUCKET: ByMethod = { PUT: createBucket, HEAD: headBucket };

/** Bucket operations that a query parameter names. */
const BUCKET_RESOURCES: Readonly<Record<string, ByMethod>> = {
  imageStyle: { PUT: putImageStyle, GET: getImageStyle, DELETE: deleteImageStyle },
  imageStyleBriefInfo: { GET: listImageStyleBriefInfo },
  imageStyleContent: { GET: listImageStyleContent },
};

const AIGC: Readonly<Record<string, ByMethod>> = {
  // The page documents GET with a body; other clients are seen to use POST.
  "aigc/image_to_image": { GET: generateImage, POST: generateImage },
  "aigc/text_to_image": { GET: generateFromText, POST: generateFromText },
};

/** Object operations of TOS that the emulator does not have, by the query parameter that names them. */
const MISSING_OBJECT_RESOURCES = [
  "acl",
  "append",
  "fetch",
  "modify",
  "rename",
  "restore",
  "symlink",
  "tagging",
  "uploadId",
  "uploads",
  "x-tos-post-process",
];

export function operationOf(method: string, { bucket, key, query }: Address): Operation {
  if (bucket === null) return pick(ACCOUNT, method);
  return key === "" ? bucketOperation(method, query) : objectOperation(method, query);
}

function bucketOperation(method: string, query: Query): Operation {
  const process = query.get("x-tos-process");
  if (process !== undefined) {
    const operations = Object.hasOwn(AIGC, process) ? AIGC[process] : undefined;
    if (operations === undefined) {
      throw new TosFault(FAULTS.process, { detail: `the emulator has no bucket process ${process}` });
    }
    return pick(operations, method);
  }
  const resource = Object.keys(BUCKET_RESOURCES).find((name) => query.has(name));
  if (resource !== undefined) return pick(BUCKET_RESOURCES[resource] ?? {}, method);
  if (method === "GET" && query.get("list-type") === "2") return listObjects;
  const named = query.pairs.find(([name]) => !/^x-tos-/i.test(name));
  if (named !== undefined || method === "GET" || method === "DELETE") {
    throw new TosFault(FAULTS.notImplemented, {
      detail: `${method} of a bucket${named === undefined ? "" : ` with ${named[0]}`}`,
    });
  }
  return pick(BUCKET, method);
}

function objectOperation(method: string, query: Query): Operation {
  const missing = MISSING_OBJECT_RESOURCES.find((name) => query.has(name));
  if (missing !== undefined) {
    throw new TosFault(FAULTS.notImplemented, { detail: `${method} of an object with ${missing}` });
  }
  if (method === "GET" && query.has("x-tos-process")) return processObject;
  return pick(OBJECT, method);
}

function pick(operations: ByMethod, method: string): Operation {
  const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
  if (operation === undefined) throw new TosFault(FAULTS.methodNotAllowed);
  return operation;
}
