/** `?cors`: the CORS rules of a bucket, as the Node.js SDK (bucket/cors.ts) sends them and BytePlus's PutBucketCORS page has them. */
import { FAULTS, TosFault } from "../faults.js";
import { emptyReply, jsonReply } from "../http/reply.js";
import { isObject } from "../model/json.js";
import { CORS_METHODS, type CorsMethod, type CorsRule } from "../storage/cors-store.js";
import type { Operation } from "./operation.js";
import { parseJson, readCheckedBody } from "./request-body.js";

const DEFAULT_MAX_AGE_SECONDS = 3600;
/** Of origins, and of headers, in a rule (docs/6349/75033). */
const MAX_ITEMS = 1000;

export const putBucketCors: Operation = async (request, { buckets }) => {
  const { cors } = buckets.get(request.bucket);
  cors.put(readRules(parseJson(await readCheckedBody(request))));
  return emptyReply(200, { "content-length": "0" });
};

export const getBucketCors: Operation = (request, { buckets }) => {
  const rules = buckets.get(request.bucket).cors.get();
  if (rules === null) throw new TosFault(FAULTS.noSuchCors);
  return jsonReply({
    CORSRules: rules.map((rule) => ({
      AllowedOrigins: rule.origins,
      AllowedMethods: rule.methods,
      AllowedHeaders: rule.headers,
      ExposeHeaders: rule.exposed,
      MaxAgeSeconds: rule.maxAgeSeconds,
      ResponseVary: rule.varies,
    })),
  });
};

/** Assumption: 204, whether there were rules or not. */
export const deleteBucketCors: Operation = (request, { buckets }) => {
  buckets.get(request.bucket).cors.delete();
  return emptyReply(204);
};

function readRules(body: unknown): CorsRule[] {
  if (!isObject(body) || !Array.isArray(body.CORSRules)) throw new TosFault(FAULTS.malformedBody);
  if (body.CORSRules.length === 0) throw invalid("CORSRules", "must hold at least one rule");
  return body.CORSRules.map(readRule);
}

function readRule(rule: unknown): CorsRule {
  if (!isObject(rule)) throw new TosFault(FAULTS.malformedBody);
  const { MaxAgeSeconds = DEFAULT_MAX_AGE_SECONDS, ResponseVary = false } = rule;
  if (!Number.isSafeInteger(MaxAgeSeconds) || Number(MaxAgeSeconds) < 0) {
    throw invalid("MaxAgeSeconds", "must be a whole number of seconds, 0 or more");
  }
  if (typeof ResponseVary !== "boolean") throw invalid("ResponseVary", "must be true or false");
  return {
    origins: required("AllowedOrigins", texts("AllowedOrigins", rule.AllowedOrigins)).map(readOrigin),
    methods: required("AllowedMethods", texts("AllowedMethods", rule.AllowedMethods)).map(readMethod),
    headers: texts("AllowedHeaders", rule.AllowedHeaders).map(readHeader),
    exposed: texts("ExposeHeaders", rule.ExposeHeaders).map(readExposed),
    maxAgeSeconds: Number(MaxAgeSeconds),
    varies: ResponseVary,
  };
}

function texts(member: string, value: unknown): string[] {
  if (value === undefined || value === null) return [];
  if (!Array.isArray(value) || !value.every((item) => typeof item === "string")) {
    throw new TosFault(FAULTS.malformedBody);
  }
  if (value.length > MAX_ITEMS) throw invalid(member, `must hold at most ${MAX_ITEMS}`);
  return value;
}

function required(member: string, items: string[]): string[] {
  if (items.length === 0) throw invalid(member, "must hold at least one");
  return items;
}

function readOrigin(origin: string): string {
  if (origin === "*" || (/^https?:\/\/[\x21-\x7e]+$/.test(origin) && stars(origin) <= 1)) return origin;
  throw invalid("AllowedOrigins", "must begin with http:// or https:// and hold at most one *, or be *");
}

function readMethod(text: string): CorsMethod {
  const method = CORS_METHODS.find((each) => each === text);
  if (method === undefined) throw invalid("AllowedMethods", `must be of ${CORS_METHODS.join(", ")}`);
  return method;
}

/** A header's name (RFC 9110, section 5.1), in which `*` is a character like others. */
const NAME = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

function readHeader(name: string): string {
  if (NAME.test(name) && stars(name) <= 1) return name;
  throw invalid("AllowedHeaders", "must be names of headers that hold at most one *");
}

function readExposed(name: string): string {
  if (NAME.test(name) && stars(name) === 0) return name;
  throw invalid("ExposeHeaders", "must be names of headers without *");
}

function stars(text: string): number {
  return text.split("*").length - 1;
}

function invalid(member: string, detail: string): TosFault {
  return new TosFault(FAULTS.invalidArgument, { detail: `${member} ${detail}` });
}
