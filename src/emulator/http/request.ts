/** What an operation gets to see of a request, once its address is parsed and its signature verified. */
import type { Identity } from "../auth/rights.js";
import type { Query } from "./address.js";
import type { HeaderMap } from "./headers.js";

export interface TosRequest {
  readonly method: string;
  /** Empty where the request addresses the account. */
  readonly bucket: string;
  /** Empty where the request addresses the bucket. */
  readonly key: string;
  readonly query: Query;
  readonly headers: HeaderMap;
  /** Whose signature the request bears. */
  readonly identity: Identity;
  /** The body as it comes in, checked against the signed digest after its last byte. To be read at most once. */
  readonly chunks: AsyncIterable<Buffer>;
}
