/**
 * Cross-site request forgery: what a page of another site makes a browser send. Decided by what browsers tell of a request
 * (Fetch Metadata, then `Origin`), so that other clients need no header of ours: docs/decisions/0008.
 */
import type { IncomingHttpHeaders } from "node:http";
import type { IsAllowedOrigin } from "./origins.js";

export interface BrowserRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** Headers that no page can send to another site without asking first (a preflight, which CORS answers). */
const PREFLIGHTED = ["apollo-require-preflight", "x-apollo-operation-name", "graphql-require-preflight"];

/** Whether a page of a site that is not allowed may have made the request. */
export function isCrossSite(request: BrowserRequest, isAllowed: IsAllowedOrigin): boolean {
  const { headers } = request;
  const site = headers["sec-fetch-site"];
  // `none` is a person's own doing: the address bar, a bookmark.
  if (site === "same-origin" || site === "none") return false;
  const { origin } = headers;
  // Browsers send it with every request that CORS rules and with every POST, but not with links, pictures and frames.
  if (origin !== undefined) return !isAllowed(origin) && (site !== undefined || !isOwn(origin, headers));
  return site !== undefined || isSimpleGetOfOldBrowser(request, isAllowed);
}

/**
 * Browsers before 2020 to 2023, and all where the server is reached by plain HTTP at another address than localhost, tell
 * neither header when a picture or a link makes the request. Such a GET has to show that it comes from a page of ours.
 */
function isSimpleGetOfOldBrowser({ method, headers }: BrowserRequest, isAllowed: IsAllowedOrigin): boolean {
  const isBrowser = headers["user-agent"]?.startsWith("Mozilla/") ?? false;
  if (method === "POST" || !isBrowser) return false;
  if (PREFLIGHTED.some((name) => (headers[name] ?? "") !== "")) return false;
  const { referer } = headers;
  if (referer === undefined || !URL.canParse(referer)) return true;
  const { origin } = new URL(referer);
  return !isOwn(origin, headers) && !isAllowed(origin);
}

/** Whether an origin has the host and port that the request was sent to. The scheme may have been ended by a proxy. */
function isOwn(origin: string, { host }: IncomingHttpHeaders): boolean {
  return host !== undefined && URL.canParse(origin) && new URL(origin).host === host.toLowerCase();
}
