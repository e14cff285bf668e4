/**
 * What each request is called, after the service's own APIs, and which right on the addressed bucket it takes. The one
 * place where that is decided: rules of faults, the request log and the check of rights speak of these names. Operations
 * that the emulator lacks have theirs too, so that a log can tell what a client asked for.
 */
import type { Right } from "../auth/rights.js";
import type { Address, Query } from "../http/address.js";
import { isPreflight } from "../http/cors.js";
import type { HeaderMap } from "../http/headers.js";

interface Named {
  readonly name: string;
  /** Null for ListBuckets, which shows what may be read, and for what a browser asks before it sends anything. */
  readonly right: Right | null;
}

type ByMethod = Readonly<Partial<Record<string, Named>>>;

const read = <const N extends string>(name: N) => ({ name, right: "read" }) as const;
const write = <const N extends string>(name: N) => ({ name, right: "write" }) as const;

const ACCOUNT = { GET: { name: "ListBuckets", right: null } } as const satisfies ByMethod;

const BUCKET = {
  GET: read("ListObjects"),
  HEAD: read("HeadBucket"),
  PUT: write("CreateBucket"),
  DELETE: write("DeleteBucket"),
} as const satisfies ByMethod;

/** What a bucket's list takes; any other parameter names a resource of the bucket. */
const LIST_PARAMETERS = [
  "list-type",
  "prefix",
  "delimiter",
  "marker",
  "start-after",
  "continuation-token",
  "max-keys",
  "encoding-type",
  "reverse",
  "fetch-owner",
  "fetch-meta",
];

const LIST_V2 = read("ListObjectsV2");

const OBJECT = {
  GET: read("GetObject"),
  HEAD: read("HeadObject"),
  PUT: write("PutObject"),
  DELETE: write("DeleteObject"),
} as const satisfies ByMethod;

/**
 * By the value of `x-tos-process` on a bucket. A text becomes a picture in the bucket that is addressed.
 * Assumption: rights are those that a save-as takes (BytePlus TOS docs, image storage): read here, write on the output's
 * bucket, which the operation itself checks.
 */
const AIGC = {
  "aigc/image_to_image": { GET: read("ImageToImage"), POST: read("ImageToImage") },
  "aigc/text_to_image": { GET: write("TextToImage"), POST: write("TextToImage") },
} as const satisfies Record<string, ByMethod>;

const LIST_STYLES = read("ListBucketImageStyle");

/** Bucket operations by the query parameter that names them; the names are those of the official command line client. */
const BUCKET_RESOURCES = {
  imageStyle: {
    GET: read("GetBucketImageStyle"),
    PUT: write("PutBucketImageStyle"),
    DELETE: write("DeleteBucketImageStyle"),
  },
  imageStyleBriefInfo: { GET: read("ListBucketImageStyleBriefInfo") },
  imageStyleContent: { GET: read("ListBucketImageStyleContent") },
  imageStyleSeparator: { GET: read("GetImageStyleSeparator"), PUT: write("PutImageStyleSeparator") },
  originalImageProtect: {
    GET: read("GetOriginalImageProtectRule"),
    PUT: write("PutOriginalImageProtectRule"),
  },
  cors: {
    GET: read("GetBucketCORS"),
    PUT: write("PutBucketCORS"),
    DELETE: write("DeleteBucketCORS"),
  },
  delete: { POST: write("DeleteMultiObjects") },
  uploads: { GET: read("ListMultipartUploads") },
  versions: { GET: read("ListObjectVersions") },
  location: { GET: read("GetBucketLocation") },
} as const satisfies Record<string, ByMethod>;

/** Object operations by the query parameter that names them. */
const OBJECT_RESOURCES = {
  uploads: { POST: write("CreateMultipartUpload") },
  uploadId: {
    PUT: write("UploadPart"),
    POST: write("CompleteMultipartUpload"),
    DELETE: write("AbortMultipartUpload"),
    GET: read("ListParts"),
  },
  "x-tos-process": { GET: read("ProcessObject") },
  "x-tos-post-process": { POST: read("ProcessObject") },
  acl: { GET: read("GetObjectAcl"), PUT: write("PutObjectAcl") },
  append: { POST: write("AppendObject") },
  fetch: { POST: write("FetchObject") },
  modify: { POST: write("ModifyObject") },
  rename: { PUT: write("RenameObject") },
  restore: { POST: write("RestoreObject") },
  symlink: { GET: read("GetSymlink"), PUT: write("PutSymlink") },
  tagging: {
    GET: read("GetObjectTagging"),
    PUT: write("PutObjectTagging"),
    DELETE: write("DeleteObjectTagging"),
  },
} as const satisfies Record<string, ByMethod>;

/** The preflight of a page's request: of a bucket, an object or the account. */
const PREFLIGHT = { name: "OptionsObject", right: null } as const;

const COPY = write("CopyObject");
const COPY_PART = write("UploadPartCopy");

/** Every name there is, in alphabetical order. */
export const OPERATION_NAMES: readonly string[] = [
  ...new Set(
    [
      ACCOUNT,
      BUCKET,
      OBJECT,
      { LIST_V2, LIST_STYLES, PREFLIGHT, COPY, COPY_PART },
      ...[AIGC, BUCKET_RESOURCES, OBJECT_RESOURCES].flatMap((tables) => Object.values<ByMethod>(tables)),
    ].flatMap((table) => Object.values<Named | undefined>(table).flatMap((named) => named?.name ?? [])),
  ),
].sort();

/** The name is null for what is no operation of these tables: the router refuses it. Its right follows the method. */
export function nameOperation(
  method: string,
  address: Address,
  headers: HeaderMap,
): { readonly name: string | null; readonly right: Right | null } {
  const { bucket, key, query } = address;
  if (isPreflight(method, headers)) return PREFLIGHT;
  if (bucket === null) return at(ACCOUNT, method) ?? { name: null, right: null };
  const named = key === "" ? nameOfBucket(method, query) : nameOfObject(method, query, headers);
  return named ?? { name: null, right: method === "GET" || method === "HEAD" ? "read" : "write" };
}

function nameOfBucket(method: string, query: Query): Named | null {
  const process = query.get("x-tos-process");
  if (process !== undefined)
    return at(
      find(AIGC, (name) => name === process),
      method,
    );
  if (method === "GET" && query.has("imageStyle") && !query.has("styleName")) return LIST_STYLES;
  const resource = find(BUCKET_RESOURCES, (name) => query.has(name));
  if (resource !== null) return at(resource, method);
  if (query.pairs.some(([name]) => !/^x-tos-/i.test(name) && !LIST_PARAMETERS.includes(name))) return null;
  return method === "GET" && query.get("list-type") === "2" ? LIST_V2 : at(BUCKET, method);
}

function nameOfObject(method: string, query: Query, headers: HeaderMap): Named | null {
  const copies = method === "PUT" && headers.has("x-tos-copy-source");
  if (copies) return query.has("uploadId") ? COPY_PART : COPY;
  const resource = find(OBJECT_RESOURCES, (name) => query.has(name));
  // A parameter that names nothing for this method is none of the method's business.
  return at(resource, method) ?? at(OBJECT, method);
}

function find(
  tables: Readonly<Record<string, ByMethod>>,
  wanted: (name: string) => boolean,
): ByMethod | null {
  return Object.entries(tables).find(([name]) => wanted(name))?.[1] ?? null;
}

function at(table: ByMethod | null, method: string): Named | null {
  return table !== null && Object.hasOwn(table, method) ? (table[method] ?? null) : null;
}
