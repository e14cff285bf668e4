/** Sends a request with exactly the given headers: `fetch` adds some of its own, and takes others away. */
import { request } from "undici";

export interface RawReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly bytes: Buffer;
  /** The body as JSON; fails the test when it is none. */
  json(): { data?: Record<string, unknown> | null; errors?: { message: string; extensions?: object }[] };
}

export interface RawRequest {
  readonly method?: "GET" | "POST" | "PUT" | "OPTIONS" | "HEAD";
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string | Buffer;
}

export async function rawRequest(url: string, { method = "GET", headers = {}, body }: RawRequest = {}) {
  const {
    statusCode,
    headers: replied,
    body: stream,
  } = await request(url, {
    method,
    headers,
    ...(body !== undefined && { body }),
  });
  const bytes = Buffer.from(await stream.arrayBuffer());
  const reply: RawReply = {
    status: statusCode,
    headers: replied,
    bytes,
    json: () => JSON.parse(bytes.toString("utf8")),
  };
  return reply;
}

/** The URL of a GET with these parameters. */
export function withSearch(url: string, parameters: Readonly<Record<string, string>>): string {
  return `${url}?${new URLSearchParams(parameters)}`;
}
