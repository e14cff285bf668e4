import { describe, expect, it } from "vitest";
import { verifyRequest } from "../../../src/emulator/auth/verify.js";
import { TosFault } from "../../../src/emulator/faults.js";
import { Query } from "../../../src/emulator/http/address.js";
import {
  presignQuery,
  type QueryPairs,
  sha256Hex,
  sign,
  UNSIGNED_PAYLOAD,
} from "../../../src/tos/signature.js";

const NOW = new Date("2026-03-04T05:06:07Z");
const DATE = "20260304T050607Z";
const KEY = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const STS = { accessKeyId: "stsAK", secretAccessKey: "stsSK", securityToken: "token-1" };
const IDENTITIES = [KEY, STS];
const EMPTY = sha256Hex("");

interface Habit {
  readonly method?: string;
  readonly path?: string;
  readonly query?: QueryPairs;
  readonly headers?: Readonly<Record<string, string>>;
  /** Names beside host. */
  readonly signed?: readonly string[];
  readonly payloadHash?: string;
  readonly separator?: string;
  readonly region?: string;
  readonly credential?: string;
  readonly algorithm?: string;
  readonly secret?: string;
  readonly accessKey?: string;
  readonly signature?: string;
}

/** A request signed in some client's way. */
function signedRequest(habit: Habit) {
  const { method = "GET", path = "/b/k", query = [], region = "cn-beijing" } = habit;
  const headers: Record<string, string> = { host: "h:1", "x-tos-date": DATE, ...habit.headers };
  const names = [
    "host",
    ...(habit.signed ?? Object.keys(headers).filter((name) => name.startsWith("x-tos-"))),
  ].sort();
  const signature =
    habit.signature ??
    sign(
      {
        method,
        path,
        query,
        headers: names.map((name) => [name, headers[name] ?? ""] as const),
        payloadHash: habit.payloadHash ?? headers["x-tos-content-sha256"] ?? EMPTY,
      },
      habit.secret ?? KEY.secretAccessKey,
      { region, now: NOW },
    );
  const credential =
    habit.credential ?? `${habit.accessKey ?? KEY.accessKeyId}/${DATE.slice(0, 8)}/${region}/tos/request`;
  const parts = [`Credential=${credential}`, `SignedHeaders=${names.join(";")}`, `Signature=${signature}`];
  headers.authorization = `${habit.algorithm ?? "TOS4-HMAC-SHA256"} ${parts.join(habit.separator ?? ", ")}`;
  const address = { path, bucket: "b", key: path.slice("/b/".length), query: new Query(query) };
  return { method, ...address, headers: new Map(Object.entries(headers)) };
}

type Request = ReturnType<typeof signedRequest>;

function verdict(request: Request, now = NOW): string {
  try {
    return `accepted ${verifyRequest(request, IDENTITIES, now).identity.accessKeyId}`;
  } catch (error) {
    if (!(error instanceof TosFault)) throw error;
    return [error.entry.status, error.entry.code, error.entry.ec].filter((part) => part !== null).join(" ");
  }
}

function withHeader(request: Request, name: string, value: string): Request {
  return { ...request, headers: new Map([...request.headers, [name, value]]) };
}

