/** What a request claims of its signature, read from the Authorization header or from the query of a presigned URL. */
import { ALGORITHM, MAX_PRESIGN_SECONDS, tosDate } from "../../tos/signature.js";
import { FAULTS, type FaultEntry, TosFault } from "../faults.js";
import type { Query } from "../http/address.js";
import type { HeaderMap } from "../http/headers.js";

export interface SignatureClaims {
  readonly kind: "header" | "query" | "policy";
  readonly accessKeyId: string;
  /** The region inside the credential scope. The service takes any: the Node.js SDK presigns with its endpoint there. */
  readonly region: string;
  /** When the request says that it was signed. */
  readonly date: Date;
  /** Lower case, in the order that the client gave. */
  readonly signedHeaders: readonly string[];
  /** 64 hex digits. */
  readonly signature: string;
  readonly securityToken: string | undefined;
  /** Seconds that a presigned URL lives; null for a header signature. */
  readonly expiresInSeconds: number | null;
  /** The base64 text of a policy URL's conditions; null for the other kinds. */
  readonly policy: string | null;
}

/** Returns null for an anonymous request. Throws the documented error for a malformed claim. */
export function readClaims(headers: HeaderMap, query: Query): SignatureClaims | null {
  const authorization = headers.get("authorization");
  if (authorization !== undefined) return readHeaderClaims(authorization, headers);
  const presigned = ["X-Tos-Signature", "X-Tos-Algorithm", "X-Tos-Credential"].some(
    (name) => query.getIgnoringCase(name) !== undefined,
  );
  return presigned ? readQueryClaims(query) : null;
}

/** `TOS4-HMAC-SHA256 Credential=…,SignedHeaders=…,Signature=…`; `,` with or without a space after it. */
function readHeaderClaims(authorization: string, headers: HeaderMap): SignatureClaims {
  const text = authorization.trim();
  const [algorithm = ""] = text.split(/\s/, 1);
  if (algorithm !== ALGORITHM) throw new TosFault(FAULTS.unknownAlgorithm);
  const elements = new Map<string, string>();
  for (const element of text.slice(algorithm.length).split(",")) {
    const [name = "", value, ...more] = element.trim().split("=");
    if (value === undefined || more.length > 0) throw new TosFault(FAULTS.authorizationElement);
    elements.set(name, value);
  }
  const get = (name: string): string => {
    const value = elements.get(name);
    if (value !== undefined && value !== "") return value;
    throw new TosFault(FAULTS.authorizationMalformed, { detail: `${name} is missing` });
  };
  // The Java and Python SDKs send `date` in the same form beside it.
  const date = parseDate(headers.get("x-tos-date") ?? headers.get("date"));
  if (date === null) throw new TosFault(FAULTS.missingDate);
  return {
    kind: "header",
    ...readCredential(get("Credential"), date, FAULTS.authorizationMalformed),
    date,
    signedHeaders: splitNames(get("SignedHeaders")),
    signature: checkSignature(get("Signature")),
    securityToken: headers.get("x-tos-security-token"),
    expiresInSeconds: null,
    policy: null,
  };
}

function readQueryClaims(query: Query): SignatureClaims {
  const get = (name: string): string => {
    const value = query.getIgnoringCase(name);
    if (value === undefined || value === "") {
      throw new TosFault(FAULTS.queryMalformed, { detail: `${name} is missing` });
    }
    return value;
  };
  if (query.getIgnoringCase("X-Tos-Algorithm") !== ALGORITHM) throw new TosFault(FAULTS.queryAlgorithm);
  const expires = query.getIgnoringCase("X-Tos-Expires") ?? "";
  const seconds = /^\d{1,7}$/.test(expires) ? Number(expires) : 0;
  if (seconds < 1 || seconds > MAX_PRESIGN_SECONDS) throw new TosFault(FAULTS.queryExpires);
  const date = parseDate(get("X-Tos-Date"));
  if (date === null) throw new TosFault(FAULTS.queryMalformed, { detail: "X-Tos-Date is not valid" });
  const policy = query.getIgnoringCase("X-Tos-Policy") ?? null;
  return {
    kind: policy === null ? "query" : "policy",
    ...readCredential(get("X-Tos-Credential"), date, FAULTS.queryMalformed),
    date,
    signedHeaders: policy === null ? splitNames(get("X-Tos-SignedHeaders")) : [],
    signature: checkSignature(get("X-Tos-Signature")),
    securityToken: query.getIgnoringCase("X-Tos-Security-Token"),
    expiresInSeconds: seconds,
    policy,
  };
}

/** `AK/YYYYMMDD/region/tos/request`; the day must be that of the request's date. */
function readCredential(
  credential: string,
  date: Date,
  malformed: FaultEntry,
): { accessKeyId: string; region: string } {
  const parts = credential.split("/");
  const [accessKeyId = "", day = "", region = "", service, terminator] = parts;
  if (parts.length !== 5 || accessKeyId === "" || region === "") {
    throw new TosFault(malformed, { detail: "the credential must be AK/date/region/tos/request" });
  }
  if (service !== "tos") throw new TosFault(FAULTS.wrongService);
  if (terminator !== "request") throw new TosFault(FAULTS.wrongTerminator);
  if (day !== tosDate(date).slice(0, 8)) {
    throw new TosFault(malformed, { detail: "the day in the credential is not that of the request" });
  }
  return { accessKeyId, region };
}

/** `YYYYMMDDTHHMMSSZ`, UTC. */
function parseDate(text: string | undefined): Date | null {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(text ?? "");
  if (match === null) return null;
  const [year, month, day, hour, minute, second] = match.slice(1);
  const date = new Date(`${year}-${month}-${day}T${hour}:${minute}:${second}Z`);
  return Number.isNaN(date.getTime()) ? null : date;
}

function splitNames(text: string): string[] {
  return text.split(";").map((name) => name.trim().toLowerCase());
}

function checkSignature(signature: string): string {
  if (!/^(?:[0-9a-f]{2})+$/i.test(signature)) throw new TosFault(FAULTS.signatureNotHex);
  return signature.toLowerCase();
}
