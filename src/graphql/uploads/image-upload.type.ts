import { Field, ObjectType } from "type-graphql";
import { HttpHeader } from "../http-header.type.js";
import { StoredImage } from "../images/stored-image.type.js";
import { DateTime, Url } from "../scalars.js";

@ObjectType({
  description:
    "An address that takes one picture, and how to send it there: `fetch(url, { method, headers, body: file })`, where `headers` is made an object of names and values. The reply is 200 with an empty body. A picture of another type or size is refused with 403 `SignatureDoesNotMatch`, unless the server's operator leaves both out of the signature; one for a key that exists with `DuplicateObject` (EC 0017-00000004); one that comes too late with 403.",
})
export class ImageUpload {
  @Field(() => StoredImage, {
    description:
      "The picture once it is uploaded: a reference, whose `info` is null until then. Its `bucket` and `key` are what `generateImage` takes as `source`.",
  })
  image!: StoredImage;

  @Field(() => String, { description: 'The HTTP method of the upload, for example "PUT".' })
  method!: string;

  @Field(() => Url, {
    description:
      'Where the picture is sent to, for example "https://examplebucket.tos-cn-beijing.volces.com/portraits/42.jpg?X-Tos-Algorithm=…". Whoever has it can upload: treat it as a secret.',
  })
  url!: string;

  @Field(() => [HttpHeader], {
    description:
      'What has to be sent with it, for example [{name: "content-type", value: "image/jpeg"}]. `content-length` is not among them, since every client sends it of itself, a browser that of the file; it has to be `byteSize`, so the body cannot be streamed without a length.',
  })
  headers!: HttpHeader[];

  @Field(() => DateTime, {
    description:
      'Until when an upload may begin, for example "2026-01-31T12:00:00.000Z". Sooner than asked for when the server\'s own temporary credentials end sooner.',
  })
  expiresAt!: Date;
}
