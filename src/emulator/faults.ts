/**
 * Every error that the emulator answers with, in one table, and the exception that carries one of them.
 *
 * Names of codes: docs/6349/74874 and the code lists of the Go, Java and Node.js SDKs. EC numbers: the troubleshooting
 * pages docs/6349/1188898 to 1189398, the Go SDK (0006-00000001, 0017-00000003) and docs/6349/1189259 (0017-00000004).
 *
 * Assumption: where no page or SDK shows them, the HTTP status follows the S3 error of the same name, every failed
 * authentication is 403, and an error whose EC is unknown carries none.
 */

export interface FaultEntry {
  readonly code: string;
  readonly status: number;
  /** TOS's own number of the cause, `FFFF-NNNNNNNN`; null where it is not published. */
  readonly ec: string | null;
  readonly message: string;
}

export const FAULTS = {
  accessDenied: entry("AccessDenied", 403, null, "Access Denied"),
  // Assumption: an expired presigned URL is AccessDenied, as in S3; TOS's ExpiredToken speaks of STS tokens.
  presignExpired: entry("AccessDenied", 403, null, "The presigned URL has expired"),
  unknownAlgorithm: entry(
    "AuthorizationHeaderMalformed",
    403,
    "0002-00000002",
    "The algorithm of the Authorization header is not supported: use TOS4-HMAC-SHA256",
  ),
  wrongService: entry(
    "AuthorizationHeaderMalformed",
    403,
    "0002-00000010",
    "The service in the credential must be tos",
  ),
  wrongTerminator: entry(
    "AuthorizationHeaderMalformed",
    403,
    "0002-00000011",
    "The credential must end with request",
  ),
  authorizationElement: entry(
    "AuthorizationHeaderMalformed",
    403,
    "0002-00000012",
    "An element of the Authorization header is not of the form name=value",
  ),
  authorizationMalformed: entry(
    "AuthorizationHeaderMalformed",
    403,
    null,
    "The Authorization header is not valid",
  ),
  unsignedHeader: entry(
    "AuthorizationHeaderMalformed",
    403,
    "0002-00000016",
    "SignedHeaders must hold host and every x-tos-* header of the request",
  ),
  signatureNotHex: entry("SignatureDoesNotMatch", 403, "0002-00000023", "The signature is not hexadecimal"),
  queryAlgorithm: entry(
    "AuthorizationQueryParametersError",
    403,
    "0002-00000030",
    "X-Tos-Algorithm must be TOS4-HMAC-SHA256",
  ),
  queryExpires: entry(
    "AuthorizationQueryParametersError",
    403,
    "0002-00000031",
    "X-Tos-Expires must be a whole number of seconds from 1 to 604800",
  ),
  queryMalformed: entry(
    "AuthorizationQueryParametersError",
    403,
    null,
    "The signature parameters of the query are not valid",
  ),
  signatureMismatch: entry(
    "SignatureDoesNotMatch",
    403,
    null,
    "The request signature we calculated does not match the signature you provided. Check your key and signing method.",
  ),
  timeSkewed: entry(
    "RequestTimeTooSkewed",
    403,
    null,
    "The difference between the request time and the server's time is too large",
  ),
  missingDate: entry("MissingSecurityHeader", 403, null, "The request has no valid x-tos-date"),
  unknownAccessKey: entry("InvalidAccessKeyId", 403, null, "The access key Id you provided does not exist"),
  invalidToken: entry(
    "InvalidSecurityToken",
    403,
    null,
    "The security token is missing, wrong, or belongs to another key",
  ),
  expiredToken: entry("ExpiredToken", 403, null, "The security token has expired"),
  contentSha256: entry(
    "ContentSHA256Mismatch",
    400,
    null,
    "The body does not have the digest that x-tos-content-sha256 names",
  ),
  // Assumption: no page names the Code of a broken tos-chunked body, or of one whose trailer has another body's CRC64.
  malformedChunks: entry("MalformedBody", 400, null, "The body is not in the tos-chunked encoding"),
  badChecksum: entry(
    "BadDigest",
    400,
    null,
    "The checksum or length of the tos-chunked body did not match what we received",
  ),
  noSuchBucket: entry("NoSuchBucket", 404, "0006-00000001", "The specified bucket does not exist"),
  noSuchKey: entry("NoSuchKey", 404, "0017-00000003", "The resource you requested does not exist"),
  // Assumption: the published EC comes with the code name DuplicateObject and 409 (docs/6349/1189259 shows the EC only).
  objectExists: entry(
    "DuplicateObject",
    409,
    "0017-00000004",
    "The object you specified already exists and can not be overwritten",
  ),
  // Assumption: no page names the Code of a missing style; Node.js SDK users see its 404.
  noSuchStyle: entry("NoSuchImageStyle", 404, null, "The specified image style does not exist"),
  styleInProcess: entry("NoSuchImageStyle", 404, "0022-00000009", "The specified image style does not exist"),
  // Assumption: no page names the Code of a missing configuration of separators; Node.js SDK users see its 404.
  noSuchStyleSeparator: entry(
    "NoSuchImageStyleSeparatorConfiguration",
    404,
    null,
    "The bucket has no image style separator",
  ),
  // The Code is in the Node.js SDK's list; its users see the 404.
  noSuchCors: entry("NoSuchCORSConfiguration", 404, null, "The bucket has no CORS rules"),
  // Assumption: EC 0022-00000005 comes with Code InvalidArgument (docs/6349/1189398 gives the EC).
  process: entry("InvalidArgument", 400, "0022-00000005", "The image processing request is not valid"),
  processMissing: entry(
    "MissingArgument",
    400,
    null,
    "The image processing request lacks a required parameter",
  ),
  headersTooLarge: entry("InvalidArgument", 400, null, "The headers are larger than 16 KiB"),
  invalidArgument: entry("InvalidArgument", 400, null, "An argument is not valid"),
  missingArgument: entry("MissingArgument", 400, null, "A required argument is missing"),
  malformedBody: entry("MalformedBody", 400, null, "The body is not well-formed JSON of the expected shape"),
  bodyTooLarge: entry("EntityTooLarge", 400, null, "The body is too large"),
  invalidUri: entry("InvalidURI", 400, null, "The request's address cannot be parsed"),
  invalidBucketName: entry("InvalidBucketName", 400, null, "The specified bucket is not valid"),
  invalidKey: entry("InvalidKey", 400, null, "The object key is not valid"),
  keyTooLong: entry("KeyTooLong", 400, null, "The object key is longer than 1024 bytes"),
  bucketExists: entry("BucketAlreadyOwnedByYou", 409, null, "The bucket already exists and is yours"),
  bucketNotEmpty: entry("BucketNotEmpty", 409, null, "The bucket you tried to delete is not empty"),
  tooManyBuckets: entry(
    "TooManyBuckets",
    400,
    null,
    "You have attempted to create more buckets than allowed",
  ),
  noSuchUpload: entry(
    "NoSuchUpload",
    404,
    null,
    "The specified multipart upload does not exist: it may have been aborted or completed",
  ),
  invalidPart: entry(
    "InvalidPart",
    400,
    null,
    "A part was not uploaded, has another ETag, or is named twice",
  ),
  invalidPartNumber: entry("InvalidPartNumber", 400, null, "The part number must be 1 to 10000"),
  partTooSmall: entry("EntityTooSmall", 400, null, "A part other than the last one is too small"),
  invalidDigest: entry("InvalidDigest", 400, null, "The digest you specified is not valid"),
  badDigest: entry("BadDigest", 400, null, "The digest you specified did not match what we received"),
  preconditionFailed: entry(
    "PreconditionFailed",
    412,
    null,
    "The condition specified using HTTP conditional header(s) is not met",
  ),
  // The Go SDK's codes.go: the Code of its InvalidRange is this text.
  invalidRange: entry(
    "Requested Range Not Satisfiable",
    416,
    null,
    "The requested range cannot be satisfied",
  ),
  methodNotAllowed: entry(
    "MethodNotAllowed",
    405,
    null,
    "The specified method is not allowed against this resource",
  ),
  notImplemented: entry("NotImplemented", 501, null, "The emulator does not have this operation"),
  internal: entry("InternalError", 500, null, "We encountered an internal error. Please try again."),
} as const satisfies Record<string, FaultEntry>;

/** Thrown anywhere below the server: becomes the reply's status, Code, EC and Message. */
export class TosFault extends Error {
  override readonly name = "TosFault";
  readonly entry: FaultEntry;
  /** What the error speaks of, `/bucket/key`, when it is not what the request addresses. */
  readonly resource: string | null;

  constructor(entry: FaultEntry, about: { detail?: string; resource?: string } = {}) {
    super(about.detail === undefined ? entry.message : `${entry.message}: ${about.detail}`);
    this.entry = entry;
    this.resource = about.resource ?? null;
  }
}

function entry(code: string, status: number, ec: string | null, message: string): FaultEntry {
  return { code, status, ec, message };
}
