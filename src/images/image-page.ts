/**
 * One page of a bucket's pictures, out of listings that hold everything else, too. How much is looked at for a page is
 * bounded: where pictures are rare, a page may hold fewer than were asked for, and still not be the last one.
 */
import type { ObjectName } from "../generation/request.js";
import { TosServiceError } from "../tos/errors.js";
import type { ListedObject, ListObjectsRequest, ObjectPage } from "../tos/object-listing.js";
import { isImageType, kindOfKey } from "./image-key.js";

export interface ImagePageRequest {
  readonly bucket: string;
  readonly prefix: string;
  /** Only keys after this one; null for the first page. */
  readonly after: string | null;
  /** At most so many pictures. */
  readonly first: number;
}

export interface ImagePage {
  readonly images: readonly ListedObject[];
  /** The key that the next page continues after; null when the bucket has no more. */
  readonly next: string | null;
}

/** What a page asks of its surroundings. */
export interface ImageSource {
  list(bucket: string, request: ListObjectsRequest): Promise<ObjectPage>;
  /** The media types of objects, asked for at the same time; null where there is no object, or an error in its place. */
  contentTypes(names: readonly ObjectName[]): Promise<readonly (string | null | Error)[]>;
}

/** Listings of one page: a short one, which serves where most objects are pictures, and then the longest that there are. */
const MAX_LISTINGS = 5;
const FIRST_LISTING = 100;
const NEXT_LISTING = 1000;
/** Keys without an ending that are asked about for one page. */
const MAX_TYPES = 150;
/** At least so many are asked about at a time: one by one, a run of others would take as many round trips. */
const TYPES_AT_A_TIME = 8;

/** Reads on until there is one picture more than asked for: only so it is known whether there is a next page. */
export async function readImagePage(source: ImageSource, request: ImagePageRequest): Promise<ImagePage> {
  const { bucket, prefix, first } = request;
  const found: ListedObject[] = [];
  let types = MAX_TYPES;
  let scanned = request.after;
  for (let listing = 0; listing < MAX_LISTINGS; listing++) {
    const maxKeys = listing === 0 ? Math.max(FIRST_LISTING, first + 1) : NEXT_LISTING;
    const page = await source.list(bucket, { prefix, startAfter: scanned, maxKeys });
    let rest = page.objects.filter(({ key }) => kindOfKey(key) !== "other");
    while (rest.length > 0) {
      const wanted = Math.max(first + 1 - found.length, TYPES_AT_A_TIME);
      const taken = take(rest, wanted, types);
      if (taken.length === 0) return pageOf(found, first, scanned);
      const unknown = taken.filter(({ key }) => kindOfKey(key) === "unknown");
      types -= unknown.length;
      const pictures = await picturesAmong(source, bucket, unknown);
      found.push(...taken.filter((object) => kindOfKey(object.key) === "image" || pictures.has(object)));
      if (found.length > first) return pageOf(found, first, scanned);
      scanned = taken.at(-1)?.key ?? scanned;
      rest = rest.slice(taken.length);
    }
    if (page.next === null) return { images: found, next: null };
    scanned = page.next;
  }
  return pageOf(found, first, scanned);
}

/** The first ones, up to where types of more objects would have to be asked for than are left. */
function take(objects: readonly ListedObject[], count: number, types: number): readonly ListedObject[] {
  let unknown = 0;
  const end = objects.findIndex(({ key }, index) => {
    if (kindOfKey(key) === "unknown") unknown += 1;
    return index === count || unknown > types;
  });
  return end === -1 ? objects : objects.slice(0, end);
}

async function picturesAmong(
  { contentTypes }: ImageSource,
  bucket: string,
  objects: readonly ListedObject[],
): Promise<ReadonlySet<ListedObject>> {
  if (objects.length === 0) return new Set();
  const types = await contentTypes(objects.map(({ key }) => ({ bucket, key })));
  return new Set(objects.filter((_object, index) => isImageType(told(types[index]))));
}

/** An object whose HEAD alone is refused (by a policy, or for its customer's key) is left out, or it would hide all others. */
function told(type: string | null | Error | undefined): string | null {
  if (!(type instanceof Error)) return type ?? null;
  if (type instanceof TosServiceError && !type.throttled && !type.faulted) return null;
  throw type;
}

/** When the page is full, the next one begins after its last picture; else after what was looked at. */
function pageOf(found: readonly ListedObject[], first: number, scanned: string | null): ImagePage {
  const images = found.slice(0, first);
  return { images, next: images.length === first ? (images.at(-1)?.key ?? null) : scanned };
}
