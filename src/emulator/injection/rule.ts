/** Rules of fault injection: which requests fail, how often, and in which way. */

/** What happens to a request that a rule matches. Sizes in bytes, times in milliseconds unless the name says otherwise. */
export type FaultEffect =
  | StatusEffect
  /** The reply is held back before its status line. */
  | { readonly kind: "delay-headers"; readonly ms: number }
  /** The reply pauses in its body, after `afterBytes` of it: half of it unless given. */
  | { readonly kind: "delay-body"; readonly ms: number; readonly afterBytes?: number }
  /** The connection is reset without a byte of a reply. */
  | { readonly kind: "reset-before-headers"; readonly carryOut?: boolean }
  /** The connection is reset after the headers. */
  | { readonly kind: "reset-after-headers" }
  /** The connection ends after `afterBytes` of the body: half of it unless given. */
  | { readonly kind: "truncated-body"; readonly afterBytes?: number }
  /** The body is followed by spaces until the client leaves. */
  | { readonly kind: "endless-body" }
  /** A page of HTML in place of the reply, as a gateway between would send it: without headers of TOS. */
  | {
      readonly kind: "html";
      /** Default 502. */
      readonly status?: number;
      readonly text?: string;
      readonly carryOut?: boolean;
    }
  /** A body that says that it is JSON and is not, or `text`, in place of the reply's. */
  | {
      readonly kind: "wrong-json";
      /** Default 200. */
      readonly status?: number;
      readonly text?: string;
      readonly carryOut?: boolean;
    }
  /** `content-length` is off by so many bytes; never below 0. */
  | { readonly kind: "wrong-content-length"; readonly by: number }
  /** The reply lacks x-tos-request-id and x-tos-id-2. */
  | { readonly kind: "missing-request-id" };

/** An error of TOS in place of the reply. */
export interface StatusEffect {
  readonly kind: "status";
  /** 400 to 599. */
  readonly status: number;
  readonly code: string;
  /** `FFFF-NNNNNNNN` */
  readonly ec?: string;
  readonly message?: string;
  /** The value of a Retry-After header. */
  readonly retryAfterSeconds?: number;
  /** Whether the operation is carried out although its reply is lost. Default false. */
  readonly carryOut?: boolean;
}

export interface FaultRule {
  /** The name of an operation, such as `ImageToImage`, or `*` for all of them. */
  readonly operation: string;
  /** Only requests that address this bucket. */
  readonly bucket?: string;
  /** Only requests that address this key. */
  readonly key?: string;
  /** How many requests it hits. Default 1. */
  readonly count?: number | "always";
  readonly effect: FaultEffect;
}

/** A rule that was added, and what is left of it. */
export interface ActiveRule extends FaultRule {
  readonly id: string;
  readonly count: number | "always";
}

/** A rule that cannot be taken, with everything that is wrong with it. */
export class FaultRuleError extends Error {
  override readonly name = "FaultRuleError";
  readonly problems: readonly string[];

  constructor(problems: readonly string[]) {
    super(`The rule cannot be taken: ${problems.join("; ")}`);
    this.problems = problems;
  }
}
