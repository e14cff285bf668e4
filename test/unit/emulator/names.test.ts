import { describe, expect, it } from "vitest";
import { parseAddress } from "../../../src/emulator/http/address.js";
import { nameOperation, OPERATION_NAMES } from "../../../src/emulator/operations/names.js";

const named = (method: string, target: string, headers: Record<string, string> = {}) => {
  const { name, right } = nameOperation(
    method,
    parseAddress("localhost", target),
    new Map(Object.entries(headers)),
  );
  return [name, right];
};

describe("the name and the right of a request", () => {
  it.each([
    ["GET", "/", "ListBuckets", null],
    ["PUT", "/b", "CreateBucket", "write"],
    ["HEAD", "/b", "HeadBucket", "read"],
    ["DELETE", "/b", "DeleteBucket", "write"],
    ["GET", "/b?prefix=a&marker=b", "ListObjects", "read"],
    ["GET", "/b?list-type=2&prefix=&X-Tos-Date=x", "ListObjectsV2", "read"],
    ["POST", "/b?delete", "DeleteMultiObjects", "write"],
    ["GET", "/b?uploads", "ListMultipartUploads", "read"],
    ["GET", "/b?imageStyle", "ListBucketImageStyle", "read"],
    ["GET", "/b?imageStyle&styleName=s", "GetBucketImageStyle", "read"],
    ["PUT", "/b?imageStyle&styleName=s", "PutBucketImageStyle", "write"],
    ["DELETE", "/b?imageStyle&styleName=s", "DeleteBucketImageStyle", "write"],
    ["GET", "/b?imageStyleBriefInfo", "ListBucketImageStyleBriefInfo", "read"],
    ["GET", "/b?imageStyleContent", "ListBucketImageStyleContent", "read"],
    ["PUT", "/b?imageStyleSeparator", "PutImageStyleSeparator", "write"],
    ["GET", "/b?cors", "GetBucketCORS", "read"],
    ["PUT", "/b?cors=", "PutBucketCORS", "write"],
    ["DELETE", "/b?cors", "DeleteBucketCORS", "write"],
    ["GET", "/b?x-tos-process=aigc/image_to_image", "ImageToImage", "read"],
    ["POST", "/b?x-tos-process=aigc%2Fimage_to_image", "ImageToImage", "read"],
    ["POST", "/b?x-tos-process=aigc/text_to_image", "TextToImage", "write"],
    ["GET", "/b/k", "GetObject", "read"],
    ["GET", "/b/k?x-tos-process=image/info", "ProcessObject", "read"],
    ["POST", "/b/k?x-tos-post-process", "ProcessObject", "read"],
    ["HEAD", "/b/k?versionId=1", "HeadObject", "read"],
    ["PUT", "/b/k", "PutObject", "write"],
    ["DELETE", "/b/k", "DeleteObject", "write"],
    ["POST", "/b/k?uploads", "CreateMultipartUpload", "write"],
    ["PUT", "/b/k?uploadId=1&partNumber=1", "UploadPart", "write"],
    ["GET", "/b/k?uploadId=1", "ListParts", "read"],
    ["POST", "/b/k?uploadId=1", "CompleteMultipartUpload", "write"],
    ["DELETE", "/b/k?uploadId=1", "AbortMultipartUpload", "write"],
  ])("%s %s is %s", (method, target, name, right) => {
    expect(named(method, target)).toEqual([name, right]);
  });

  it("tells copies by their header", () => {
    const headers = { "x-tos-copy-source": "/a/b" };
    expect(named("PUT", "/b/k", headers)).toEqual(["CopyObject", "write"]);
    expect(named("PUT", "/b/k?partNumber=1&uploadId=1", headers)).toEqual(["UploadPartCopy", "write"]);
  });

  it.each(["/", "/b", "/b?cors", "/b/k"])(
    "tells a browser's preflight of %s, which needs no right",
    (target) => {
      const headers = { origin: "http://localhost:5173", "access-control-request-method": "PUT" };
      expect(named("OPTIONS", target, headers)).toEqual(["OptionsObject", null]);
      expect(named("OPTIONS", target, { origin: "http://localhost:5173" })[0]).toBeNull();
    },
  );

  it.each([
    ["GET", "/b?lifecycle", "read"],
    ["PUT", "/b?lifecycle", "write"],
    ["GET", "/b?x-tos-process=aigc/other", "read"],
    ["POST", "/b/k", "write"],
    ["PATCH", "/b/k", "write"],
    ["POST", "/", null],
  ])("%s %s has no name, and the right of its method", (method, target, right) => {
    expect(named(method, target)).toEqual([null, right]);
  });

  it("is one of a list, for rules of faults to choose from", () => {
    expect(OPERATION_NAMES).toEqual([...new Set(OPERATION_NAMES)].sort());
    expect(OPERATION_NAMES).toEqual(
      expect.arrayContaining([
        "ListBuckets",
        "ListObjectsV2",
        "CopyObject",
        "ImageToImage",
        "ListBucketImageStyle",
      ]),
    );
  });
});
