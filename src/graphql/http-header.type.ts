import { Field, ObjectType } from "type-graphql";

@ObjectType({ description: "A header of an HTTP request." })
export class HttpHeader {
  @Field(() => String, { description: 'The name, in lower case, for example "content-type".' })
  name!: string;

  @Field(() => String, { description: 'The value, to be sent as it is, for example "image/jpeg".' })
  value!: string;
}
