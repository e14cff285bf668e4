import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type ImageSource, readImagePage } from "../../../src/images/image-page.js";
import { TosServiceError } from "../../../src/tos/errors.js";
import "../../helpers/property-seed.js";

/** Objects by key, with the type that HEAD tells, or the error that it ends with. */
type Bucket = Readonly<Record<string, string | null | Error>>;

/** A bucket of ASCII keys, and what it was asked. */
function sourceOf(bucket: Bucket) {
  const keys = Object.keys(bucket).sort();
  const listings: number[] = [];
  const asked: string[][] = [];
  const source: ImageSource = {
    async list(_bucket, { prefix, startAfter, maxKeys }) {
      listings.push(maxKeys);
      const rest = keys.filter((key) => key.startsWith(prefix) && key > (startAfter ?? ""));
      const page = rest.slice(0, maxKeys);
      const objects = page.map((key) => ({ key, byteSize: 1, etag: '"1"', lastModified: new Date(0) }));
      return { objects, next: rest.length > maxKeys ? (page.at(-1) ?? null) : null };
    },
    async contentTypes(names) {
      asked.push(names.map(({ key }) => key));
      return names.map(({ key }) => bucket[key] ?? null);
    },
  };
  const read = async (first: number, after: string | null = null, prefix = "") => {
    const { images, next } = await readImagePage(source, { bucket: "b", prefix, after, first });
    return { keys: images.map(({ key }) => key), next };
  };
  return { read, listings, asked };
}

const numbered = (count: number, key: (number: string) => string): Bucket =>
  Object.fromEntries(
    Array.from({ length: count }, (_, at) => [key(String(at).padStart(5, "0")), "image/png"]),
  );

function refusal(status: number, serviceCode: string | null = null): TosServiceError {
  return new TosServiceError({
    operation: "HeadObject",
    status,
    serviceCode,
    ec: null,
    serviceMessage: null,
    requestId: null,
    resource: null,
    retryAfterMs: null,
    idempotent: true,
  });
}

describe("a page of pictures", () => {
  it("takes one listing where objects are pictures, and ends where they do", async () => {
    const { read, listings, asked } = sourceOf(numbered(40, (number) => `${number}.png`));
    const { keys, next } = await read(20);
    expect([keys.length, keys[0], next]).toEqual([20, "00000.png", "00019.png"]);
    expect(await read(20, next)).toMatchObject({ next: null, keys: { length: 20, 0: "00020.png" } });
    expect([listings, asked]).toEqual([[100, 100], []]);
  });

  it("passes over other objects, and asks for the type of none that has an ending", async () => {
    const { read, asked } = sourceOf({
      "a.png": null,
      "b.txt": "image/png",
      "c/": "image/png",
      "d.JPG": null,
    });
    expect(await read(20)).toEqual({ keys: ["a.png", "d.JPG"], next: null });
    expect(asked).toEqual([]);
  });

  it("asks for the type of objects without an ending, and shows pictures in their place", async () => {
    const { read, asked } = sourceOf({
      a: "image/png",
      "b.jpg": null,
      c: "text/plain",
      d: null,
      e: "IMAGE/X",
    });
    expect(await read(20)).toEqual({ keys: ["a", "b.jpg", "e"], next: null });
    expect(asked).toEqual([["a", "c", "d", "e"]]);
  });

  it("asks for no more types than a page may need, with some to spare", async () => {
    const { read, asked } = sourceOf(numbered(1000, (number) => number));
    expect(await read(20)).toMatchObject({ keys: { length: 20 }, next: "00019" });
    expect(asked.map(({ length }) => length)).toEqual([21]);
  });

  it.each([refusal(403), refusal(400), refusal(404)])(
    "leaves out an object whose HEAD alone is refused: %s",
    async (error) => {
      const { read } = sourceOf({ a: error, b: "image/png" });
      expect(await read(20)).toEqual({ keys: ["b"], next: null });
    },
  );

  it.each([
    refusal(429),
    refusal(400, "ExceedAccountQPSLimit"),
    refusal(408),
    refusal(500),
    new Error("connection"),
  ])("fails when the types cannot be asked for: %s", async (error) => {
    const { read } = sourceOf({ a: "image/png", b: error });
    await expect(read(20)).rejects.toBe(error);
  });

  it("breaks off after some thousand others, and goes on from there", async () => {
    const bucket = { ...numbered(10_000, (number) => `${number}.txt`), "99999.png": null };
    const { read, listings } = sourceOf(bucket);
    const pages = [];
    let next: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof read>> = await read(5, next);
      pages.push(page.keys);
      next = page.next;
    } while (next !== null);
    expect(pages).toEqual([[], [], ["99999.png"]]);
    expect(listings).toEqual([100, 1000, 1000, 1000, 1000, 100, 1000, 1000, 1000, 1000, 100, 1000, 1000]);
  });

  it("breaks off after a hundred and fifty types, and goes on from there", async () => {
    const others = Object.fromEntries(
      Object.keys(numbered(400, (number) => number)).map((key) => [key, null]),
    );
    const { read, asked } = sourceOf({ ...others, "00200.png": null, x: "image/png" });
    const first = await read(10);
    expect(first).toEqual({ keys: [], next: "00149" });
    expect(await read(10, first.next)).toEqual({ keys: ["00200.png"], next: "00299" });
    expect(asked.flat()).toHaveLength(300);
  });

  it("that is full is followed by one, as long as it is not known that nothing follows", async () => {
    const bucket = { "a.png": null, ...numbered(10_000, (number) => `b${number}.txt`) };
    const { read } = sourceOf(bucket);
    expect(await read(1)).toEqual({ keys: ["a.png"], next: "a.png" });
    expect(await sourceOf({ "a.png": null, "b.txt": null }).read(1)).toEqual({ keys: ["a.png"], next: null });
  });

  it("after page gives every picture of a prefix once and in order, whatever stands between", async () => {
    const key = fc.tuple(
      fc.constantFrom("p/", "p/q/", "z/"),
      fc.nat(2_000),
      fc.constantFrom("", ".png", ".txt", "/"),
    );
    const object = fc.tuple(key, fc.constantFrom("image/png", "text/plain", null));
    await fc.assert(
      fc.asyncProperty(
        fc.array(object, { maxLength: 600, size: "max" }),
        fc.integer({ min: 1, max: 100 }),
        async (objects, first) => {
          const bucket = Object.fromEntries(objects.map(([parts, type]) => [parts.join(""), type]));
          const { read } = sourceOf(bucket);
          const seen: string[] = [];
          let next: string | null = null;
          do {
            const page: Awaited<ReturnType<typeof read>> = await read(first, next, "p/");
            expect(page.keys.length).toBeLessThanOrEqual(first);
            expect(page.next === null || page.next > (next ?? "")).toBe(true);
            seen.push(...page.keys);
            next = page.next;
          } while (next !== null);
          const pictures = Object.keys(bucket).filter(
            (name) =>
              name.startsWith("p/") &&
              (/\.png$/.test(name) || (/\d$/.test(name) && bucket[name] === "image/png")),
          );
          expect(seen).toEqual(pictures.sort());
        },
      ),
    );
  });
});
