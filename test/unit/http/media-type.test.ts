import { expect, it } from "vitest";
import { chooseMediaType } from "../../../src/http/media-type.js";

it.each([
  [undefined, "application/json; charset=utf-8"],
  ["", "application/json; charset=utf-8"],
  ["*/*", "application/json; charset=utf-8"],
  ["application/*", "application/json; charset=utf-8"],
  ["application/json", "application/json; charset=utf-8"],
  ["text/html,application/xhtml+xml,*/*;q=0.8", "application/json; charset=utf-8"],
  ["multipart/mixed; deferSpec=20220824, application/json", "application/json; charset=utf-8"],
  ["application/json;q=0.5, application/graphql-response+json;q=0.4", "application/json; charset=utf-8"],
  ["application/graphql-response+json", "application/graphql-response+json; charset=utf-8"],
  ["application/graphql-response+json; charset=UTF-8", "application/graphql-response+json; charset=utf-8"],
  [
    "application/graphql-response+json, application/json;q=0.9",
    "application/graphql-response+json; charset=utf-8",
  ],
  [
    "application/json;q=0.9, application/graphql-response+json",
    "application/graphql-response+json; charset=utf-8",
  ],
  ["application/json;q=0, */*", "application/graphql-response+json; charset=utf-8"],
  ["text/html", null],
  ["multipart/mixed", null],
  ["application/xml, text/*", null],
])("Accept: %s gets %s", (accept, expected) => {
  expect(chooseMediaType(accept)).toBe(expected);
});
