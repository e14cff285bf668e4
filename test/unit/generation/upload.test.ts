import { describe, expect, it } from "vitest";
import { checkUpload, createUploads, type UploadRequest } from "../../../src/generation/upload.js";
import { InvalidRequestError } from "../../../src/generation/violation.js";
import { PICTURE_FORMATS } from "../../../src/processing/formats.js";
import type { PresignPutRequest } from "../../../src/tos/presign.js";

const LIMITS = { maxBytes: 20_971_520, maxSeconds: 604_800 };
const UUID = "5f0e0c5e-1f0b-4c5e-9d8e-3b1d2c3a4f5e";

const request: UploadRequest = {
  bucket: "examplebucket",
  key: null,
  contentType: "image/jpeg",
  byteSize: 48_213,
  forbidOverwrite: true,
  expiresInSeconds: 900,
};

/** What is made of a request, with what was asked of the presigner. */
function upload(changes: Partial<UploadRequest> = {}, signContent = true, limits = LIMITS) {
  const asked: PresignPutRequest[] = [];
  const create = createUploads({
    ...limits,
    signContent,
    presignPut: (each) => {
      asked.push(each);
      return { url: "https://signed.example/", expiresAt: new Date("2026-11-23T16:17:41Z") };
    },
    now: () => new Date("2026-11-23T16:02:41.123Z"),
    uuid: () => UUID,
  });
  return { made: create({ ...request, ...changes }), asked };
}

describe("an upload", () => {
  it("of no key gets one of its time, and is signed for its type, its size and an empty place", () => {
    const { made, asked } = upload();
    const key = `uploads/2026-11-23/160241123-${UUID}.jpg`;
    expect(asked).toEqual([
      {
        bucket: "examplebucket",
        key,
        expiresInSeconds: 900,
        signedHeaders: {
          "content-type": "image/jpeg",
          "content-length": "48213",
          "x-tos-forbid-overwrite": "true",
        },
      },
    ]);
    expect(made).toEqual({
      image: { bucket: "examplebucket", key },
      method: "PUT",
      url: "https://signed.example/",
      headers: [
        { name: "content-type", value: "image/jpeg" },
        { name: "x-tos-forbid-overwrite", value: "true" },
      ],
      expiresAt: new Date("2026-11-23T16:17:41Z"),
    });
  });

  it("that may overwrite neither signs nor lists the header that forbids it", () => {
    const { made, asked } = upload({ key: "a.jpg", forbidOverwrite: false });
    expect(asked[0]?.signedHeaders).toEqual({ "content-type": "image/jpeg", "content-length": "48213" });
    expect(made.headers).toEqual([{ name: "content-type", value: "image/jpeg" }]);
  });

  it("lists the same headers when type and size are not to be signed", () => {
    const { made, asked } = upload({}, false);
    expect(asked[0]?.signedHeaders).toEqual({ "x-tos-forbid-overwrite": "true" });
    expect(made.headers).toEqual(upload().made.headers);
  });

  it.each(PICTURE_FORMATS.map(({ mediaType, extensions }) => [mediaType, extensions[0]]))(
    "of %s gets the extension %s",
    (contentType, extension) => {
      expect(upload({ contentType }).made.image.key).toBe(
        `uploads/2026-11-23/160241123-${UUID}.${extension}`,
      );
    },
  );

  it.each([
    [604_800, 900],
    [900, 900],
    [60, 60],
  ])(
    "of no time may begin for what is usual, or what is allowed: of %i seconds %i",
    (maxSeconds, seconds) => {
      const { asked } = upload({ expiresInSeconds: null }, true, { ...LIMITS, maxSeconds });
      expect(asked[0]?.expiresInSeconds).toBe(seconds);
    },
  );

  it("that breaks a rule is signed for by nobody", () => {
    expect(() => upload({ byteSize: 0 })).toThrow(InvalidRequestError);
  });
});

describe("the check of an upload", () => {
  it.each([
    ["one byte", { byteSize: 1 }],
    ["the most bytes", { byteSize: LIMITS.maxBytes }],
    ["a second", { expiresInSeconds: 1 }],
    ["seven days", { expiresInSeconds: 604_800 }],
    ["the other extension of the type", { key: "a.JPEG" }],
    ["a key without an extension", { key: "a" }],
    ["the extension that Windows writes", { key: "a.jfif" }],
    ["a folder that is called like a picture", { key: "a.png/b" }],
    ["a key that may be overwritten", { key: "a.jpg", forbidOverwrite: false }],
  ])("passes %s", (_, changes) => {
    expect(checkUpload({ ...request, ...changes }, LIMITS)).toEqual([]);
  });

  it.each([
    [600, null, 600],
    [600, 600, 600],
    [604_800, null, 900],
  ])(
    "of which %i seconds are granted and %s asked for works for %i",
    (maxSeconds, expiresInSeconds, signed) => {
      const { asked } = upload({ expiresInSeconds }, true, { ...LIMITS, maxSeconds });
      expect(asked[0]?.expiresInSeconds).toBe(signed);
    },
  );

  it("is refused for longer than is granted", () => {
    const found = checkUpload({ ...request, expiresInSeconds: 601 }, { ...LIMITS, maxSeconds: 600 });
    expect(found).toEqual([
      {
        path: ["input", "expiresInSeconds"],
        constraint: "range",
        message: "must be a whole number from 1 to 600",
      },
    ]);
  });

  it.each([
    ["the ending of another format", "a.png"],
    ["that of a picture which TOS does not process", "a.heic"],
    ["one that is no picture's", "a.jpg.bak"],
    ["a page's", "a.html"],
  ])("refuses %s, under which no list would tell what is there", (_, key) => {
    expect(checkUpload({ ...request, key }, LIMITS)).toEqual([
      {
        path: ["input", "key"],
        constraint: "extension",
        message: "must end as pictures of contentType do (.jpg, .jpeg, .jpe, .jfif) or have no ending",
      },
    ]);
  });

  it("refuses a folder", () => {
    expect(checkUpload({ ...request, key: "photos.jpg/" }, LIMITS)).toMatchObject([
      { path: ["input", "key"], constraint: "extension", message: expect.stringContaining("slash") },
    ]);
  });

  it("finds everything at once", () => {
    const wrong = {
      bucket: "B",
      key: "https://a.png",
      contentType: "image/jpeg",
      byteSize: Number.NaN,
      forbidOverwrite: false,
      expiresInSeconds: 61,
    };
    expect(
      checkUpload(wrong, { maxBytes: 9, maxSeconds: 60 }).map(({ path, constraint }) => [
        path.join("."),
        constraint,
      ]),
    ).toEqual([
      ["input.bucket", "bucketName"],
      ["input.key", "objectKey"],
      ["input.key", "extension"],
      ["input.byteSize", "range"],
      ["input.expiresInSeconds", "range"],
    ]);
  });
});
