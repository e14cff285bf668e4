/** Which keys name pictures: listings do not tell the type of an object, and asking for each would cost a call. */
import { endingOfKey, PICTURE_FORMATS } from "../processing/formats.js";

/** Endings of pictures: those that image processing reads, and others of media types `image/…` that browsers show. */
export const IMAGE_EXTENSIONS: readonly string[] = [
  ...PICTURE_FORMATS.flatMap(({ extensions }) => extensions),
  "heic",
  "heif",
  "avif",
  "apng",
  "svg",
  "ico",
];

/** For readers: `.jpg, .jpeg, …` */
export const IMAGE_ENDINGS = IMAGE_EXTENSIONS.map((extension) => `.${extension}`).join(", ");

/** What a key tells: a picture; no picture; or nothing, so that the type of the object has to be asked for. */
export type KeyKind = "image" | "other" | "unknown";

/** Goes by the ending of the last segment, in any case. A key that ends in a slash is a folder, made so by consoles. */
export function kindOfKey(key: string): KeyKind {
  if (key.endsWith("/")) return "other";
  const extension = endingOfKey(key);
  if (extension === "") return "unknown";
  return IMAGE_EXTENSIONS.includes(extension) ? "image" : "other";
}

/** Whether a stored media type, such as `image/jpeg`, is one of pictures. */
export function isImageType(contentType: string | null): boolean {
  return /^image\//i.test(contentType ?? "");
}

/** What is wrong with the key of a picture to delete, or null: another object's is refused, whatever it holds. */
export function checkDeletableKey(key: string): string | null {
  return kindOfKey(key) === "other"
    ? `must end as pictures do (${IMAGE_ENDINGS}) or have no ending: other objects are not deleted here`
    : null;
}
