import type { TypedDocumentNode as DocumentNode } from '@graphql-typed-document-node/core';
export type Maybe<T> = T | null;
export type InputMaybe<T> = Maybe<T>;
export type Exact<T extends { [key: string]: unknown }> = { [K in keyof T]: T[K] };
export type MakeOptional<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]?: Maybe<T[SubKey]> };
export type MakeMaybe<T, K extends keyof T> = Omit<T, K> & { [SubKey in K]: Maybe<T[SubKey]> };
export type MakeEmpty<T extends { [key: string]: unknown }, K extends keyof T> = { [_ in K]?: never };
export type Incremental<T> = T | { [P in keyof T]?: P extends ' $fragmentName' | '__typename' ? T[P] : never };
/** All built-in and custom scalars, mapped to their actual values */
export type Scalars = {
  ID: { input: string; output: string; }
  String: { input: string; output: string; }
  Boolean: { input: boolean; output: boolean; }
  Int: { input: number; output: number; }
  Float: { input: number; output: number; }
  /** Bytes in padded standard base64, without a data-URI prefix. */
  Base64: { input: string; output: string; }
  /** An instant in UTC, for example "2026-01-31T12:00:00.000Z". */
  DateTime: { input: string; output: string; }
  /** A colour as CSS writes it, "#rrggbb" in lower case, for example "#5c783b". */
  HexColor: { input: string; output: string; }
  /** A JSON object of any members. */
  JSONObject: { input: Record<string, unknown>; output: Record<string, unknown>; }
  /** A whole number from -9,007,199,254,740,991 to 9,007,199,254,740,991, which JSON and JavaScript keep exactly. */
  SafeInt: { input: number; output: number; }
  /** An absolute http or https URL, for example "https://examplebucket.tos-cn-beijing.volces.com/1171.jpeg". */
  URL: { input: string; output: string; }
};

/** The arguments of `autoOrient`. Turns the picture upright, as the orientation in its EXIF data tells. */
export type AutoOrientStepInput = {
  /** False leaves the picture as it lies. */
  enabled?: Scalars['Boolean']['input'];
};

/** The arguments of `blindWatermark`. Hides a text in a picture of at least 512 by 512 pixels. TOS has to have it enabled for the bucket; the embedded emulator has none of it. */
export type BlindWatermarkStepInput = {
  /** How firmly it is hidden, of which TOS advises 2: 1 to 3, for example 2. Default: TOS's own. */
  level?: InputMaybe<Scalars['Int']['input']>;
  /** What is hidden, for example "Example Ltd". */
  text: Scalars['String']['input'];
  /** The method, of which TOS advises 2: 1 to 2, for example 2. Default: TOS's own. */
  version?: InputMaybe<Scalars['Int']['input']>;
};

/** The arguments of `blur`. Blurs the picture by a Gauss curve. At least one of `radius`, `sigma` and `amount` must be given. */
export type BlurStepInput = {
  /** Radius and deviation in one, as in `blur,20`: 0 to 50 (as far as is known), for example 20. Default: none. */
  amount?: InputMaybe<Scalars['Int']['input']>;
  /** How far the curve reaches, in pixels: 0 to 50 (as far as is known), for example 3. Default: TOS's own. */
  radius?: InputMaybe<Scalars['Int']['input']>;
  /** The standard deviation of the curve, in pixels, a greater one blurring more: 1 to 50 (as far as is known), for example 2. Default: TOS's own. */
  sigma?: InputMaybe<Scalars['Int']['input']>;
};

/** The arguments of `bright`. Makes the picture brighter or darker. */
export type BrightStepInput = {
  /** How much brighter, or darker when below 0: -100 to 100, for example 50. */
  amount: Scalars['Int']['input'];
};

/** The arguments of `circle`. Cuts out a circle about the centre; outside of it the picture is transparent, or white in a format without transparency. */
export type CircleStepInput = {
  /** The radius, in pixels, cut down to half of the shorter side: 1 to 4,096 (as far as is known), for example 100. */
  radius: Scalars['Int']['input'];
};

/** The arguments of `clip`. Takes frames of an animation. TOS does not publish what its arguments mean, and the embedded emulator has none of it. At least one of `frame`, `first` and `step` must be given. */
export type ClipStepInput = {
  /** `first`, as TOS has it: 0 to 2,147,483,647 (as far as is known), for example 0. Default: TOS's own. */
  first?: InputMaybe<Scalars['Int']['input']>;
  /** `frame`, as TOS has it: 0 to 2,147,483,647 (as far as is known), for example 1. Default: TOS's own. */
  frame?: InputMaybe<Scalars['Int']['input']>;
  /** `step`, as TOS has it: 0 to 2,147,483,647 (as far as is known), for example 2. Default: TOS's own. */
  step?: InputMaybe<Scalars['Int']['input']>;
};

/** The colours that a picture is reduced to. */
export type ColorSpace =
  /** Shades of grey. */
  | 'GRAY';

/** The arguments of `colorspace`. Reduces the colours of the picture. */
export type ColorspaceStepInput = {
  /** What is left of them, for example `GRAY`. */
  space: ColorSpace;
};

/** The arguments of `contrast`. Raises or lowers the contrast. */
export type ContrastStepInput = {
  /** How much more contrast, or less when below 0: -100 to 100 (as far as is known), for example 50. */
  amount: Scalars['Int']['input'];
};

/** A feature of the source picture that the generated one keeps. */
export type ControlNetInput = {
  /** The feature, for example `CANNY`. Each kind at most once. */
  kind: ControlNetKindInput;
  /** How much of it is kept: 0 (nothing) to 1 (all), for example 0.4. */
  strength: Scalars['Float']['input'];
};

/** What a control net kept of the source picture. */
export type ControlNetKind =
  /** Its edges. */
  | 'CANNY'
  /** Its depth: what is near and what is far. */
  | 'DEPTH'
  /** The pose of the persons in it. */
  | 'POSE'
  /** A kind that this schema does not know: see `kindText`. */
  | 'UNKNOWN';

/** What a control net keeps of the source picture. */
export type ControlNetKindInput =
  /** Its edges. */
  | 'CANNY'
  /** Its depth: what is near and what is far. */
  | 'DEPTH'
  /** The pose of the persons in it. */
  | 'POSE';

/** A picture that a client is about to upload, and where it is stored. */
export type CreateImageUploadInput = {
  /** The bucket that the picture is stored in, for example "examplebucket". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The size of the picture in bytes, for example 48213: what `file.size` is in a browser. 1 to 20,971,520 (20 MiB, what TOS can process), or to less where the server is so configured. Models take less: `i2i_xl_sft` wants under 5 MB, to which `preprocess` can bring a larger picture. */
  byteSize: Scalars['Int']['input'];
  /** The media type of the picture, for example "image/jpeg": what `file.type` is in a browser. One of image/jpeg, image/png, image/bmp, image/gif, image/webp, image/tiff, which are what TOS can process. */
  contentType: Scalars['String']['input'];
  /** How long an upload may begin, in seconds: 1 to 604,800 (seven days), or to what the server's operator allows, where that is less; for example 300. More is refused. It may end later. Default: 900, or what the operator allows. */
  expiresInSeconds?: InputMaybe<Scalars['Int']['input']>;
  /** True refuses the upload when the key exists; false replaces the object. A key that is made is always written once: false is refused without `key`. */
  forbidOverwrite?: Scalars['Boolean']['input'];
  /** The key that the picture is stored under, 1 to 1,024 bytes in UTF-8, for example "portraits/42.jpg". Its ending must be one of `contentType`, such as .jpg, .jpeg, .jpe or .jfif of image/jpeg, or it has none: so `images` lists the picture. Default: a key is made that nobody can guess and that sorts by time, such as "uploads/2026-01-31/120000000-5f0e0c5e-1f0b-4c5e-9d8e-3b1d2c3a4f5e.jpg". */
  key?: InputMaybe<Scalars['String']['input']>;
};

