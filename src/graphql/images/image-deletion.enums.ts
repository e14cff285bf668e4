import { registerEnumType } from "type-graphql";

export enum ImageDeletionFailureCode {
  NOT_AN_IMAGE = "NOT_AN_IMAGE",
  BUCKET_NOT_FOUND = "BUCKET_NOT_FOUND",
  ACCESS_DENIED = "ACCESS_DENIED",
  RATE_LIMITED = "RATE_LIMITED",
  TIMED_OUT = "TIMED_OUT",
  STORAGE_FAULT = "STORAGE_FAULT",
  CONNECTION_FAILED = "CONNECTION_FAILED",
  STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE",
  UNREADABLE_REPLY = "UNREADABLE_REPLY",
  CANCELLED = "CANCELLED",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ImageDeletionFailureCode, {
  name: "ImageDeletionFailureCode",
  description: "Why a picture was not deleted.",
  valuesConfig: {
    NOT_AN_IMAGE: {
      description: "The key has no ending, and the stored type of the object is not one of pictures.",
    },
    BUCKET_NOT_FOUND: { description: "The bucket does not exist, or not in this region." },
    ACCESS_DENIED: {
      description:
        "TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act.",
    },
    RATE_LIMITED: { description: "Too many requests; nothing was deleted (`ImageDeletionRateLimited`)." },
    TIMED_OUT: {
      description:
        "TOS did not answer in time; `message` says whether the picture may be deleted all the same.",
    },
    STORAGE_FAULT: {
      description: "TOS failed; `message` says whether the picture may be deleted all the same.",
    },
    CONNECTION_FAILED: {
      description:
        "The connection to TOS failed; `message` says whether the picture may be deleted all the same.",
    },
    STORAGE_UNAVAILABLE: {
      description: "TOS has failed too often of late, so it was not asked: repeat after a pause.",
    },
    UNREADABLE_REPLY: { description: "An answer came which cannot be read." },
    CANCELLED: { description: "The caller left before the deletion was sent." },
    UNKNOWN: { description: "A failure that this schema does not know; `message` tells more." },
  },
});
