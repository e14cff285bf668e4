/** The JSON body {Code, Message, RequestId, HostId, Resource, EC} of an error of TOS. */

/** Bodies of errors are read up to here, as the official Go SDK does: a proxy's page may be of any size. */
const MAX_ERROR_BYTES = 64 * 1024;

/** Empty for whatever is none: a proxy's page, XML of the S3 face, nothing at all. Never throws. */
export function readErrorBody(body: Buffer): Readonly<Record<string, unknown>> {
  if (body.length > MAX_ERROR_BYTES) return {};
  try {
    const value: unknown = JSON.parse(body.toString("utf8"));
    return typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    // The status says the rest.
    return {};
  }
}
