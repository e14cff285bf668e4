/** Keys that nobody has to think of: they sort by the time at which they were made, and none can be guessed or made twice. */

export interface NewObjectKey {
  /** Without slashes at its ends, such as `uploads`. */
  readonly folder: string;
  /** Without the dot, such as `jpg`. */
  readonly extension: string;
  readonly now: Date;
  /** `crypto.randomUUID()`: the part that cannot be guessed. */
  readonly uuid: string;
}

/**
 * `FOLDER/YYYY-MM-DD/HHMMSSmmm-UUID.EXTENSION`, in UTC: `uploads/2026-11-23/160241123-5f0e0c5e-….jpg`. In the order of
 * keys, which is that of a list, what was made in an earlier millisecond comes first.
 */
export function newObjectKey({ folder, extension, now, uuid }: NewObjectKey): string {
  const [day = "", time = ""] = now.toISOString().split("T");
  return `${folder}/${day}/${time.replace(/\D/g, "")}-${uuid}.${extension}`;
}
