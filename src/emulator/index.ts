/** What the package gives to who tests against the emulator: see docs/emulator.md. */
export type { Identity } from "./auth/rights.js";
export { createEmulator, EMULATOR_CREDENTIALS, type Emulator, type EmulatorOptions } from "./emulator.js";
export type { FaultRules } from "./injection/fault-rules.js";
export type { RequestLog, RequestRecord } from "./injection/request-log.js";
export { type FaultEffect, type FaultRule, FaultRuleError } from "./injection/rule.js";
