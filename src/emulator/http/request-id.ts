import { randomBytes } from "node:crypto";

/** Two groups of hex digits, like the page's `f91b0c03a01300c1-a444ed0`. */
export function createRequestId(): string {
  return `${randomBytes(8).toString("hex")}-${randomBytes(4).toString("hex").slice(1)}`;
}
