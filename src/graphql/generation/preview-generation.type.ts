import { Field, ObjectType } from "type-graphql";
import { HttpHeader } from "../http-header.type.js";
import { StoredImage } from "../images/stored-image.type.js";
import { Url } from "../scalars.js";
import { GenerationFailure } from "./generation-failure.type.js";

@ObjectType({ description: "A request to TOS as it would be sent, without the signature and the token." })
export class UnsignedRequest {
  @Field(() => String, { description: 'The HTTP method, for example "GET".' })
  method!: string;

  @Field(() => Url, {
    description:
      'Where it would be sent, for example "https://examplebucket.tos-cn-beijing.volces.com/?x-tos-process=aigc%2Fimage_to_image".',
  })
  url!: string;

  @Field(() => [HttpHeader], { description: "Its headers, without those of the signature." })
  headers!: readonly HttpHeader[];

  @Field(() => String, {
    description: 'Its body, a JSON text, for example "{\\"TaskType\\":\\"image_to_image\\",…}".',
  })
  body!: string;
}

@ObjectType({
  description: "What can be told of a generation before it is paid for. What is true now may not be later.",
})
export class GenerationPreview {
  @Field(() => Boolean, {
    description:
      "True when nothing was found that would fail the generation, for example before a button is enabled. Moderation, limits of the account and the model itself may still refuse it.",
  })
  ready!: boolean;

  @Field(() => [GenerationFailure], {
    description:
      "What the generation would fail with, all of it, as the same types that it fails with. Empty when `ready`.",
  })
  problems!: readonly GenerationFailure[];

  @Field(() => StoredImage, {
    description:
      "Where the picture would be stored. When `output.key` was left out the key is an example: the generation makes another.",
  })
  output!: StoredImage;

  @Field(() => Boolean, {
    nullable: true,
    description:
      "Whether an object of the output's name exists now, which the generation would overwrite unless `forbidOverwrite` is given; null when TOS could not be asked, for example without the right to.",
  })
  outputIsTaken!: boolean | null;

  @Field(() => UnsignedRequest, { description: "What would be sent to TOS." })
  request!: UnsignedRequest;
}
