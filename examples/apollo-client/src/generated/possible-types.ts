
      export interface PossibleTypesResultData {
        possibleTypes: {
          [key: string]: string[]
        }
      }
      const result: PossibleTypesResultData = {
  "possibleTypes": {
    "CreateProcessingStyleResult": [
      "CreatedProcessingStyle",
      "ProcessingStyleExists",
      "ProcessingStyleFailed",
      "ProcessingStyleRateLimited"
    ],
    "DeleteImageResult": [
      "DeletedImage",
      "ImageDeletionFailed",
      "ImageDeletionRateLimited"
    ],
    "DeleteProcessingStyleResult": [
      "DeletedProcessingStyle",
      "ProcessingStyleFailed",
      "ProcessingStyleNotFound",
      "ProcessingStyleRateLimited"
    ],
    "GenerateImageResult": [
      "ContentRejected",
      "GeneratedImage",
      "GenerationFailed",
      "OutputExists",
      "RateLimited",
      "SourceRejected",
      "StyleNotFound",
      "TimedOut"
    ],
    "GenerationFailure": [
      "ContentRejected",
      "GenerationFailed",
      "OutputExists",
      "RateLimited",
      "SourceRejected",
      "StyleNotFound",
      "TimedOut"
    ],
    "ImageDeletionFailure": [
      "ImageDeletionFailed",
      "ImageDeletionRateLimited"
    ],
    "ProcessingStep": [
      "AutoOrientInternalStep",
      "AutoOrientStep",
      "BlindWatermarkStep",
      "BlurStep",
      "BrightStep",
      "CircleStep",
      "ClipStep",
      "ColorspaceStep",
      "ContrastStep",
      "CropStep",
      "DrawStep",
      "FormatStep",
      "IndexCropStep",
      "InterlaceStep",
      "MosaicStep",
      "QualityStep",
      "ResizeStep",
      "RotateStep",
      "RoundedCornersStep",
      "SetAigcMetadataStep",
      "SetC2paMetadataStep",
      "SharpenStep",
      "SlimStep",
      "StripStep",
      "UnknownStep",
      "WatermarkStep"
    ],
    "ProcessingStyleFailure": [
      "ProcessingStyleExists",
      "ProcessingStyleFailed",
      "ProcessingStyleNotFound",
      "ProcessingStyleRateLimited"
    ],
    "UpdateProcessingStyleResult": [
      "ProcessingStyleFailed",
      "ProcessingStyleNotFound",
      "ProcessingStyleRateLimited",
      "UpdatedProcessingStyle"
    ]
  }
};
      export default result;
    