/** An image style that is to be created. */
export type CreateProcessingStyleInput = {
  /** True lets `processing.actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: whether a picture can be processed so is then seen only when the style is used. Characters and length are checked all the same. */
  allowUnknownActions?: Scalars['Boolean']['input'];
  /** The bucket that the style belongs to, for example "examplebucket". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The name of the style, unique in its bucket: 1 to 256 letters, digits, hyphens, underscores and dots, beginning with a letter, digit or underscore, for example "thumbnail". */
  name: Scalars['String']['input'];
  /** What the style does to a picture, for example {actions: "image/resize,w_100"}. */
  processing: ProcessingChainInput;
};

/** The arguments of `crop`. Cuts out a rectangle; what reaches beyond the picture is left off. At least one of `gravity`, `width`, `height`, `x` and `y` must be given. */
export type CropStepInput = {
  /** The place of the rectangle, which `x` and `y` count from, for example `CENTER`. Default: `NORTH_WEST`. */
  gravity?: InputMaybe<Gravity>;
  /** The height of the rectangle, in pixels: 1 to 30,000 (as far as is known), for example 100. Default: what the picture has. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** The width of the rectangle, in pixels: 1 to 30,000 (as far as is known), for example 200. Default: what the picture has. */
  width?: InputMaybe<Scalars['Int']['input']>;
  /** How far to the right of its place the rectangle begins, in pixels: 0 to 30,000 (as far as is known), for example 10. Default: 0. */
  x?: InputMaybe<Scalars['Int']['input']>;
  /** How far below its place the rectangle begins, in pixels: 0 to 30,000 (as far as is known), for example 10. Default: 0. */
  y?: InputMaybe<Scalars['Int']['input']>;
};

/** Which picture is deleted. */
export type DeleteImageInput = {
  /** The bucket, for example "tostest". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The key of the picture, 1 to 1,024 bytes in UTF-8, for example "newgen.jpg". It must end as the keys do that `images` lists, or have no ending: then the object is asked for its type first. */
  key: Scalars['String']['input'];
};

/** An image style that is to be deleted. */
export type DeleteProcessingStyleInput = {
  /** The bucket that the style belongs to, for example "examplebucket". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The name of the style, unique in its bucket: 1 to 256 letters, digits, hyphens, underscores and dots, beginning with a letter, digit or underscore, for example "thumbnail". */
  name: Scalars['String']['input'];
};

/** The arguments of `draw`. Draws dots, and a line through them when asked to. */
export type DrawStepInput = {
  /** The colour of dots and lines: six hexadecimal digits, RRGGBB, for example "FF0000". Default: "000000". */
  color?: InputMaybe<Scalars['String']['input']>;
  /** The width of the lines, in pixels: 1 to 4,096 (as far as is known), for example 5. Default: 3. */
  lineWidth?: InputMaybe<Scalars['Int']['input']>;
  /** True joins the points by lines. Default: false. */
  lines?: InputMaybe<Scalars['Boolean']['input']>;
  /** Where the dots are: 1 to 1,000 of them (as far as is known), for example [{x: 50, y: 50}]. */
  points: Array<PointInput>;
  /** The radius of a dot, in pixels: 0 to 4,096 (as far as is known), for example 10. Default: 6. */
  radius?: InputMaybe<Scalars['Int']['input']>;
};

/** How well a statement about a model is founded. */
export type Evidence =
  /** None of these: taken from a kindred model. Held to in typed inputs, not in the open form. */
  | 'ASSUMED'
  /** The service's own documentation. */
  | 'OFFICIAL'
  /** A sample in its documentation or SDKs. */
  | 'SAMPLE'
  /** A third party's copy of the documentation, or its client. */
  | 'THIRD_PARTY';

/** The arguments of `format`. Writes the picture in another format. */
export type FormatStepInput = {
  /** The format, for example `WEBP`. */
  to: TargetFormat;
};

/** A generation from words alone: a prompt in, a stored picture out. */
export type GenerateImageFromTextInput = {
  /** Of `output.postprocess`. True lets `actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: it may then refuse them when the picture has been paid for. Its characters and length are checked all the same, and operations that answer with data stay refused. */
  allowUnknownActions?: Scalars['Boolean']['input'];
  /** The model and its parameters, for example {t2iXlSft: {seed: 42}}. Default: `t2i_xl_sft` with the model's own defaults. */
  model?: InputMaybe<TextToImageModelInput>;
  /** Where the generated picture is stored, for example {key: "newgen.jpg"}. */
  output: OutputImageInput;
  /** What the picture shall show, in Chinese or English: 1 to 800 code points, of which about the first 100 words have effect, for example "雨夜的城市". */
  prompt: Scalars['String']['input'];
  /** How long the answer may take, in milliseconds: 1,000 to 120,000, for example 90000. Default: the server's own, 60,000 unless configured. */
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};

/** A generation: a prompt and a picture in, a stored picture out. */
export type GenerateImageInput = {
  /** Of `preprocess` and `postprocess`. True lets `actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: it may then refuse them when the picture has been paid for. Its characters and length are checked all the same, and operations that answer with data stay refused. */
  allowUnknownActions?: Scalars['Boolean']['input'];
  /** The model and its parameters, for example {i2iXlSft: {seed: 42}}. Default: `i2i_xl_sft` with the model's own defaults. */
  model?: InputMaybe<ImageToImageModelInput>;
  /** Where the generated picture is stored, for example {key: "newgen.jpg"}. */
  output: OutputImageInput;
  /** How the source is processed before the model sees it, for example {steps: [{resize: {longSide: 1024}}]}. Default: not at all. */
  preprocess?: InputMaybe<ProcessingInput>;
  /** What the picture shall become, in Chinese or English: 1 to 800 code points, of which about the first 100 words have effect, for example "千军万马". */
  prompt: Scalars['String']['input'];
  /** The picture that the generation starts from, for example {key: "1171.jpeg"}. */
  source: SourceImageInput;
  /** How long the answer may take, in milliseconds: 1,000 to 120,000, for example 90000. Default: the server's own, 60,000 unless configured. */
  timeoutMs?: InputMaybe<Scalars['Int']['input']>;
};

/** Why a generation failed. */
export type GenerationFailureCode =
  /** TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act. */
  | 'ACCESS_DENIED'
  /** The caller left before the generation was sent. */
  | 'CANCELLED'
  /** The connection to TOS failed. */
  | 'CONNECTION_FAILED'
  /** Moderation refused the prompt or a picture (`ContentRejected`). */
  | 'CONTENT_REJECTED'
  /** The account may not use the model; the operator has to act. */
  | 'MODEL_ACCESS_DENIED'
  /** The model, or its moderation, failed. */
  | 'MODEL_FAULT'
  /** The model refused its parameters; `message` quotes it. */
  | 'MODEL_PARAMETERS_REJECTED'
  /** The bucket of the output does not exist. */
  | 'OUTPUT_BUCKET_NOT_FOUND'
  /** The output exists and overwriting was forbidden (`OutputExists`). */
  | 'OUTPUT_EXISTS'
  /** TOS refused the image processing: a parameter is out of its range, the picture of a watermark does not exist, or the source is no picture. */
  | 'PROCESSING_REJECTED'
  /** Too many requests; nothing was generated (`RateLimited`). */
  | 'RATE_LIMITED'
  /** The source cannot be used (`SourceRejected`). */
  | 'SOURCE_REJECTED'
  /** TOS failed. */
  | 'STORAGE_FAULT'
  /** TOS has failed too often of late, so it was not asked: repeat after a pause. */
  | 'STORAGE_UNAVAILABLE'
  /** A named image style does not exist (`StyleNotFound`). */
  | 'STYLE_NOT_FOUND'
  /** The time was over first (`TimedOut`). */
  | 'TIMED_OUT'
  /** A failure that this schema does not know; `message`, `modelCode` and the request ids tell more. */
  | 'UNKNOWN'
  /** An answer came which is none: no JSON, a proxy's page, nothing at all. */
  | 'UNREADABLE_REPLY';

/** A place in a picture of three columns and three rows. */
export type Gravity =
  /** The centre. */
  | 'CENTER'
  /** Middle right. */
  | 'EAST'
  /** Upper middle. */
  | 'NORTH'
  /** Upper right. */
  | 'NORTH_EAST'
  /** Upper left. */
  | 'NORTH_WEST'
  /** Lower middle. */
  | 'SOUTH'
  /** Lower right. */
  | 'SOUTH_EAST'
  /** Lower left. */
  | 'SOUTH_WEST'
  /** Middle left. */
  | 'WEST';

