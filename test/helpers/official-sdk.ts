/** The official Node.js SDK, pointed at an emulator. What it gets wrong itself is worked around by who uses it. */
import { TosClient } from "@volcengine/tos-sdk";
import type { TosCredentials } from "../../src/tos/credentials.js";

export interface OfficialClientOptions {
  readonly port: number;
  readonly credentials: TosCredentials;
  readonly bucket?: string;
}

/** It never retries, and checks the CRC64 of what it puts and gets. */
export function createOfficialClient({ port, credentials, bucket }: OfficialClientOptions): TosClient {
  return new TosClient({
    accessKeyId: credentials.accessKeyId,
    accessKeySecret: credentials.secretAccessKey,
    ...(credentials.securityToken !== undefined && { stsToken: credentials.securityToken }),
    ...(bucket !== undefined && { bucket }),
    region: "cn-beijing",
    // An IP address makes it put the bucket into the path.
    endpoint: `127.0.0.1:${port}`,
    secure: false,
    maxRetryCount: 0,
    enableCRC: true,
  });
}

/**
 * For an IP endpoint it presigns `http://bucket.127.0.0.1:port/…`, which no URL parser takes: the host has to go into
 * the header, and the request to the address.
 */
export function splitPresignedUrl(url: string): { readonly host: string; readonly target: string } {
  const [, host = "", target = ""] = /^http:\/\/([^/]+)(.+)$/.exec(url) ?? [];
  return { host, target };
}
