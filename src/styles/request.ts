/** What the caller of a change of an image style says, and the rules that can be checked before a call is made. */
import { below, broken, type Violation } from "../generation/violation.js";
import { type Chain, checkChain } from "../processing/chain.js";
import { checkBucketName, checkStyleName } from "../tos/names.js";

/** An image style of a bucket, by its name. */
export interface StyleName {
  readonly bucket: string;
  readonly name: string;
}

/** A style with what it is to do. */
export interface StyleContent extends StyleName {
  readonly chain: Chain;
}

/** Everything that is wrong with the name of a style, with paths that begin at `input`. */
export function checkNamedStyle({ bucket, name }: StyleName): Violation[] {
  return [
    ...broken(["input", "bucket"], "bucketName", checkBucketName(bucket)),
    ...broken(["input", "name"], "styleName", checkStyleName(name)),
  ];
}

/** Everything that is wrong with a style that is to be written, with paths that begin at `input`. */
export function checkStyleContent(style: StyleContent): Violation[] {
  return [...checkNamedStyle(style), ...below(["input", "processing"], checkChain(style.chain))];
}