describe("header signatures", () => {
  const habits: Record<string, Habit> = {
    "Go: content-type signed, digest of the empty text, commas without spaces": {
      method: "POST",
      headers: { "content-type": "application/json" },
      signed: ["content-type", "x-tos-date"],
      separator: ",",
    },
    "Java: the same with a signed date header": {
      headers: { date: DATE },
      signed: ["date", "x-tos-date"],
      separator: ",",
    },
    "Python: UNSIGNED-PAYLOAD without saying so": { payloadHash: UNSIGNED_PAYLOAD },
    "Node.js: UNSIGNED-PAYLOAD in a header": { headers: { "x-tos-content-sha256": UNSIGNED_PAYLOAD } },
    "Rust: the digest of the body in a header": {
      method: "PUT",
      headers: { "x-tos-content-sha256": sha256Hex("body") },
    },
    "any region in the scope": { region: "127.0.0.1:4010" },
    "a key and a query of odd characters": {
      path: "/b/中 文/%2F/(1)!'*",
      query: [
        ["x-tos-process", "image/resize,w_100"],
        ["list-type", "2"],
        ["X-Upper", "a b+c"],
        ["flag", ""],
      ],
    },
    "runs of white space in a signed value": { headers: { "x-tos-meta-a": "  a   b " } },
  };
  it.each(Object.entries(habits))("accepts %s", (_name, habit) => {
    expect(verdict(signedRequest(habit))).toBe("accepted testAK");
  });

  it("says which digest the body must have", () => {
    const digest = sha256Hex("body");
    const request = signedRequest({ method: "PUT", headers: { "x-tos-content-sha256": digest } });
    expect(verifyRequest(request, IDENTITIES, NOW).payload.sha256).toBe(digest);
    expect(verifyRequest(signedRequest({}), IDENTITIES, NOW).payload.sha256).toBeNull();
  });

  const refusals: Record<string, [Habit, string]> = {
    "a wrong secret": [{ secret: "other" }, "403 SignatureDoesNotMatch"],
    "an unknown access key": [{ accessKey: "nobody" }, "403 InvalidAccessKeyId"],
    "another algorithm": [
      { algorithm: "AWS4-HMAC-SHA256" },
      "403 AuthorizationHeaderMalformed 0002-00000002",
    ],
    "a service that is not tos": [
      { credential: "testAK/20260304/cn-beijing/s3/request" },
      "403 AuthorizationHeaderMalformed 0002-00000010",
    ],
    "a credential that does not end with request": [
      { credential: "testAK/20260304/cn-beijing/tos/aws4_request" },
      "403 AuthorizationHeaderMalformed 0002-00000011",
    ],
    "a credential of another day": [
      { credential: "testAK/20260303/cn-beijing/tos/request" },
      "403 AuthorizationHeaderMalformed",
    ],
    "a credential with too few parts": [{ credential: "testAK/tos" }, "403 AuthorizationHeaderMalformed"],
    "an element without its sign": [{ separator: ", x, " }, "403 AuthorizationHeaderMalformed 0002-00000012"],
    "a signature that is not hexadecimal": [{ signature: "xyz" }, "403 SignatureDoesNotMatch 0002-00000023"],
    "a signature of another length": [{ signature: "abcd" }, "403 SignatureDoesNotMatch"],
  };
  it.each(Object.entries(refusals))("refuses %s", (_name, [habit, expected]) => {
    expect(verdict(signedRequest(habit))).toBe(expected);
  });

  it("refuses an anonymous request", () => {
    const request = signedRequest({});
    const headers = new Map([...request.headers].filter(([name]) => name !== "authorization"));
    expect(verdict({ ...request, headers })).toBe("403 AccessDenied");
  });

  it("refuses a request without a date", () => {
    const request = signedRequest({});
    const headers = new Map([...request.headers].filter(([name]) => name !== "x-tos-date"));
    expect(verdict({ ...request, headers })).toBe("403 MissingSecurityHeader");
  });

  it("refuses an x-tos header that is not signed", () => {
    expect(verdict(withHeader(signedRequest({}), "x-tos-acl", "public-read"))).toBe(
      "403 AuthorizationHeaderMalformed 0002-00000016",
    );
  });

  it("refuses a signature that leaves out host", () => {
    const request = signedRequest({});
    const authorization = (request.headers.get("authorization") ?? "").replace("host;", "");
    expect(verdict(withHeader(request, "authorization", authorization))).toBe(
      "403 AuthorizationHeaderMalformed 0002-00000016",
    );
  });

  it("refuses whatever was changed after the signing", () => {
    const request = signedRequest({
      query: [["a", "1"]],
      headers: { "content-type": "text/plain", "x-tos-meta-a": "1" },
      signed: ["content-type", "x-tos-date", "x-tos-meta-a"],
    });
    expect(verdict(request)).toBe("accepted testAK");
    const tampered: Request[] = [
      { ...request, method: "PUT" },
      { ...request, path: "/b/other" },
      { ...request, query: new Query([["a", "2"]]) },
      withHeader(request, "content-type", "text/html"),
      withHeader(request, "x-tos-meta-a", "2"),
      withHeader(request, "host", "h:2"),
    ];
    expect(tampered.map((each) => verdict(each))).toEqual(tampered.map(() => "403 SignatureDoesNotMatch"));
  });

  it("takes a clock that is 15 minutes off and no more", () => {
    const minutes = (count: number) => new Date(NOW.getTime() + count * 60_000);
    const request = signedRequest({});
    expect([-15, 15].map((count) => verdict(request, minutes(count)))).toEqual([
      "accepted testAK",
      "accepted testAK",
    ]);
    expect([-15.1, 15.1].map((count) => verdict(request, minutes(count)))).toEqual([
      "403 RequestTimeTooSkewed",
      "403 RequestTimeTooSkewed",
    ]);
  });

  it("wants the token of temporary credentials, and no token with permanent ones", () => {
    const sts = (token?: string) =>
      signedRequest({
        accessKey: STS.accessKeyId,
        secret: STS.secretAccessKey,
        headers: token === undefined ? {} : { "x-tos-security-token": token },
      });
    expect(verdict(sts("token-1"))).toBe("accepted stsAK");
    expect(verdict(sts("token-2"))).toBe("403 InvalidSecurityToken");
    expect(verdict(sts())).toBe("403 InvalidSecurityToken");
    expect(verdict(signedRequest({ headers: { "x-tos-security-token": "token-1" } }))).toBe(
      "403 InvalidSecurityToken",
    );
  });

  it("refuses temporary credentials after their end", () => {
    const request = signedRequest({ headers: { "x-tos-security-token": "t" } });
    const identity = { ...KEY, securityToken: "t", expiresAt: NOW };
    expect(() => verifyRequest(request, [identity], NOW)).toThrow(/expired/);
  });
});

