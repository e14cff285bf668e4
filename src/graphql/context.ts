/** What one request's resolvers share: its loaders, its end, its log. */
import type { Logger } from "pino";
import type { TosClient } from "../tos/client.js";
import type { StyleCache } from "../tos/style-cache.js";
import { BucketLoader } from "./bucket.loader.js";
import type { CurrentCall } from "./each-key.js";
import { PictureLoaders } from "./images/picture.loader.js";
import { type OperationDeadline, startOperation } from "./operation-deadline.js";
import { StyleLoader } from "./styles/style.loader.js";

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
  readonly buckets: BucketLoader;
}

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
  const call: CurrentCall = () => ({ signal: request.signal, deadline: deadline.current() });
  return {
    ...request,
    deadline,
    styles: new StyleLoader(styles, call),
    pictures: new PictureLoaders(tos, call),
    buckets: new BucketLoader(tos, call),
  };
}
