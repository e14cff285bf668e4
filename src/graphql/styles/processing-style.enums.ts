import { registerEnumType } from "type-graphql";

export enum ProcessingStyleFailureCode {
  STYLE_EXISTS = "STYLE_EXISTS",
  STYLE_NOT_FOUND = "STYLE_NOT_FOUND",
  STYLE_REFUSED = "STYLE_REFUSED",
  RATE_LIMITED = "RATE_LIMITED",
  BUCKET_NOT_FOUND = "BUCKET_NOT_FOUND",
  ACCESS_DENIED = "ACCESS_DENIED",
  STORAGE_FAULT = "STORAGE_FAULT",
  CONNECTION_FAILED = "CONNECTION_FAILED",
  STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE",
  TIMED_OUT = "TIMED_OUT",
  UNREADABLE_REPLY = "UNREADABLE_REPLY",
  CANCELLED = "CANCELLED",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ProcessingStyleFailureCode, {
  name: "ProcessingStyleFailureCode",
  description: "Why an image style was not created, updated or deleted.",
  valuesConfig: {
    STYLE_EXISTS: { description: "The bucket has a style of this name (`ProcessingStyleExists`)." },
    STYLE_NOT_FOUND: { description: "The bucket has no style of this name (`ProcessingStyleNotFound`)." },
    STYLE_REFUSED: {
      description: "TOS does not take the style's content, or the bucket has as many styles as it may.",
    },
    RATE_LIMITED: { description: "Too many requests; nothing was changed (`ProcessingStyleRateLimited`)." },
    BUCKET_NOT_FOUND: { description: "The bucket does not exist, or not in this region." },
    ACCESS_DENIED: {
      description:
        "TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act.",
    },
    STORAGE_FAULT: { description: "TOS failed." },
    CONNECTION_FAILED: { description: "The connection to TOS failed." },
    TIMED_OUT: { description: "TOS did not answer in time." },
    STORAGE_UNAVAILABLE: {
      description: "TOS has failed too often of late, so it was not asked: repeat after a pause.",
    },
    UNREADABLE_REPLY: { description: "An answer came which cannot be read." },
    CANCELLED: { description: "The caller left before anything was written." },
    UNKNOWN: {
      description: "A failure that this schema does not know; `message` and the request id tell more.",
    },
  },
});

export enum ProcessingStyleOrderField {
  NAME = "NAME",
  CREATED_AT = "CREATED_AT",
  UPDATED_AT = "UPDATED_AT",
}

registerEnumType(ProcessingStyleOrderField, {
  name: "ProcessingStyleOrderField",
  description: "What image styles are sorted by.",
  valuesConfig: {
    NAME: { description: "The name, by code points: upper case comes before lower case." },
    CREATED_AT: { description: "When the style was created." },
    UPDATED_AT: { description: "When the style was last changed." },
  },
});

export enum OrderDirection {
  ASC = "ASC",
  DESC = "DESC",
}

registerEnumType(OrderDirection, {
  name: "OrderDirection",
  description: "Which end of an order comes first.",
  valuesConfig: {
    ASC: { description: "The smallest and the oldest first." },
    DESC: { description: "The greatest and the newest first." },
  },
});