describe("presigned URLs", () => {
  function presigned(
    options: { expires?: number; secret?: string; change?: [string, string] } = {},
  ): Request {
    const text = presignQuery(
      {
        method: "GET",
        path: "/b/k",
        query: [["x-tos-process", "style/a"]],
        host: "h:1",
        expiresInSeconds: options.expires ?? 60,
      },
      { ...KEY, secretAccessKey: options.secret ?? KEY.secretAccessKey },
      { region: "cn-beijing", now: NOW },
    );
    const pairs = [...new URLSearchParams(text)].map(([name, value]) =>
      name === options.change?.[0] ? ([name, options.change[1]] as const) : ([name, value] as const),
    );
    const address = { path: "/b/k", bucket: "b", key: "k", query: new Query(pairs) };
    return { method: "GET", ...address, headers: new Map([["host", "h:1"]]) };
  }

  it("are accepted while they live", () => {
    expect(verdict(presigned())).toBe("accepted testAK");
    expect(verdict(presigned(), new Date(NOW.getTime() + 60_000))).toBe("accepted testAK");
  });

  it("are refused when they have expired", () => {
    expect(verdict(presigned(), new Date(NOW.getTime() + 61_000))).toBe("403 AccessDenied");
  });

  it("are refused long before their time", () => {
    expect(verdict(presigned(), new Date(NOW.getTime() - 16 * 60_000))).toBe("403 RequestTimeTooSkewed");
  });

  it("must sign every x-tos header that is sent with them", () => {
    expect(verdict(withHeader(presigned(), "x-tos-acl", "private"))).toBe(
      "403 AuthorizationHeaderMalformed 0002-00000016",
    );
  });

  it.each([
    [["X-Tos-Algorithm", "AWS4-HMAC-SHA256"], "403 AuthorizationQueryParametersError 0002-00000030"],
    [["X-Tos-Expires", "0"], "403 AuthorizationQueryParametersError 0002-00000031"],
    [["X-Tos-Expires", "604801"], "403 AuthorizationQueryParametersError 0002-00000031"],
    [["X-Tos-Expires", "6e1"], "403 AuthorizationQueryParametersError 0002-00000031"],
    [["X-Tos-Date", "yesterday"], "403 AuthorizationQueryParametersError"],
    [["X-Tos-Credential", "testAK"], "403 AuthorizationQueryParametersError"],
    [
      ["X-Tos-Credential", "testAK/20260304/cn-beijing/s3/request"],
      "403 AuthorizationHeaderMalformed 0002-00000010",
    ],
    [
      ["X-Tos-Credential", "testAK/20260304/cn-beijing/tos/aws4_request"],
      "403 AuthorizationHeaderMalformed 0002-00000011",
    ],
    [["X-Tos-Credential", "testAK/20260305/cn-beijing/tos/request"], "403 AuthorizationQueryParametersError"],
    [["X-Tos-Credential", "nobody/20260304/cn-beijing/tos/request"], "403 InvalidAccessKeyId"],
    [["X-Tos-SignedHeaders", "date"], "403 AuthorizationHeaderMalformed 0002-00000016"],
    [["X-Tos-SignedHeaders", ""], "403 AuthorizationQueryParametersError"],
    [["X-Tos-Signature", "not hexadecimal"], "403 SignatureDoesNotMatch 0002-00000023"],
    [["X-Tos-Signature", "0".repeat(64)], "403 SignatureDoesNotMatch"],
    [["x-tos-process", "style/b"], "403 SignatureDoesNotMatch"],
    [["X-Tos-Expires", "61"], "403 SignatureDoesNotMatch"],
  ] as const)("with %j are refused", ([name, value], expected) => {
    expect(verdict(presigned({ change: [name, value] }))).toBe(expected);
  });
});
