/** ListBuckets, CreateBucket, HeadBucket, DeleteBucket. */
import { hasRight } from "../auth/rights.js";
import { emptyReply, jsonReply } from "../http/reply.js";
import { OWNER } from "../storage/acl.js";
import type { Operation } from "./operation.js";

/** Assumption: an identity sees the buckets that it may read, instead of being refused. */
export const listBuckets: Operation = ({ identity }, { buckets, region }) => {
  const readable = buckets.all().filter(({ name }) => hasRight(identity, name, "read"));
  return jsonReply({
    Owner: OWNER,
    Buckets: readable.map(({ name, createdAt }) => ({
      Name: name,
      CreationDate: createdAt,
      Location: region,
      ExtranetEndpoint: `tos-${region}.volces.com`,
      IntranetEndpoint: `tos-${region}.ivolces.com`,
      ProjectName: "default",
      BucketType: "fns",
    })),
  });
};

/** What its headers say of ACL, storage class and project is not kept. */
export const createBucket: Operation = async (request, { buckets }) => {
  const { name } = await buckets.create(request.bucket);
  return emptyReply(200, { location: `/${name}`, "content-length": "0" });
};

export const headBucket: Operation = (request, { buckets, region }) => {
  buckets.get(request.bucket);
  return emptyReply(200, { "x-tos-bucket-region": region, "x-tos-storage-class": "STANDARD" });
};

export const deleteBucket: Operation = async (request, { buckets }) => {
  await buckets.delete(request.bucket);
  return emptyReply(204);
};
