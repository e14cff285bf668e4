/** The custom scalars of the schema, each with the page that specifies it. */
import { GraphQLScalarType } from "graphql";
import { GraphQLDateTimeISO, GraphQLJSONObject, GraphQLSafeInt } from "graphql-scalars";

export const DateTime = new GraphQLScalarType({
  ...GraphQLDateTimeISO.toConfig(),
  name: "DateTime",
  description: 'An instant in UTC, for example "2026-01-31T12:00:00.000Z".',
  specifiedByURL: "https://scalars.graphql.org/andimarek/date-time.html",
});

export const SafeInt = new GraphQLScalarType({
  ...GraphQLSafeInt.toConfig(),
  description:
    "A whole number from -9,007,199,254,740,991 to 9,007,199,254,740,991, which JSON and JavaScript keep exactly.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259#section-6",
});

export const JSONObject = new GraphQLScalarType({
  ...GraphQLJSONObject.toConfig(),
  description: "A JSON object of any members.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc8259#section-4",
});

/** Output only. The text stays as it is: normalising a presigned URL could break its signature. */
export const Url = new GraphQLScalarType<string, string>({
  name: "URL",
  description:
    'An absolute http or https URL, for example "https://examplebucket.tos-cn-beijing.volces.com/1171.jpeg".',
  specifiedByURL: "https://url.spec.whatwg.org/",
  serialize: asText,
});

/** Output only. */
export const HexColor = new GraphQLScalarType<string, string>({
  name: "HexColor",
  description: 'A colour as CSS writes it, "#rrggbb" in lower case, for example "#5c783b".',
  specifiedByURL: "https://www.w3.org/TR/css-color-4/#hex-notation",
  serialize: asText,
});

/** Output only. */
export const Base64 = new GraphQLScalarType<string, string>({
  name: "Base64",
  description: "Bytes in padded standard base64, without a data-URI prefix.",
  specifiedByURL: "https://www.rfc-editor.org/rfc/rfc4648#section-4",
  serialize: asText,
});

function asText(value: unknown): string {
  return String(value);
}
