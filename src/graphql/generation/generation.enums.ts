import { registerEnumType } from "type-graphql";

export enum GenerationFailureCode {
  CONTENT_REJECTED = "CONTENT_REJECTED",
  SOURCE_REJECTED = "SOURCE_REJECTED",
  STYLE_NOT_FOUND = "STYLE_NOT_FOUND",
  OUTPUT_EXISTS = "OUTPUT_EXISTS",
  RATE_LIMITED = "RATE_LIMITED",
  TIMED_OUT = "TIMED_OUT",
  ACCESS_DENIED = "ACCESS_DENIED",
  MODEL_ACCESS_DENIED = "MODEL_ACCESS_DENIED",
  MODEL_PARAMETERS_REJECTED = "MODEL_PARAMETERS_REJECTED",
  MODEL_FAULT = "MODEL_FAULT",
  PROCESSING_REJECTED = "PROCESSING_REJECTED",
  OUTPUT_BUCKET_NOT_FOUND = "OUTPUT_BUCKET_NOT_FOUND",
  STORAGE_FAULT = "STORAGE_FAULT",
  CONNECTION_FAILED = "CONNECTION_FAILED",
  STORAGE_UNAVAILABLE = "STORAGE_UNAVAILABLE",
  UNREADABLE_REPLY = "UNREADABLE_REPLY",
  CANCELLED = "CANCELLED",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(GenerationFailureCode, {
  name: "GenerationFailureCode",
  description: "Why a generation failed.",
  valuesConfig: {
    CONTENT_REJECTED: { description: "Moderation refused the prompt or a picture (`ContentRejected`)." },
    SOURCE_REJECTED: { description: "The source cannot be used (`SourceRejected`)." },
    STYLE_NOT_FOUND: { description: "A named image style does not exist (`StyleNotFound`)." },
    OUTPUT_EXISTS: { description: "The output exists and overwriting was forbidden (`OutputExists`)." },
    RATE_LIMITED: { description: "Too many requests; nothing was generated (`RateLimited`)." },
    TIMED_OUT: { description: "The time was over first (`TimedOut`)." },
    ACCESS_DENIED: {
      description:
        "TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act.",
    },
    MODEL_ACCESS_DENIED: { description: "The account may not use the model; the operator has to act." },
    MODEL_PARAMETERS_REJECTED: { description: "The model refused its parameters; `message` quotes it." },
    MODEL_FAULT: { description: "The model, or its moderation, failed." },
    PROCESSING_REJECTED: {
      description:
        "TOS refused the image processing: a parameter is out of its range, the picture of a watermark does not exist, or the source is no picture.",
    },
    OUTPUT_BUCKET_NOT_FOUND: { description: "The bucket of the output does not exist." },
    STORAGE_FAULT: { description: "TOS failed." },
    CONNECTION_FAILED: { description: "The connection to TOS failed." },
    STORAGE_UNAVAILABLE: {
      description: "TOS has failed too often of late, so it was not asked: repeat after a pause.",
    },
    UNREADABLE_REPLY: {
      description: "An answer came which is none: no JSON, a proxy's page, nothing at all.",
    },
    CANCELLED: { description: "The caller left before the generation was sent." },
    UNKNOWN: {
      description:
        "A failure that this schema does not know; `message`, `modelCode` and the request ids tell more.",
    },
  },
});

export enum RetryAdvice {
  NEVER = "NEVER",
  SAFE = "SAFE",
  MAY_CHARGE_AGAIN = "MAY_CHARGE_AGAIN",
}

registerEnumType(RetryAdvice, {
  name: "RetryAdvice",
  description:
    "What sending the same generation, or the same change of a picture or a style, again would mean.",
  valuesConfig: {
    NEVER: {
      description: "It would fail again, as far as is known: change the input, or have the operator act.",
    },
    SAFE: {
      description:
        "It may succeed and does no harm, since nothing was generated and so nothing charged, or doing it twice does what once does: send it again, after `retryAfterMs` where that is given.",
    },
    MAY_CHARGE_AGAIN: {
      description:
        "It may succeed, but this one may have been generated and charged: look for the output first.",
    },
  },
});

export enum ModerationStage {
  INPUT_IMAGE = "INPUT_IMAGE",
  INPUT_TEXT = "INPUT_TEXT",
  OUTPUT_IMAGE = "OUTPUT_IMAGE",
  OUTPUT_TEXT = "OUTPUT_TEXT",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(ModerationStage, {
  name: "ModerationStage",
  description: "What moderation refused.",
  valuesConfig: {
    INPUT_IMAGE: { description: "The source picture: use another." },
    INPUT_TEXT: { description: "The prompt: reword it." },
    OUTPUT_IMAGE: { description: "The generated picture: another seed may pass." },
    OUTPUT_TEXT: { description: "A text that the model made of the prompt: reword the prompt." },
    UNKNOWN: { description: "The model did not say." },
  },
});

export enum SourceRejectionReason {
  NOT_FOUND = "NOT_FOUND",
  BUCKET_NOT_FOUND = "BUCKET_NOT_FOUND",
  UNSUPPORTED_FORMAT = "UNSUPPORTED_FORMAT",
  UNSUPPORTED_RATIO = "UNSUPPORTED_RATIO",
  TOO_LARGE = "TOO_LARGE",
  MISSING = "MISSING",
  UNREADABLE = "UNREADABLE",
  NO_FACE = "NO_FACE",
  UNKNOWN = "UNKNOWN",
}

registerEnumType(SourceRejectionReason, {
  name: "SourceRejectionReason",
  description: "Why the source cannot be used.",
  valuesConfig: {
    NOT_FOUND: { description: "The bucket has no object of this key." },
    BUCKET_NOT_FOUND: { description: "The bucket does not exist, or not in this region." },
    UNSUPPORTED_FORMAT: {
      description:
        "Its format is none that the model's documentation names: `preprocess` can convert it, for example with `image/format,jpg`.",
    },
    UNSUPPORTED_RATIO: {
      description:
        "It is too wide or too high for the model: `preprocess` can crop it, for example with `image/crop,w_800,h_600,g_center`.",
    },
    TOO_LARGE: { description: "It has too many bytes or pixels: `preprocess` can make it smaller." },
    MISSING: { description: "The model was given no picture." },
    UNREADABLE: { description: "It is no picture, or of a format that cannot be read." },
    NO_FACE: { description: "The model needs a face, and the picture shows none." },
    UNKNOWN: { description: "The service did not say." },
  },
});

export enum RateLimitedBy {
  MODEL_RATE = "MODEL_RATE",
  MODEL_CONCURRENCY = "MODEL_CONCURRENCY",
  STORAGE = "STORAGE",
  SERVER_QUEUE = "SERVER_QUEUE",
}

registerEnumType(RateLimitedBy, {
  name: "RateLimitedBy",
  description: "Whose limit was reached.",
  valuesConfig: {
    MODEL_RATE: { description: "The model's limit of requests in a second." },
    MODEL_CONCURRENCY: { description: "The model's limit of requests at the same time." },
    STORAGE: { description: "A limit of TOS." },
    SERVER_QUEUE: {
      description:
        "This server's own: it keeps to what the model is known to take at a time, and too many generations with it wait already, or this one has waited for too long.",
    },
  },
});

export enum ProcessingStage {
  PREPROCESS = "PREPROCESS",
  POSTPROCESS = "POSTPROCESS",
}

registerEnumType(ProcessingStage, {
  name: "ProcessingStage",
  description: "When a picture is processed.",
  valuesConfig: {
    PREPROCESS: { description: "Before the model sees it." },
    POSTPROCESS: { description: "After the model made it, before it is stored." },
  },
});
