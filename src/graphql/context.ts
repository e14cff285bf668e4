/** What one request's resolvers share: its loaders, its end, its log. */
import type DataLoader from "dataloader";
import pLimit from "p-limit";
import type { Logger } from "pino";
import type { ImageSource } from "../images/image-page.js";
import type { TosClient } from "../tos/client.js";
import type { StyleCache } from "../tos/style-cache.js";
import type { CallOptions } from "../tos/transport.js";
import { eachKey } from "./each-key.js";
import { createPictureLoaders, type PictureLoaders } from "./images/picture.loader.js";
import { type OperationDeadline, startOperation } from "./operation-deadline.js";
import { createStyleLoader, type StyleLoader } from "./styles/style.loader.js";

export interface RequestContext {
  readonly requestId: string;
  /** Aborted when the client hangs up, or has its reply. */
  readonly signal: AbortSignal;
  readonly deadline: OperationDeadline;
  /** On whose behalf the request is made: places are shared out fairly between them. */
  readonly principal: string;
  readonly log: Logger;
  readonly styles: StyleLoader;
  readonly pictures: PictureLoaders;
  /** Whether a bucket exists. */
  readonly buckets: DataLoader<string, boolean>;
  /** A listing of a bucket's objects. */
  readonly listObjects: ImageSource["list"];
}

/** Calls of one request that are under way at a time, of either kind: others want to have some, too. */
const LISTINGS = 8;
const BUCKETS = 8;

export type ContextRequest = Pick<RequestContext, "requestId" | "signal" | "principal" | "log"> & {
  /** What a query, and a field of a mutation that says nothing else, may take, in milliseconds. */
  readonly timeoutMs: number;
};

/** Made anew for each request: no loader outlives one. Of what one reads only the styles are kept for the next. */
export function createContext(
  tos: TosClient,
  styles: StyleCache,
  { timeoutMs, ...request }: ContextRequest,
): RequestContext {
  const deadline = startOperation(timeoutMs);
  // Asked at each call: in a mutation the deadline is that of the field which runs.
  const call = (): CallOptions => ({ signal: request.signal, deadline: deadline.current() });
  const listing = pLimit(LISTINGS);
  return {
    ...request,
    deadline,
    styles: createStyleLoader(styles, call),
    pictures: createPictureLoaders(tos, call),
    buckets: eachKey((bucket: string) => tos.bucketExists(bucket, call()), pLimit(BUCKETS)),
    listObjects: (bucket, page) => listing(() => tos.listObjects(bucket, page, call())),
  };
}