/** Parameters of `high_aes`, high aesthetics. Ranges and defaults depend on the version; what is left out is left to the model. */
export type HighAesInput = {
  /** Steps of the generation, 1 to 50, for example 30: more take longer and add detail. Default: 25 (general), 20 (anime). */
  ddimSteps?: InputMaybe<Scalars['Int']['input']>;
  /** The picture's height in pixels, for example 1216. General: 128 to 512, default 512. Anime: 576 to 1,728, default 1024, and at most 1,183,744 pixels (1088 × 1088) in all. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** A visible watermark, for example {opacity: 0.3}. Default: none. */
  logo?: InputMaybe<LogoInput>;
  /** Whether the model answers with addresses of the picture in its own store, too (`ModelReport.imageUrls`, about 24 hours). Default: false. */
  returnUrl?: InputMaybe<Scalars['Boolean']['input']>;
  /** How closely the picture follows the prompt, 1 to 30, for example 10. Default: 3.5 (general), 7 (anime). */
  scale?: InputMaybe<Scalars['Float']['input']>;
  /** The same seed and input give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1. */
  seed?: InputMaybe<Scalars['Int']['input']>;
  /** Seed of that enlargement: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1. General only. */
  srSeed?: InputMaybe<Scalars['Int']['input']>;
  /** How far the picture goes from its source, 0 to 1 (the farthest), for example 0.5. Default: 0.7. Anime only. */
  strength?: InputMaybe<Scalars['Float']['input']>;
  /** Whether to enlarge the picture: both sides are doubled. Default: false. General only. */
  useSr?: InputMaybe<Scalars['Boolean']['input']>;
  /** The model, for example `ANIME_V1_3`. `GENERAL_V1_3` is refused where there is a source. */
  version: HighAesVersion;
  /** The picture's width in pixels, for example 832. General: 128 to 512, default 512. Anime: 576 to 1,728, default 1024, and at most 1,183,744 pixels (1088 × 1088) in all. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

/** The models of `high_aes`, which differ in what they take and in their ranges. */
export type HighAesVersion =
  /** `anime_v1.3`: an anime picture of a prompt, or of a prompt and a picture. */
  | 'ANIME_V1_3'
  /** `general_v1.3`: a small picture of a prompt alone, which it can enlarge. */
  | 'GENERAL_V1_3';

/** Parameters of `i2i_xl_sft`, general XL pro image to image. What is left out is left to the model; `imageModels` lists ranges and defaults with their evidence. */
export type I2iXlSftInput = {
  /** Features of the source picture to keep, each kind at most once, for example [{kind: CANNY, strength: 0.4}]. Default: none. */
  controlNets?: InputMaybe<Array<ControlNetInput>>;
  /** Steps of the generation, 1 to 50, for example 30: more take longer and add detail. Default: 20. */
  ddimSteps?: InputMaybe<Scalars['Int']['input']>;
  /** A visible watermark, for example {opacity: 0.3}. Default: none. */
  logo?: InputMaybe<LogoInput>;
  /** Whether the model answers with addresses of the picture in its own store, too (`ModelReport.imageUrls`, about 24 hours). Default: false. */
  returnUrl?: InputMaybe<Scalars['Boolean']['input']>;
  /** How closely the picture follows the prompt, 1 to 30, for example 10. Default: 7. */
  scale?: InputMaybe<Scalars['Float']['input']>;
  /** The same seed and input give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1. */
  seed?: InputMaybe<Scalars['Int']['input']>;
  /** How much of a face and of a style to keep, for example {idWeight: 0.2}. Both are taken from the source picture: TOS carries no second one. Default: nothing. */
  styleReference?: InputMaybe<StyleReferenceInput>;
};

/** Why a picture was not deleted. */
export type ImageDeletionFailureCode =
  /** TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act. */
  | 'ACCESS_DENIED'
  /** The bucket does not exist, or not in this region. */
  | 'BUCKET_NOT_FOUND'
  /** The caller left before the deletion was sent. */
  | 'CANCELLED'
  /** The connection to TOS failed; `message` says whether the picture may be deleted all the same. */
  | 'CONNECTION_FAILED'
  /** The key has no ending, and the stored type of the object is not one of pictures. */
  | 'NOT_AN_IMAGE'
  /** Too many requests; nothing was deleted (`ImageDeletionRateLimited`). */
  | 'RATE_LIMITED'
  /** TOS failed; `message` says whether the picture may be deleted all the same. */
  | 'STORAGE_FAULT'
  /** TOS has failed too often of late, so it was not asked: repeat after a pause. */
  | 'STORAGE_UNAVAILABLE'
  /** TOS did not answer in time; `message` says whether the picture may be deleted all the same. */
  | 'TIMED_OUT'
  /** A failure that this schema does not know; `message` tells more. */
  | 'UNKNOWN'
  /** An answer came which cannot be read. */
  | 'UNREADABLE_REPLY';

/** The file format of a picture. */
export type ImageFormat =
  /** HEIF with AV1. */
  | 'AVIF'
  /** Windows bitmap. */
  | 'BMP'
  /** GIF: 256 colours, perhaps animated. */
  | 'GIF'
  /** HEIF with HEVC, as iPhones write it. */
  | 'HEIC'
  /** JPEG: photographs, no transparency. */
  | 'JPEG'
  /** PNG: lossless, with transparency. */
  | 'PNG'
  /** TIFF. */
  | 'TIFF'
  /** A format that this schema does not know: see `formatText`. */
  | 'UNKNOWN'
  /** WebP: lossy or lossless, with transparency. */
  | 'WEBP';

/** The model that generates from a picture, and its parameters. Exactly one member must be given (`@oneOf`). */
export type ImageToImageModelInput =
  /** High aesthetics (`high_aes`), with typed parameters, for example {version: ANIME_V1_3, strength: 0.5}. */
  { highAes: HighAesInput; i2iXlSft?: never; other?: never; }
  |  /** General XL pro, image to image (`i2i_xl_sft`), with typed parameters, for example {scale: 10}. */
  { highAes?: never; i2iXlSft: I2iXlSftInput; other?: never; }
  |  /** Any other model, with open parameters, for example {reqKey: "byteedit_v2.0"}. */
  { highAes?: never; i2iXlSft?: never; other: OtherModelInput; };

/** The arguments of `indexCrop`. Cuts the picture into slices and keeps one of them. One and only one of `sliceWidth` and `sliceHeight` must be given. */
export type IndexCropStepInput = {
  /** Which slice is kept, the first one being 0: 0 to 30,000 (as far as is known), for example 2. Default: 0. */
  index?: InputMaybe<Scalars['Int']['input']>;
  /** The height of a slice, in pixels, where slices lie below each other from the top: 1 to 30,000 (as far as is known), for example 100. Default: none. */
  sliceHeight?: InputMaybe<Scalars['Int']['input']>;
  /** The width of a slice, in pixels, where slices stand beside each other from the left: 1 to 30,000 (as far as is known), for example 100. Default: none. */
  sliceWidth?: InputMaybe<Scalars['Int']['input']>;
};

/** The arguments of `interlace`. Writes a JPEG so that it shows coarsely first and gets finer as it loads. */
export type InterlaceStepInput = {
  /** False writes it from top to bottom. */
  enabled?: Scalars['Boolean']['input'];
};

/** A visible watermark that the model draws. */
export type LogoInput = {
  /** False leaves the watermark out. */
  enabled?: Scalars['Boolean']['input'];
  /** The language of the wording, for example `ENGLISH`. Default: `CHINESE`. */
  language?: InputMaybe<LogoLanguageInput>;
  /** 0 (invisible) to 1 (opaque), for example 0.3. Default: 1. */
  opacity?: InputMaybe<Scalars['Float']['input']>;
  /** The corner, for example `TOP_LEFT`. Default: `BOTTOM_RIGHT`. */
  position?: InputMaybe<LogoPositionInput>;
  /** A wording of your own, at most 64 characters (Unicode code points) without control characters, for example "Example Ltd". Default: the standard one. */
  text?: InputMaybe<Scalars['String']['input']>;
};

/** The language of the watermark's standard wording. */
export type LogoLanguage =
  /** "AI生成". */
  | 'CHINESE'
  /** "Generated by AI". */
  | 'ENGLISH'
  /** A language that this schema does not know: see `languageNumber`. */
  | 'UNKNOWN';

/** The language of the watermark's standard wording. */
export type LogoLanguageInput =
  /** "AI生成": the model's own choice. */
  | 'CHINESE'
  /** "Generated by AI". */
  | 'ENGLISH';

/** The corner that carries the watermark. */
export type LogoPosition =
  /** Bottom left. */
  | 'BOTTOM_LEFT'
  /** Bottom right. */
  | 'BOTTOM_RIGHT'
  /** Top left. */
  | 'TOP_LEFT'
  /** Top right. */
  | 'TOP_RIGHT'
  /** A corner that this schema does not know: see `positionNumber`. */
  | 'UNKNOWN';

/** The corner that carries the watermark. */
export type LogoPositionInput =
  /** Bottom left. */
  | 'BOTTOM_LEFT'
  /** Bottom right: the model's own choice. */
  | 'BOTTOM_RIGHT'
  /** Top left. */
  | 'TOP_LEFT'
  /** Top right. */
  | 'TOP_RIGHT';

/** The type of a model's parameter. */
export type ModelParameterType =
  /** True or false. */
  | 'BOOLEAN'
  /** One of `values`. */
  | 'ENUM'
  /** A number. */
  | 'FLOAT'
  /** A whole number. */
  | 'INT'
  /** A JSON object. */
  | 'OBJECT'
  /** A text. */
  | 'STRING';

/** What a model makes of what. */
export type ModelTask =
  /** A picture of a prompt and a picture. */
  | 'IMAGE_TO_IMAGE'
  /** A picture of a prompt alone. */
  | 'TEXT_TO_IMAGE';

/** The state of an asynchronous task of the model. */
export type ModelTaskStatus =
  /** Finished, with success or without: `code` tells. */
  | 'DONE'
  /** Over before it was begun. */
  | 'EXPIRED'
  /** Being worked on. */
  | 'GENERATING'
  /** Submitted, not begun. */
  | 'IN_QUEUE'
  /** No such task, or one older than 12 hours. */
  | 'NOT_FOUND'
  /** A state that this schema does not know: see `taskStatusText`. */
  | 'UNKNOWN';

/** What moderation refused. */
export type ModerationStage =
  /** The source picture: use another. */
  | 'INPUT_IMAGE'
  /** The prompt: reword it. */
  | 'INPUT_TEXT'
  /** The generated picture: another seed may pass. */
  | 'OUTPUT_IMAGE'
  /** A text that the model made of the prompt: reword the prompt. */
  | 'OUTPUT_TEXT'
  /** The model did not say. */
  | 'UNKNOWN';

/** The arguments of `mosaic`. Makes a rectangle unreadable; without one, the whole picture. */
export type MosaicStepInput = {
  /** The place of the rectangle, which `x` and `y` count from, for example `CENTER`. Default: `NORTH_WEST`. */
  gravity?: InputMaybe<Gravity>;
  /** The height of the rectangle, in pixels: 1 to 30,000 (as far as is known), for example 100. Default: what the picture has. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** How far a `BLUR` reaches, in pixels; squares ignore it: 0 to 50, for example 30. Default: TOS's own. */
  radius?: InputMaybe<Scalars['Int']['input']>;
  /** The standard deviation of a `BLUR`, in pixels; squares ignore it: 1 to 50, for example 20. Default: 20. */
  sigma?: InputMaybe<Scalars['Int']['input']>;
  /** How, for example `BLUR`. Default: `SQUARE`. */
  type?: InputMaybe<MosaicType>;
  /** The width of the rectangle, in pixels: 1 to 30,000 (as far as is known), for example 200. Default: what the picture has. */
  width?: InputMaybe<Scalars['Int']['input']>;
  /** How far to the right of its place the rectangle begins, in pixels: 0 to 30,000 (as far as is known), for example 10. Default: 0. */
  x?: InputMaybe<Scalars['Int']['input']>;
  /** How far below its place the rectangle begins, in pixels: 0 to 30,000 (as far as is known), for example 10. Default: 0. */
  y?: InputMaybe<Scalars['Int']['input']>;
};

/** How an area is made unreadable. */
export type MosaicType =
  /** By a Gaussian blur. */
  | 'BLUR'
  /** By squares of one colour each. */
  | 'SQUARE';

/** Which end of an order comes first. */
export type OrderDirection =
  /** The smallest and the oldest first. */
  | 'ASC'
  /** The greatest and the newest first. */
  | 'DESC';

/** Any other model, by its `req_key`, with its parameters as the model spells them. For a model of `imageModels`, types, ranges and required parameters are checked; one that does not fit the task, answers with a task only or needs a second picture is refused. */
export type OtherModelInput = {
  /** The `ModelAction`: 1 to 64 letters and digits, for example "Img2ImgXLSft". Synchronous actions only. Default: "CVProcess". */
  action?: InputMaybe<Scalars['String']['input']>;
  /** Members of the model's request beside `req_key`, for example {"scale": 0.5}; at most 64 KiB, 16 levels. Default: none. Members for the prompt or for pictures are refused: the mutation's own are sent, and which would win is not documented. Those that point at one of several pictures have to point at the first, the source. For a model of `imageModels` the steps may have any of their names (`ddim_steps`, `ddim_step`, `steps`, `step`): they are sent under the model's own. */
  parameters?: InputMaybe<Scalars['JSONObject']['input']>;
  /** The model's `req_key`: 1 to 128 letters, digits, "_", "." and "-", for example "byteedit_v2.0". */
  reqKey: Scalars['String']['input'];
  /** The `ModelVersion`, a date, for example "2024-06-06". Default: "2022-08-31". */
  version?: InputMaybe<Scalars['String']['input']>;
};

/** Where the generated picture is stored, and how it is processed before. */
export type OutputImageInput = {
  /** The bucket that the picture is stored in, for example "tostest". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** True refuses the generation when the key exists (`OutputExists`); false overwrites it. Without a `key` nothing is ever overwritten, whatever stands here. */
  forbidOverwrite?: Scalars['Boolean']['input'];
  /** The key that the picture is stored under, 1 to 1,024 bytes in UTF-8, for example "newgen.jpg". Default: one is made, which sorts by time, cannot be guessed and ends as `postprocess` has it, such as "generated/2026-11-23/160241123-5f0e0c5e-7f0b-4c8e-9d5a-0a4f6f1f3c11.jpg". */
  key?: InputMaybe<Scalars['String']['input']>;
  /** How the generated picture is processed before it is stored, for example {steps: [{rotate: {degrees: 90}}]}. A style is one of the source's bucket or, of text to image, of the output's. Default: not at all. */
  postprocess?: InputMaybe<ProcessingInput>;
};

/** A point of a picture. */
export type PointInput = {
  /** From the left edge, in pixels: 0 to 99,999, for example 50. */
  x: Scalars['Int']['input'];
  /** From the upper edge, in pixels: 0 to 99,999, for example 50. */
  y: Scalars['Int']['input'];
};

/** A chain of image processing, by itself: what an image style stands for. Exactly one of its members must be given (`@oneOf`). */
export type ProcessingChainInput =
  /** A chain of TOS image-processing actions as TOS writes it, run in order, for example "image/resize,w_100/rotate,90". Must begin with "image/"; at most 4,096 characters. Operations and arguments are checked as those of `steps` are, unless `allowUnknownActions` is true beside it. */
  { actions: Scalars['String']['input']; steps?: never; }
  |  /** Typed steps of image processing, run in order: 1 to 50, which come to at most 4,096 characters as TOS writes them, for example [{resize: {width: 100}}, {rotate: {degrees: 90}}]. */
  { actions?: never; steps: Array<ProcessingStepInput>; };

/** How a picture is processed: by an image style of its bucket, by typed steps, or by a chain as TOS writes it. Exactly one of the three must be given (`@oneOf`). */
export type ProcessingInput =
  /** A chain of TOS image-processing actions as TOS writes it, run in order, for example "image/resize,w_100/rotate,90". Must begin with "image/"; at most 4,096 characters. Operations and arguments are checked as those of `steps` are, unless `allowUnknownActions` is true beside it. */
  { actions: Scalars['String']['input']; steps?: never; style?: never; }
  |  /** Typed steps of image processing, run in order: 1 to 50, which come to at most 4,096 characters as TOS writes them, for example [{resize: {width: 100}}, {rotate: {degrees: 90}}]. */
  { actions?: never; steps: Array<ProcessingStepInput>; style?: never; }
  |  /** An image style of the picture's bucket, by name, for example "style01". See `processingStyles`. */
  { actions?: never; steps?: never; style: Scalars['String']['input']; };

/** When a picture is processed. */
export type ProcessingStage =
  /** After the model made it, before it is stored. */
  | 'POSTPROCESS'
  /** Before the model sees it. */
  | 'PREPROCESS';

/** One step of image processing. Exactly one member must be given (`@oneOf`), and an operation that takes nothing is given as true. */
export type ProcessingStepInput =
  /** Turns the picture upright, as the orientation in its EXIF data tells. TOS calls it `auto-orient`; for example {enabled: true}. */
  { autoOrient: AutoOrientStepInput; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** What TOS calls `auto-orient-internal`; its difference from `autoOrient` is not published. TOS calls it `auto-orient-internal`; for example true. */
  { autoOrient?: never; autoOrientInternal: Scalars['Boolean']['input']; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Hides a text in a picture of at least 512 by 512 pixels. TOS has to have it enabled for the bucket; the embedded emulator has none of it. TOS calls it `blindwatermark`; for example {text: "Example Ltd", version: 2}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark: BlindWatermarkStepInput; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Blurs the picture by a Gauss curve. TOS calls it `blur`; for example {radius: 3, sigma: 2}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur: BlurStepInput; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Makes the picture brighter or darker. TOS calls it `bright`; for example {amount: 50}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright: BrightStepInput; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Cuts out a circle about the centre; outside of it the picture is transparent, or white in a format without transparency. TOS calls it `circle`; for example {radius: 100}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle: CircleStepInput; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Takes frames of an animation. TOS does not publish what its arguments mean, and the embedded emulator has none of it. TOS calls it `clip`; for example {first: 0}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip: ClipStepInput; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Reduces the colours of the picture. TOS calls it `colorspace`; for example {space: GRAY}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace: ColorspaceStepInput; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Raises or lowers the contrast. TOS calls it `contrast`; for example {amount: 50}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast: ContrastStepInput; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Cuts out a rectangle; what reaches beyond the picture is left off. TOS calls it `crop`; for example {gravity: CENTER, width: 200, height: 100}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop: CropStepInput; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Draws dots, and a line through them when asked to. TOS calls it `draw`; for example {points: [{x: 50, y: 50}, {x: 100, y: 100}], lines: true}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw: DrawStepInput; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Writes the picture in another format. TOS calls it `format`; for example {to: WEBP}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format: FormatStepInput; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Cuts the picture into slices and keeps one of them. TOS calls it `indexcrop`; for example {sliceWidth: 100, index: 0}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop: IndexCropStepInput; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Writes a JPEG so that it shows coarsely first and gets finer as it loads. TOS calls it `interlace`; for example {enabled: true}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace: InterlaceStepInput; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Makes a rectangle unreadable; without one, the whole picture. TOS calls it `mosaic`; for example {gravity: CENTER, width: 200, height: 100}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic: MosaicStepInput; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Sets how well a JPEG or WebP is kept; other formats ignore it. TOS calls it `quality`; for example {absolute: 80}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality: QualityStepInput; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Scales the picture. `width` and `height` come first, then `longSide` and `shortSide`, then `percent`. With one of two sides, `LFIT`, `MFIT` and `FIXED` take the other from the proportions, and `FILL` and `PAD` make a square. The result has at most 16,384 pixels a side and 16,777,216 in all. TOS calls it `resize`; for example {width: 100}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize: ResizeStepInput; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Turns the picture clockwise. Neither side of it may be longer than 4,096 pixels. TOS calls it `rotate`; for example {degrees: 90}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate: RotateStepInput; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Rounds the corners; outside of them the picture is transparent, or white in a format without transparency. TOS calls it `rounded-corners`; for example {radius: 30}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners: RoundedCornersStepInput; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Writes the implicit label of generated content into the picture. The embedded emulator has none of it. TOS calls it `setaigcmetadata`; for example {label: "1", contentProducer: "Example Ltd"}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata: SetAigcMetadataStepInput; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Writes signed provenance (C2PA, Content Credentials) into the picture. The embedded emulator has none of it. TOS calls it `setc2pametadata`; for example {appId: "app-1", manifest: "{}"}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata: SetC2paMetadataStepInput; sharpen?: never; slim?: never; strip?: never; watermark?: never; }
  |  /** Sharpens the picture. TOS calls it `sharpen`; for example {amount: 50}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen: SharpenStepInput; slim?: never; strip?: never; watermark?: never; }
  |  /** Compresses further, at some cost of time. TOS bills it for each call. TOS calls it `slim`; for example {level: 3}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim: SlimStepInput; strip?: never; watermark?: never; }
  |  /** Removes EXIF and other metadata. TOS calls it `strip`; for example true. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip: Scalars['Boolean']['input']; watermark?: never; }
  |  /** Lays a text, a picture of the same bucket, or both beside each other, over the picture. TOS calls it `watermark`; for example {text: "Example Ltd", gravity: SOUTH_EAST}. */
  { autoOrient?: never; autoOrientInternal?: never; blindWatermark?: never; blur?: never; bright?: never; circle?: never; clip?: never; colorspace?: never; contrast?: never; crop?: never; draw?: never; format?: never; indexCrop?: never; interlace?: never; mosaic?: never; quality?: never; resize?: never; rotate?: never; roundedCorners?: never; setAigcMetadata?: never; setC2paMetadata?: never; sharpen?: never; slim?: never; strip?: never; watermark: WatermarkStepInput; };

/** Why an image style was not created, updated or deleted. */
export type ProcessingStyleFailureCode =
  /** TOS refused this server's credentials or their rights, or it has none that are valid; the operator has to act. */
  | 'ACCESS_DENIED'
  /** The bucket does not exist, or not in this region. */
  | 'BUCKET_NOT_FOUND'
  /** The caller left before anything was written. */
  | 'CANCELLED'
  /** The connection to TOS failed. */
  | 'CONNECTION_FAILED'
  /** Too many requests; nothing was changed (`ProcessingStyleRateLimited`). */
  | 'RATE_LIMITED'
  /** TOS failed. */
  | 'STORAGE_FAULT'
  /** TOS has failed too often of late, so it was not asked: repeat after a pause. */
  | 'STORAGE_UNAVAILABLE'
  /** The bucket has a style of this name (`ProcessingStyleExists`). */
  | 'STYLE_EXISTS'
  /** The bucket has no style of this name (`ProcessingStyleNotFound`). */
  | 'STYLE_NOT_FOUND'
  /** TOS does not take the style's content, or the bucket has as many styles as it may. */
  | 'STYLE_REFUSED'
  /** TOS did not answer in time. */
  | 'TIMED_OUT'
  /** A failure that this schema does not know; `message` and the request id tell more. */
  | 'UNKNOWN'
  /** An answer came which cannot be read. */
  | 'UNREADABLE_REPLY';

/** What image styles are sorted by. */
export type ProcessingStyleOrderField =
  /** When the style was created. */
  | 'CREATED_AT'
  /** The name, by code points: upper case comes before lower case. */
  | 'NAME'
  /** When the style was last changed. */
  | 'UPDATED_AT';

/** The order of image styles. Of styles with equal times the name decides, from A to Z; those without a time come last. */
export type ProcessingStyleOrderInput = {
  /** Which end comes first, for example `DESC` for the newest. */
  direction?: OrderDirection;
  /** What they are sorted by, for example `UPDATED_AT`. */
  field?: ProcessingStyleOrderField;
};

/** The arguments of `quality`. Sets how well a JPEG or WebP is kept; other formats ignore it. At least one of `relative` and `absolute` must be given. */
export type QualityStepInput = {
  /** The quality itself, in per cent: 1 to 100 (as far as is known), for example 80. Default: none. */
  absolute?: InputMaybe<Scalars['Int']['input']>;
  /** In per cent of the source's own quality: 1 to 100 (as far as is known), for example 90. Default: none. */
  relative?: InputMaybe<Scalars['Int']['input']>;
};

/** Whose limit was reached. */
export type RateLimitedBy =
  /** The model's limit of requests at the same time. */
  | 'MODEL_CONCURRENCY'
  /** The model's limit of requests in a second. */
  | 'MODEL_RATE'
  /** This server's own: it keeps to what the model is known to take at a time, and too many generations with it wait already, or this one has waited for too long. */
  | 'SERVER_QUEUE'
  /** A limit of TOS. */
  | 'STORAGE';

/** How a picture is fitted into the size that is asked for. */
export type ResizeMode =
  /** Like `MFIT`, then cut to the size about the centre. */
  | 'FILL'
  /** Exactly the size, whatever the proportions. */
  | 'FIXED'
  /** The largest picture of the same proportions within the size. The service's own choice. */
  | 'LFIT'
  /** The smallest picture of the same proportions that covers the size. */
  | 'MFIT'
  /** Like `LFIT`, then filled up to the size with `color`. */
  | 'PAD';

/** The arguments of `resize`. Scales the picture. `width` and `height` come first, then `longSide` and `shortSide`, then `percent`. With one of two sides, `LFIT`, `MFIT` and `FIXED` take the other from the proportions, and `FILL` and `PAD` make a square. The result has at most 16,384 pixels a side and 16,777,216 in all. At least one of `width`, `height`, `longSide`, `shortSide` and `percent` must be given. */
export type ResizeStepInput = {
  /** What `PAD` fills up with: six hexadecimal digits, RRGGBB, for example "FF8800". Default: "FFFFFF". */
  color?: InputMaybe<Scalars['String']['input']>;
  /** The height of the result, in pixels: 1 to 16,384, for example 100. Default: none. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** The longer side of the result, in pixels: 1 to 16,384, for example 1024. Default: none. */
  longSide?: InputMaybe<Scalars['Int']['input']>;
  /** How the picture is fitted into the size, for example `FILL`. Default: `LFIT`. */
  mode?: InputMaybe<ResizeMode>;
  /** True gives the source back when the result would be larger than it; false enlarges it then. Default: true. */
  neverEnlarge?: InputMaybe<Scalars['Boolean']['input']>;
  /** The size of the result, in per cent of the source: 1 to 1,000, for example 50. Default: none. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** The shorter side of the result, in pixels: 1 to 16,384, for example 768. Default: none. */
  shortSide?: InputMaybe<Scalars['Int']['input']>;
  /** The width of the result, in pixels: 1 to 16,384, for example 100. Default: none. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

/** What sending the same generation, or the same change of a picture or a style, again would mean. */
export type RetryAdvice =
  /** It may succeed, but this one may have been generated and charged: look for the output first. */
  | 'MAY_CHARGE_AGAIN'
  /** It would fail again, as far as is known: change the input, or have the operator act. */
  | 'NEVER'
  /** It may succeed and does no harm, since nothing was generated and so nothing charged, or doing it twice does what once does: send it again, after `retryAfterMs` where that is given. */
  | 'SAFE';

/** The arguments of `rotate`. Turns the picture clockwise. Neither side of it may be longer than 4,096 pixels. */
export type RotateStepInput = {
  /** How far, in degrees: 0 to 360 (as far as is known), for example 90. */
  degrees: Scalars['Int']['input'];
};

/** The arguments of `roundedCorners`. Rounds the corners; outside of them the picture is transparent, or white in a format without transparency. */
export type RoundedCornersStepInput = {
  /** The radius, in pixels, cut down to half of the shorter side: 1 to 4,096 (as far as is known), for example 100. */
  radius: Scalars['Int']['input'];
};

/** The arguments of `setAigcMetadata`. Writes the implicit label of generated content into the picture. The embedded emulator has none of it. At least one of `label`, `contentProducer`, `produceId`, `contentPropagator`, `propagateId`, `reservedCode1` and `reservedCode2` must be given. */
export type SetAigcMetadataStepInput = {
  /** Who generated the picture, for example "Example Ltd". Default: none. */
  contentProducer?: InputMaybe<Scalars['String']['input']>;
  /** Who spreads the picture, for example "Example Ltd". Default: none. */
  contentPropagator?: InputMaybe<Scalars['String']['input']>;
  /** Whether the picture is generated, as the labelling standard writes it, for example "1". Default: none. */
  label?: InputMaybe<Scalars['String']['input']>;
  /** The producer's own number of the picture, for example "p-0001". Default: none. */
  produceId?: InputMaybe<Scalars['String']['input']>;
  /** The propagator's own number of the picture, for example "s-0001". Default: none. */
  propagateId?: InputMaybe<Scalars['String']['input']>;
  /** For the producer's own use, such as a signature, for example "c2ln". Default: none. */
  reservedCode1?: InputMaybe<Scalars['String']['input']>;
  /** For the propagator's own use, such as a signature, for example "c2ln". Default: none. */
  reservedCode2?: InputMaybe<Scalars['String']['input']>;
};

/** The arguments of `setC2paMetadata`. Writes signed provenance (C2PA, Content Credentials) into the picture. The embedded emulator has none of it. At least one of `appId` and `manifest` must be given. */
export type SetC2paMetadataStepInput = {
  /** The application that signs: 1 to 128 letters, digits and "_.=:+-" (as far as is known), for example "app-1". Default: none. */
  appId?: InputMaybe<Scalars['String']['input']>;
  /** The manifest, a JSON text, for example "{}". Default: none. */
  manifest?: InputMaybe<Scalars['String']['input']>;
};

/** The arguments of `sharpen`. Sharpens the picture. */
export type SharpenStepInput = {
  /** How much, 100 being an ordinary amount: 50 to 399 (as far as is known), for example 50. */
  amount: Scalars['Int']['input'];
};

/** The arguments of `slim`. Compresses further, at some cost of time. TOS bills it for each call. */
export type SlimStepInput = {
  /** How far, a greater one giving a smaller file: 0 to 10, for example 5. Default: 3. */
  level?: InputMaybe<Scalars['Int']['input']>;
};

/** The picture that a generation starts from. */
export type SourceImageInput = {
  /** The bucket of the source, for example "examplebucket". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The key of the source, 1 to 1,024 bytes in UTF-8, for example "1171.jpeg". Not a URL. */
  key: Scalars['String']['input'];
};

/** Why the source cannot be used. */
export type SourceRejectionReason =
  /** The bucket does not exist, or not in this region. */
  | 'BUCKET_NOT_FOUND'
  /** The model was given no picture. */
  | 'MISSING'
  /** The bucket has no object of this key. */
  | 'NOT_FOUND'
  /** The model needs a face, and the picture shows none. */
  | 'NO_FACE'
  /** It has too many bytes or pixels: `preprocess` can make it smaller. */
  | 'TOO_LARGE'
  /** The service did not say. */
  | 'UNKNOWN'
  /** It is no picture, or of a format that cannot be read. */
  | 'UNREADABLE'
  /** Its format is none that the model's documentation names: `preprocess` can convert it, for example with `image/format,jpg`. */
  | 'UNSUPPORTED_FORMAT'
  /** It is too wide or too high for the model: `preprocess` can crop it, for example with `image/crop,w_800,h_600,g_center`. */
  | 'UNSUPPORTED_RATIO';

/** How much of a face and of a style in the source picture is kept. */
export type StyleReferenceInput = {
  /** How much of the face is kept: 0 to 1, for example 0.2. Default: the model's own, which is not published. */
  idWeight?: InputMaybe<Scalars['Float']['input']>;
  /** How much of the style is kept: 0 to 1, for example 0.3. Default: the model's own, which is not published. */
  styleWeight?: InputMaybe<Scalars['Float']['input']>;
};

/** Parameters of `t2i_xl_sft`, general XL pro text to image. What is left out is left to the model. Its ranges are not published: those of steps and scale are taken from its twin for pictures, and the sides go up to 2K. */
export type T2iXlSftInput = {
  /** Steps of the generation, 1 to 50, for example 30: more take longer and add detail. Default: 20. */
  ddimSteps?: InputMaybe<Scalars['Int']['input']>;
  /** The picture's height in pixels, 256 to 2,048, for example 1080. Default: 1024. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** A visible watermark, for example {opacity: 0.3}. Default: none. */
  logo?: InputMaybe<LogoInput>;
  /** Whether the model answers with addresses of the picture in its own store, too (`ModelReport.imageUrls`, about 24 hours). Default: false. */
  returnUrl?: InputMaybe<Scalars['Boolean']['input']>;
  /** How closely the picture follows the prompt, 1 to 30, for example 10. Default: 7. */
  scale?: InputMaybe<Scalars['Float']['input']>;
  /** The same seed and prompt give a similar picture: 0 to 2,147,483,647, or -1 for a random one, for example 42. Default: -1. */
  seed?: InputMaybe<Scalars['Int']['input']>;
  /** The picture's width in pixels, 256 to 2,048, for example 1080. Default: 1024. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

/** A file format that image processing writes. */
export type TargetFormat =
  /** Windows bitmap. The embedded emulator has none. */
  | 'BMP'
  /** GIF: 256 colours, perhaps animated. */
  | 'GIF'
  /** HEIF with HEVC. The embedded emulator has none. */
  | 'HEIC'
  /** JPEG: photographs, no transparency. */
  | 'JPEG'
  /** PNG: lossless, with transparency. */
  | 'PNG'
  /** TIFF. */
  | 'TIFF'
  /** WebP: small, with transparency. */
  | 'WEBP';

/** The model that generates from words alone, and its parameters. Exactly one member must be given (`@oneOf`). */
export type TextToImageModelInput =
  /** High aesthetics (`high_aes`), with typed parameters, for example {version: GENERAL_V1_3, useSr: true}. */
  { highAes: HighAesInput; other?: never; t2iXlSft?: never; }
  |  /** Any other model, with open parameters, for example {reqKey: "high_aes_general_v30l_zt2i"}. */
  { highAes?: never; other: OtherModelInput; t2iXlSft?: never; }
  |  /** General XL pro, text to image (`t2i_xl_sft`), with typed parameters, for example {width: 1080}. */
  { highAes?: never; other?: never; t2iXlSft: T2iXlSftInput; };

/** An image style that is to do something else. */
export type UpdateProcessingStyleInput = {
  /** True lets `processing.actions` hold operations, arguments and values that this API does not know, such as those that TOS has newly: whether a picture can be processed so is then seen only when the style is used. Characters and length are checked all the same. */
  allowUnknownActions?: Scalars['Boolean']['input'];
  /** The bucket that the style belongs to, for example "examplebucket". Default: the server's own. */
  bucket?: InputMaybe<Scalars['String']['input']>;
  /** The name of the style, unique in its bucket: 1 to 256 letters, digits, hyphens, underscores and dots, beginning with a letter, digit or underscore, for example "thumbnail". */
  name: Scalars['String']['input'];
  /** What the style does from now on, in place of what it did, for example {actions: "image/resize,w_200"}. */
  processing: ProcessingChainInput;
};

/** On which line a watermark's text and picture stand beside each other. */
export type WatermarkAlign =
  /** On their lower edges. */
  | 'BOTTOM'
  /** On their middles. */
  | 'MIDDLE'
  /** On their upper edges. */
  | 'TOP';

/** The picture of a watermark. */
export type WatermarkImageInput = {
  /** The key of an object in the bucket of the picture that is marked, 1 to 1,024 bytes in UTF-8, for example "logo.png". */
  key: Scalars['String']['input'];
  /** How it is processed before, in order: at most 50 steps, for example [{resize: {percentOfPicture: 30}}]. Default: not at all. */
  steps?: InputMaybe<Array<WatermarkImageStepInput>>;
};

/** The arguments of `resize`. Scales the picture. `width` and `height` come first, then `longSide` and `shortSide`, then `percent`. With one of two sides, `LFIT`, `MFIT` and `FIXED` take the other from the proportions, and `FILL` and `PAD` make a square. The result has at most 16,384 pixels a side and 16,777,216 in all. At least one of `width`, `height`, `longSide`, `shortSide`, `percent` and `percentOfPicture` must be given. */
export type WatermarkImageResizeStepInput = {
  /** What `PAD` fills up with: six hexadecimal digits, RRGGBB, for example "FF8800". Default: "FFFFFF". */
  color?: InputMaybe<Scalars['String']['input']>;
  /** The height of the result, in pixels: 1 to 16,384, for example 100. Default: none. */
  height?: InputMaybe<Scalars['Int']['input']>;
  /** The longer side of the result, in pixels: 1 to 16,384, for example 1024. Default: none. */
  longSide?: InputMaybe<Scalars['Int']['input']>;
  /** How the picture is fitted into the size, for example `FILL`. Default: `LFIT`. */
  mode?: InputMaybe<ResizeMode>;
  /** True gives the source back when the result would be larger than it; false enlarges it then. Default: true. */
  neverEnlarge?: InputMaybe<Scalars['Boolean']['input']>;
  /** The size of the result, in per cent of the source: 1 to 1,000, for example 50. Default: none. */
  percent?: InputMaybe<Scalars['Int']['input']>;
  /** The size in per cent of the picture that is marked, without any other argument: 1 to 100 (as far as is known), for example 30. Default: none. */
  percentOfPicture?: InputMaybe<Scalars['Int']['input']>;
  /** The shorter side of the result, in pixels: 1 to 16,384, for example 768. Default: none. */
  shortSide?: InputMaybe<Scalars['Int']['input']>;
  /** The width of the result, in pixels: 1 to 16,384, for example 100. Default: none. */
  width?: InputMaybe<Scalars['Int']['input']>;
};

/** One step of the processing of a watermark's own picture. Exactly one member must be given (`@oneOf`), and an operation that takes nothing is given as true. */
export type WatermarkImageStepInput =
  /** Cuts out a rectangle; what reaches beyond the picture is left off. TOS calls it `crop`; for example {gravity: CENTER, width: 200, height: 100}. */
  { crop: CropStepInput; indexCrop?: never; resize?: never; rotate?: never; }
  |  /** Cuts the picture into slices and keeps one of them. TOS calls it `indexcrop`; for example {sliceWidth: 100, index: 0}. */
  { crop?: never; indexCrop: IndexCropStepInput; resize?: never; rotate?: never; }
  |  /** Scales the picture. `width` and `height` come first, then `longSide` and `shortSide`, then `percent`. With one of two sides, `LFIT`, `MFIT` and `FIXED` take the other from the proportions, and `FILL` and `PAD` make a square. The result has at most 16,384 pixels a side and 16,777,216 in all. TOS calls it `resize`; for example {width: 100}. */
  { crop?: never; indexCrop?: never; resize: WatermarkImageResizeStepInput; rotate?: never; }
  |  /** Turns the picture clockwise. Neither side of it may be longer than 4,096 pixels. TOS calls it `rotate`; for example {degrees: 90}. */
  { crop?: never; indexCrop?: never; resize?: never; rotate: RotateStepInput; };

/** Which of a watermark's two parts comes first, from the left. */
export type WatermarkOrder =
  /** The picture, then the text. */
  | 'IMAGE_FIRST'
  /** The text, then the picture. */
  | 'TEXT_FIRST';

/** The arguments of `watermark`. Lays a text, a picture of the same bucket, or both beside each other, over the picture. At least one of `image` and `text` must be given. */
export type WatermarkStepInput = {
  /** On which line the two stand, for example `MIDDLE`. Default: `BOTTOM`. */
  align?: InputMaybe<WatermarkAlign>;
  /** The colour of the text: six hexadecimal digits, RRGGBB, for example "FFFFFF". Default: "000000". */
  color?: InputMaybe<Scalars['String']['input']>;
  /** True fills the whole picture with copies of the mark. Default: false. */
  fill?: InputMaybe<Scalars['Boolean']['input']>;
  /** The font of the text, by its name in the table of TOS's page on watermarks, for example "wqy-zenhei". Default: TOS's own. */
  font?: InputMaybe<Scalars['String']['input']>;
  /** The place of the mark, for example `NORTH_EAST`. Default: `SOUTH_EAST`. */
  gravity?: InputMaybe<Gravity>;
  /** A picture of the same bucket as the mark, for example {key: "logo.png"}. Default: none. */
  image?: InputMaybe<WatermarkImageInput>;
  /** The size of that picture, in per cent of the picture that is marked: 1 to 100 (as far as is known), for example 30. Default: the size that it has. */
  imagePercent?: InputMaybe<Scalars['Int']['input']>;
  /** The space between the two, in pixels: 0 to 1,000, for example 10. Default: 0. */
  interval?: InputMaybe<Scalars['Int']['input']>;
  /** How opaque the mark is, in per cent: 0 to 100, for example 60. Default: 100. */
  opacity?: InputMaybe<Scalars['Int']['input']>;
  /** Which comes first, where text and picture are given, for example `TEXT_FIRST`. Default: `IMAGE_FIRST`. */
  order?: InputMaybe<WatermarkOrder>;
  /** How far the text is turned clockwise, in degrees: 0 to 360, for example 45. Default: 0. */
  rotation?: InputMaybe<Scalars['Int']['input']>;
  /** How opaque the shadow of the text is, in per cent: 0 to 100, for example 50. Default: 0. */
  shadow?: InputMaybe<Scalars['Int']['input']>;
  /** The size of the text, in pixels: 1 to 1,000, for example 32. Default: 40. */
  size?: InputMaybe<Scalars['Int']['input']>;
  /** The text of the mark, in which TOS draws no traditional Chinese characters, for example "Example Ltd". Default: none. */
  text?: InputMaybe<Scalars['String']['input']>;
  /** How far below the middle a mark of the middle row stands, in pixels: -1,000 to 1,000, for example -50. Default: 0. */
  verticalOffset?: InputMaybe<Scalars['Int']['input']>;
  /** The distance from the left or right edge, in pixels: 0 to 4,096, for example 20. Default: 10. */
  x?: InputMaybe<Scalars['Int']['input']>;
  /** The distance from the upper or lower edge, in pixels: 0 to 4,096, for example 20. Default: 10. */
  y?: InputMaybe<Scalars['Int']['input']>;
};

export type PictureFragment = { __typename: 'StoredImage', id: string, bucket: string, key: string, signedUrl: { __typename: 'SignedUrl', url: string, expiresAt: string } };

export type GenerateMutationVariables = Exact<{
  input: GenerateImageInput;
}>;


export type GenerateMutation = { __typename: 'Mutation', generateImage:
    | { __typename: 'ContentRejected', code: GenerationFailureCode, message: string, retry: RetryAdvice, stage: ModerationStage, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'GeneratedImage', image: { __typename: 'StoredImage', id: string, bucket: string, key: string, signedUrl: { __typename: 'SignedUrl', url: string, expiresAt: string } } }
    | { __typename: 'GenerationFailed', code: GenerationFailureCode, message: string, retry: RetryAdvice, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'OutputExists', code: GenerationFailureCode, message: string, retry: RetryAdvice, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'RateLimited', code: GenerationFailureCode, message: string, retry: RetryAdvice, retryAfterMs?: number | null, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'SourceRejected', code: GenerationFailureCode, message: string, retry: RetryAdvice, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'StyleNotFound', code: GenerationFailureCode, message: string, retry: RetryAdvice, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
    | { __typename: 'TimedOut', code: GenerationFailureCode, message: string, retry: RetryAdvice, possibleOutput?: { __typename: 'StoredImage', id: string, key: string } | null }
   };

export type CreateUploadMutationVariables = Exact<{
  input: CreateImageUploadInput;
}>;


export type CreateUploadMutation = { __typename: 'Mutation', createImageUpload: { __typename: 'ImageUpload', method: string, url: string, headers: Array<{ __typename: 'HttpHeader', name: string, value: string }>, image: { __typename: 'StoredImage', id: string, bucket: string, key: string } } };

export type PicturesQueryVariables = Exact<{
  bucket?: InputMaybe<Scalars['String']['input']>;
  prefix?: InputMaybe<Scalars['String']['input']>;
  first: Scalars['Int']['input'];
  after?: InputMaybe<Scalars['String']['input']>;
}>;


export type PicturesQuery = { __typename: 'Query', images?: { __typename: 'ImageConnection', edges: Array<{ __typename: 'ImageEdge', cursor: string, node: { __typename: 'StoredImage', id: string, bucket: string, key: string, signedUrl: { __typename: 'SignedUrl', url: string, expiresAt: string } } }>, pageInfo: { __typename: 'PageInfo', hasNextPage: boolean, hasPreviousPage: boolean, startCursor?: string | null, endCursor?: string | null } } | null };

export const PictureFragmentDoc = {"kind":"Document","definitions":[{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoredImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"signedUrl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"expiresInSeconds"},"value":{"kind":"IntValue","value":"600"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<PictureFragment, unknown>;
export const GenerateDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"Generate"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"GenerateImageInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"generateImage"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"__typename"}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GeneratedImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Picture"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"GenerationFailure"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"code"}},{"kind":"Field","name":{"kind":"Name","value":"message"}},{"kind":"Field","name":{"kind":"Name","value":"retry"}},{"kind":"Field","name":{"kind":"Name","value":"possibleOutput"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"ContentRejected"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"stage"}}]}},{"kind":"InlineFragment","typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"RateLimited"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"retryAfterMs"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoredImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"signedUrl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"expiresInSeconds"},"value":{"kind":"IntValue","value":"600"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<GenerateMutation, GenerateMutationVariables>;
export const CreateUploadDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"mutation","name":{"kind":"Name","value":"CreateUpload"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"input"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"CreateImageUploadInput"}}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"createImageUpload"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"input"},"value":{"kind":"Variable","name":{"kind":"Name","value":"input"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"method"}},{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"headers"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"name"}},{"kind":"Field","name":{"kind":"Name","value":"value"}}]}},{"kind":"Field","name":{"kind":"Name","value":"image"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"key"}}]}}]}}]}}]} as unknown as DocumentNode<CreateUploadMutation, CreateUploadMutationVariables>;
export const PicturesDocument = {"kind":"Document","definitions":[{"kind":"OperationDefinition","operation":"query","name":{"kind":"Name","value":"Pictures"},"variableDefinitions":[{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"first"}},"type":{"kind":"NonNullType","type":{"kind":"NamedType","name":{"kind":"Name","value":"Int"}}}},{"kind":"VariableDefinition","variable":{"kind":"Variable","name":{"kind":"Name","value":"after"}},"type":{"kind":"NamedType","name":{"kind":"Name","value":"String"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"images"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"bucket"},"value":{"kind":"Variable","name":{"kind":"Name","value":"bucket"}}},{"kind":"Argument","name":{"kind":"Name","value":"prefix"},"value":{"kind":"Variable","name":{"kind":"Name","value":"prefix"}}},{"kind":"Argument","name":{"kind":"Name","value":"first"},"value":{"kind":"Variable","name":{"kind":"Name","value":"first"}}},{"kind":"Argument","name":{"kind":"Name","value":"after"},"value":{"kind":"Variable","name":{"kind":"Name","value":"after"}}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"edges"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"cursor"}},{"kind":"Field","name":{"kind":"Name","value":"node"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"FragmentSpread","name":{"kind":"Name","value":"Picture"}}]}}]}},{"kind":"Field","name":{"kind":"Name","value":"pageInfo"},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"hasNextPage"}},{"kind":"Field","name":{"kind":"Name","value":"hasPreviousPage"}},{"kind":"Field","name":{"kind":"Name","value":"startCursor"}},{"kind":"Field","name":{"kind":"Name","value":"endCursor"}}]}}]}}]}},{"kind":"FragmentDefinition","name":{"kind":"Name","value":"Picture"},"typeCondition":{"kind":"NamedType","name":{"kind":"Name","value":"StoredImage"}},"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"id"}},{"kind":"Field","name":{"kind":"Name","value":"bucket"}},{"kind":"Field","name":{"kind":"Name","value":"key"}},{"kind":"Field","name":{"kind":"Name","value":"signedUrl"},"arguments":[{"kind":"Argument","name":{"kind":"Name","value":"expiresInSeconds"},"value":{"kind":"IntValue","value":"600"}}],"selectionSet":{"kind":"SelectionSet","selections":[{"kind":"Field","name":{"kind":"Name","value":"url"}},{"kind":"Field","name":{"kind":"Name","value":"expiresAt"}}]}}]}}]} as unknown as DocumentNode<PicturesQuery, PicturesQueryVariables>;