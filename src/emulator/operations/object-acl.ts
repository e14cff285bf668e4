/** GetObjectAcl and PutObjectAcl: `?acl`. An ACL is kept and answered; what an identity may do comes from its rights. */
import { FAULTS, TosFault } from "../faults.js";
import { emptyReply, jsonReply } from "../http/reply.js";
import { isObject } from "../model/parameters.js";
import { type Acl, CANNED_GRANTEES, type Grant, grantToGroup, OWNER, PERMISSIONS } from "../storage/acl.js";
import { DEFAULT_ACL, readAclHeaders } from "./acl-headers.js";
import type { Operation } from "./operation.js";
import { parseJson, readCheckedBody } from "./request-body.js";

export const getObjectAcl: Operation = async (request, { buckets }) => {
  const object = await buckets.get(request.bucket).objects.open(request.key);
  await object.close();
  const { grants, isDefault = false, bucketOwnerEntrusted = false } = object.record.acl ?? DEFAULT_ACL;
  return jsonReply({
    Owner: OWNER,
    Grants: grants,
    IsDefault: isDefault,
    BucketOwnerEntrusted: bucketOwnerEntrusted,
  });
};

/** By header, or by a body like the one that GetObjectAcl answers. */
export const putObjectAcl: Operation = async (request, { buckets }) => {
  const { objects } = buckets.get(request.bucket);
  const body = await readCheckedBody(request);
  const acl = readAclHeaders(request.headers) ?? (body.length === 0 ? undefined : readAcl(parseJson(body)));
  if (acl === undefined)
    throw new TosFault(FAULTS.missingArgument, { detail: "x-tos-acl, grants or a body" });
  await objects.redescribe(request.key, { acl });
  return emptyReply(200, { "content-length": "0" });
};

function readAcl(value: unknown): Acl {
  if (!isObject(value) || !Array.isArray(value.Grants)) throw new TosFault(FAULTS.malformedBody);
  return {
    grants: value.Grants.map(readGrant),
    ...(value.IsDefault === true && { isDefault: true }),
    ...(value.BucketOwnerEntrusted === true && { bucketOwnerEntrusted: true }),
  };
}

function readGrant(value: unknown): Grant {
  const grantee = isObject(value) ? value.Grantee : undefined;
  const permission = PERMISSIONS.find((known) => isObject(value) && value.Permission === known);
  if (!isObject(grantee) || permission === undefined) throw new TosFault(FAULTS.malformedBody);
  const group = CANNED_GRANTEES.find((known) => grantee.Canned === known);
  if (grantee.Type === "Group" && group !== undefined) return grantToGroup(group, permission);
  if (grantee.Type !== "CanonicalUser" || typeof grantee.ID !== "string" || grantee.ID === "") {
    throw new TosFault(FAULTS.malformedBody);
  }
  const { ID, DisplayName } = grantee;
  const name = typeof DisplayName === "string" ? { DisplayName } : {};
  return { Grantee: { Type: "CanonicalUser", ID, ...name }, Permission: permission };
}
