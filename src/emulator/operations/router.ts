/** Which operation a request asks for. Sub-resources that the emulator lacks answer NotImplemented, never something else. */
import { FAULTS, TosFault } from "../faults.js";
import type { Address, Query } from "../http/address.js";
import { deleteBucketCors, getBucketCors, putBucketCors } from "./bucket-cors.js";
import { createBucket, deleteBucket, headBucket, listBuckets } from "./buckets.js";
import { deleteObjects } from "./delete-objects.js";
import { generateFromText } from "./generate-from-text.js";
import { generateImage } from "./generate-image.js";
import {
  deleteImageStyle,
  getImageStyle,
  listImageStyleBriefInfo,
  listImageStyleContent,
  putImageStyle,
} from "./image-styles.js";
import { listObjectsV1 } from "./list-objects-v1.js";
import { listObjectsV2 } from "./list-objects-v2.js";
import { completeUpload } from "./multipart/complete-upload.js";
import { listParts } from "./multipart/list-parts.js";
import { listUploads } from "./multipart/list-uploads.js";
import { uploadPart } from "./multipart/upload-part.js";
import { abortUpload, createUpload } from "./multipart/uploads.js";
import { getObjectAcl, putObjectAcl } from "./object-acl.js";
import type { Operation } from "./operation.js";
import { postProcess, processObject } from "./process-object.js";
import { putOrCopyObject } from "./put-object.js";
import { deleteObject, headObject } from "./read-object.js";
import { getObjectOrStyled, getStyleSeparator, putStyleSeparator } from "./style-separator.js";

type ByMethod = Readonly<Partial<Record<string, Operation>>>;

const ACCOUNT: ByMethod = { GET: listBuckets };
const OBJECT: ByMethod = {
  PUT: putOrCopyObject,
  GET: getObjectOrStyled,
  HEAD: headObject,
  DELETE: deleteObject,
};
const BUCKET: ByMethod = { PUT: createBucket, HEAD: headBucket, DELETE: deleteBucket };

/** Bucket operations that a query parameter names. */
const BUCKET_RESOURCES: Readonly<Record<string, ByMethod>> = {
  imageStyle: { PUT: putImageStyle, GET: getImageStyle, DELETE: deleteImageStyle },
  imageStyleBriefInfo: { GET: listImageStyleBriefInfo },
  imageStyleContent: { GET: listImageStyleContent },
  delete: { POST: deleteObjects },
  uploads: { GET: listUploads },
  imageStyleSeparator: { PUT: putStyleSeparator, GET: getStyleSeparator },
  cors: { PUT: putBucketCors, GET: getBucketCors, DELETE: deleteBucketCors },
};

/** Object operations that a query parameter names. */
const OBJECT_RESOURCES: Readonly<Record<string, ByMethod>> = {
  acl: { GET: getObjectAcl, PUT: putObjectAcl },
  uploads: { POST: createUpload },
  uploadId: { PUT: uploadPart, GET: listParts, POST: completeUpload, DELETE: abortUpload },
};

/** What ListObjects may ask for. Any other parameter names an operation that the emulator does not have. */
const LISTING_PARAMETERS = ["delimiter", "encoding-type", "list-type", "marker", "max-keys", "prefix"];

const AIGC: Readonly<Record<string, ByMethod>> = {
  // The page documents GET with a body; other clients are seen to use POST.
  "aigc/image_to_image": { GET: generateImage, POST: generateImage },
  "aigc/text_to_image": { GET: generateFromText, POST: generateFromText },
};

/** Object operations of TOS that the emulator does not have, by the query parameter that names them. */
const MISSING_OBJECT_RESOURCES = ["append", "fetch", "modify", "rename", "restore", "symlink", "tagging"];

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
  // The Node.js SDK sends options of its own with this version, which the service passes over.
  if (method === "GET" && query.get("list-type") === "2") return listObjectsV2;
  const named = query.pairs.find(([name]) => !/^x-tos-/i.test(name) && !LISTING_PARAMETERS.includes(name));
  if (named !== undefined) {
    throw new TosFault(FAULTS.notImplemented, { detail: `${method} of a bucket with ${named[0]}` });
  }
  if (method === "GET") return listObjectsV1;
  return pick(BUCKET, method);
}

function objectOperation(method: string, query: Query): Operation {
  const missing = MISSING_OBJECT_RESOURCES.find((name) => query.has(name));
  if (missing !== undefined) {
    throw new TosFault(FAULTS.notImplemented, { detail: `${method} of an object with ${missing}` });
  }
  const resource = Object.keys(OBJECT_RESOURCES).find((name) => query.has(name));
  if (resource !== undefined) return pick(OBJECT_RESOURCES[resource] ?? {}, method);
  if (query.has("x-tos-post-process")) return pick({ POST: postProcess }, method);
  if (method === "GET" && query.has("x-tos-process")) return processObject;
  return pick(OBJECT, method);
}

function pick(operations: ByMethod, method: string): Operation {
  const operation = Object.hasOwn(operations, method) ? operations[method] : undefined;
  if (operation === undefined) throw new TosFault(FAULTS.methodNotAllowed);
  return operation;
}
