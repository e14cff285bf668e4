import { describe, expect, it } from "vitest";
import {
  canonicalRequest,
  presignQuery,
  sha256Hex,
  sign,
  signHeaders,
  signingKey,
  UNSIGNED_PAYLOAD,
  uriEncode,
} from "../../../src/tos/signature.js";

const credentials = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const now = new Date("2022-01-01T00:00:00Z");
const beijing = { region: "cn-beijing", now };
const emptyHash = sha256Hex("");

describe("TOS4-HMAC-SHA256", () => {
  const exampleObject = {
    method: "GET",
    path: "/exampleobject",
    query: [],
    headers: [
      ["host", "examplebucket.tos-cn-beijing.volces.com"],
      ["x-tos-content-sha256", emptyHash],
      ["x-tos-date", "20220101T000000Z"],
    ],
    payloadHash: emptyHash,
  } as const;

  it("signs the documentation's example (docs/6349/74839)", () => {
    expect(sha256Hex(canonicalRequest(exampleObject))).toBe(
      "c5b4f2fac36f0a3351d91753998bd811d1c446c186a2b3fb2b9e420630f13534",
    );
    expect(signingKey("testSK", "20220101", "cn-beijing").toString("hex")).toBe(
      "72807c459d546276c7262c7dfa9574fca9c065b5b1b62cbaa1e592676a441a7c",
    );
    expect(sign(exampleObject, "testSK", beijing)).toBe(
      "d40b66cf0054d1642843670d10fa095e1609c7896f25df217770b0abe717693b",
    );
  });

  it("presigns the documentation's example (BytePlus, including a signature in the URL)", () => {
    const query = presignQuery(
      {
        method: "GET",
        path: "/exampleobject",
        query: [],
        host: "examplebucket.tos-ap-southeast-1.bytepluses.com",
        expiresInSeconds: 86_400,
      },
      credentials,
      { region: "ap-southeast-1", now },
    );
    expect(query).toBe(
      "X-Tos-Algorithm=TOS4-HMAC-SHA256&X-Tos-Credential=testAK%2F20220101%2Fap-southeast-1%2Ftos%2Frequest" +
        "&X-Tos-Date=20220101T000000Z&X-Tos-Expires=86400&X-Tos-SignedHeaders=host" +
        "&X-Tos-Signature=d235179a42db6eefabd0c312a8f7e33c03a939ac2deb6e7c0ac4058117fc882b",
    );
  });

  it.each([
    ["POST", "7207d3de8c038b5c1f87fd2e0334500e5486274546dadffa6dfc2173af7c95e5"],
    ["GET", "ad955307caaf68cb3add92ac681bbe1aa3457e34eba6b74c79c2994026da8aeb"],
  ])("signs aigc/image_to_image by %s", (method, signature) => {
    const headers = signHeaders(
      {
        method,
        path: "/",
        query: [["x-tos-process", "aigc/image_to_image"]],
        host: "examplebucket.tos-cn-beijing.volces.com",
        headers: { "content-type": "application/json" },
      },
      credentials,
      beijing,
    );
    expect(headers).toEqual({
      "x-tos-content-sha256": UNSIGNED_PAYLOAD,
      "x-tos-date": "20220101T000000Z",
      authorization:
        "TOS4-HMAC-SHA256 Credential=testAK/20220101/cn-beijing/tos/request, " +
        `SignedHeaders=host;x-tos-content-sha256;x-tos-date, Signature=${signature}`,
    });
  });

  it("sends and signs the STS token as a header, and as a query parameter of a presigned URL", () => {
    const sts = { ...credentials, securityToken: "token/+=" };
    const request = { method: "GET", path: "/k", query: [], host: "b.example", headers: {} };
    expect(signHeaders(request, sts, beijing)).toMatchObject({
      "x-tos-security-token": "token/+=",
      authorization: expect.stringContaining("x-tos-date;x-tos-security-token,"),
    });
    expect(presignQuery({ ...request, expiresInSeconds: 60 }, sts, beijing)).toContain(
      "&X-Tos-Security-Token=token%2F%2B%3D&X-Tos-SignedHeaders=host&X-Tos-Signature=",
    );
  });

  it("keeps nothing but unreserved characters, and slashes in paths only", () => {
    expect(uriEncode("a-_.~/ !'()*+中")).toBe("a-_.~%2F%20%21%27%28%29%2A%2B%E4%B8%AD");
    expect(uriEncode("/a b//c/../d", true)).toBe("/a%20b//c/../d");
  });

  it("sorts upper case before lower, writes a valueless name as `name=`, and folds white space in headers", () => {
    expect(
      canonicalRequest({
        method: "GET",
        path: "",
        query: [
          ["list-type", "2"],
          ["X-Tos-Date", "d"],
          ["imageStyle", ""],
          ["x-tos-SIGNATURE", "left out"],
        ],
        headers: [
          ["X-Tos-Meta-A", "  two   spaces "],
          ["Host", "h"],
        ],
        payloadHash: "p",
      }),
    ).toBe(
      "GET\n/\nX-Tos-Date=d&imageStyle=&list-type=2\nhost:h\nx-tos-meta-a:two spaces\n\nhost;x-tos-meta-a\np",
    );
  });
});
