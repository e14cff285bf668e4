/**
 * What is checked of a mutation before any of it runs, field by field: the arguments of every mutation, and of every field
 * below one that takes arguments which its type alone does not hold to their rules.
 */
import type { UploadLimits } from "../generation/upload.js";
import type { ChooseBucket } from "./bucket-choice.js";
import type { GenerateImageArgs } from "./generation/generate-image.input.js";
import type { GenerateImageFromTextArgs } from "./generation/generate-image-from-text.input.js";
import { checkGenerateImages, type GenerateImagesArgs } from "./generation/generate-images.args.js";
import { checkRequest, toImageRequest, toTextRequest } from "./generation/generation-request.js";
import { checkDeleteImage, type DeleteImageArgs } from "./images/delete-image.input.js";
import { checkSignedUrl, type SignedUrlArgs } from "./images/stored-image.args.js";
import type { ArgumentCheck } from "./mutation-input.js";
import {
  type CreateProcessingStyleArgs,
  checkDeleteStyle,
  checkWriteStyle,
  type DeleteProcessingStyleArgs,
  type UpdateProcessingStyleArgs,
} from "./styles/processing-style.input.js";
import { type CreateImageUploadArgs, checkCreateImageUpload } from "./uploads/create-image-upload.input.js";

export interface ArgumentCheckOptions {
  readonly chooseBucket: ChooseBucket;
  readonly uploads: UploadLimits;
  readonly signedUrlMaxSeconds: number;
}

/** By the field's coordinate. The executor has coerced the arguments to the types that the schema gives them. */
export function createArgumentChecks({
  chooseBucket,
  uploads,
  signedUrlMaxSeconds,
}: ArgumentCheckOptions): Readonly<Record<string, ArgumentCheck>> {
  return {
    "Mutation.generateImage": typed<GenerateImageArgs>(
      ({ input }) => checkRequest((choose) => toImageRequest(input, choose), chooseBucket).violations,
    ),
    "Mutation.generateImageFromText": typed<GenerateImageFromTextArgs>(
      ({ input }) => checkRequest((choose) => toTextRequest(input, choose), chooseBucket).violations,
    ),
    "Mutation.generateImages": typed<GenerateImagesArgs>((args) => checkGenerateImages(args, chooseBucket)),
    "Mutation.createImageUpload": typed<CreateImageUploadArgs>((args) =>
      checkCreateImageUpload(args, chooseBucket, uploads),
    ),
    "Mutation.deleteImage": typed<DeleteImageArgs>((args) => checkDeleteImage(args, chooseBucket)),
    "Mutation.createProcessingStyle": typed<CreateProcessingStyleArgs>((args) =>
      checkWriteStyle(args, chooseBucket),
    ),
    "Mutation.updateProcessingStyle": typed<UpdateProcessingStyleArgs>((args) =>
      checkWriteStyle(args, chooseBucket),
    ),
    "Mutation.deleteProcessingStyle": typed<DeleteProcessingStyleArgs>((args) =>
      checkDeleteStyle(args, chooseBucket),
    ),
    "StoredImage.signedUrl": typed<SignedUrlArgs>((args) => checkSignedUrl(args, signedUrlMaxSeconds)),
  };
}

function typed<T>(check: (args: T) => ReturnType<ArgumentCheck>): ArgumentCheck {
  return (args) => check(args as unknown as T);
}
