/**
 * Requests as the official clients make them, written down from their sources: what they send, what they sign, and how
 * they write it. They share nothing with the signing code of `src`, so that the verifier is held to another reading.
 */
import { createHash, createHmac } from "node:crypto";

export interface Keys {
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
  readonly securityToken?: string;
}

/** What a test wants to send. */
export interface Wanted {
  readonly method: string;
  readonly host: string;
  /** Decoded. */
  readonly path: string;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly keys: Keys;
  readonly now: Date;
}

/** What goes over the wire. */
export interface WireRequest {
  readonly method: string;
  readonly target: string;
  readonly headers: Record<string, string>;
  readonly body: string | undefined;
}

interface Habit {
  /** Which of the request's headers are signed. */
  readonly signs: (name: string) => boolean;
  /** The payload line, and whether it goes into x-tos-content-sha256. */
  readonly payload: (body: string | undefined) => { readonly line: string; readonly sent: boolean };
  readonly separator: "," | ", ";
  /** Whether a Date header in the basic form of ISO 8601 goes along. */
  readonly sendsDate: boolean;
}

const sha256 = (text: string): string => createHash("sha256").update(text).digest("hex");
const hmac = (key: string | Buffer, text: string): Buffer => createHmac("sha256", key).update(text).digest();
const isTos = (name: string): boolean => name.startsWith("x-tos");

export const CLIENTS: Readonly<Record<string, Habit>> = {
  Go: {
    signs: (name) => name === "host" || name === "content-type" || isTos(name),
    payload: () => ({ line: sha256(""), sent: false }),
    separator: ",",
    sendsDate: false,
  },
  Java: {
    signs: (name) => ["host", "content-type", "date"].includes(name) || isTos(name),
    payload: () => ({ line: sha256(""), sent: false }),
    separator: ",",
    sendsDate: true,
  },
  Python: {
    signs: (name) => name === "host" || name === "content-type" || isTos(name),
    payload: () => ({ line: "UNSIGNED-PAYLOAD", sent: false }),
    separator: ", ",
    sendsDate: true,
  },
  "Node.js": {
    signs: (name) => name === "host" || name.startsWith("x-tos-"),
    payload: () => ({ line: "UNSIGNED-PAYLOAD", sent: true }),
    separator: ", ",
    sendsDate: false,
  },
  "Rust command line": {
    signs: () => true,
    payload: (body) => ({ line: sha256(body ?? ""), sent: true }),
    separator: ", ",
    sendsDate: false,
  },
  reqsign: {
    signs: () => true,
    payload: () => ({ line: sha256(""), sent: false }),
    separator: ", ",
    sendsDate: false,
  },
};

/** A request with an Authorization header, as the client of that name would send it. */
export function signAs(client: string, wanted: Wanted): WireRequest {
  const habit = habitOf(client);
  const date = basicDate(wanted.now);
  const given = wanted.headers?.["x-tos-content-sha256"];
  const payload = given === undefined ? habit.payload(wanted.body) : { line: given, sent: false };
  const headers: Record<string, string> = {
    host: wanted.host,
    ...wanted.headers,
    ...(habit.sendsDate && { date }),
    "x-tos-date": date,
    ...(payload.sent && { "x-tos-content-sha256": payload.line }),
    ...(wanted.keys.securityToken !== undefined && { "x-tos-security-token": wanted.keys.securityToken }),
  };
  const names = Object.keys(headers).filter(habit.signs).sort();
  const scope = `${date.slice(0, 8)}/cn-beijing/tos/request`;
  const signature = sign(wanted, "cn-beijing", { headers, names, query: wanted.query ?? {} }, payload.line);
  headers.authorization = `TOS4-HMAC-SHA256 ${[
    `Credential=${wanted.keys.accessKeyId}/${scope}`,
    `SignedHeaders=${names.join(";")}`,
    `Signature=${signature}`,
  ].join(habit.separator)}`;
  return { method: wanted.method, target: targetOf(wanted, wanted.query ?? {}), headers, body: wanted.body };
}

/**
 * A presigned request: the x-tos headers that it is sent with are signed, and no others beside host. The Node.js client
 * writes its endpoint where the region belongs.
 */
export function presignAs(client: string, wanted: Wanted, expires = 3600): WireRequest {
  const date = basicDate(wanted.now);
  const region = client === "Node.js" ? wanted.host : "cn-beijing";
  const headers: Record<string, string> = { host: wanted.host, ...wanted.headers };
  const names = Object.keys(headers)
    .filter((name) => name === "host" || isTos(name))
    .sort();
  const query = {
    ...wanted.query,
    "X-Tos-Algorithm": "TOS4-HMAC-SHA256",
    "X-Tos-Credential": `${wanted.keys.accessKeyId}/${date.slice(0, 8)}/${region}/tos/request`,
    "X-Tos-Date": date,
    "X-Tos-Expires": String(expires),
    "X-Tos-SignedHeaders": names.join(";"),
    ...(client === "Node.js" && { "X-Tos-Content-Sha256": "UNSIGNED-PAYLOAD" }),
    ...(wanted.keys.securityToken !== undefined && { "X-Tos-Security-Token": wanted.keys.securityToken }),
  };
  const line = headers["x-tos-content-sha256"] ?? "UNSIGNED-PAYLOAD";
  const signed = { ...query, "X-Tos-Signature": sign(wanted, region, { headers, names, query }, line) };
  return { method: wanted.method, target: targetOf(wanted, signed), headers, body: wanted.body };
}

function habitOf(client: string): Habit {
  const habit = CLIENTS[client];
  if (habit === undefined) throw new Error(`no habits of ${client} are known`);
  return habit;
}

/** What the signature covers beside method, path and payload. */
interface Signed {
  readonly headers: Readonly<Record<string, string>>;
  /** Of the signed headers, sorted. */
  readonly names: readonly string[];
  readonly query: Readonly<Record<string, string>>;
}

function sign(
  { method, path, keys, now }: Wanted,
  region: string,
  { headers, names, query }: Signed,
  payloadLine: string,
): string {
  const date = basicDate(now);
  const canonical = [
    method,
    path.split("/").map(encode).join("/"),
    queryText(query),
    ...names.map((name) => `${name}:${headers[name]?.trim().split(/\s+/).join(" ")}`),
    "",
    names.join(";"),
    payloadLine,
  ].join("\n");
  const scope = [date.slice(0, 8), region, "tos", "request"];
  const key = scope.reduce<string | Buffer>((from, part) => hmac(from, part), keys.secretAccessKey);
  const text = ["TOS4-HMAC-SHA256", date, scope.join("/"), sha256(canonical)].join("\n");
  return hmac(key, text).toString("hex");
}

function targetOf({ path }: Wanted, query: Readonly<Record<string, string>>): string {
  const text = queryText(query);
  return path.split("/").map(encode).join("/") + (text === "" ? "" : `?${text}`);
}

function queryText(query: Readonly<Record<string, string>>): string {
  return Object.keys(query)
    .sort()
    .map((name) => `${encode(name)}=${encode(query[name] ?? "")}`)
    .join("&");
}

/** Byte by byte: `A-Za-z0-9-._~` stay. */
function encode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => {
      const char = String.fromCharCode(byte);
      return /[\w.~-]/.test(char) ? char : `%${byte.toString(16).toUpperCase().padStart(2, "0")}`;
    })
    .join("");
}

function basicDate(now: Date): string {
  return `${now.toISOString().slice(0, 19).replace(/[-:]/g, "")}Z`;
}
