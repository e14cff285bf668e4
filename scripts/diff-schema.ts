/**
 * Compares the schema with the last released one: `npm run schema:diff`. Fails on a breaking change that
 * schema/released/breaking-changes.json does not declare, and on a declaration that nothing needs. Another folder than
 * "schema" may be given.
 */
import { compareWithRelease } from "./compare-schemas.js";

const folder = process.argv[2] ?? "schema";
const { release, undeclared, declared, useless, dangerous, harmless } = await compareWithRelease(folder);

print("Breaking, and not declared", undeclared);
print("Declared without need, or without a reason", useless);
print("Breaking, and declared", declared);
print("Dangerous to clients that are not written for it", dangerous);
console.log(`${harmless} other changes since ${release}`);

if (undeclared.length > 0 || useless.length > 0) {
  console.error(
    `\nKeep what clients of ${release} use, deprecated if need be, or declare the change under "${release}" in ${folder}/released/breaking-changes.json as {"path", "change", "why"}: above, a path stands before the colon.`,
  );
  process.exitCode = 1;
}

function print(title: string, lines: readonly string[]): void {
  if (lines.length > 0) console.log(`${title}:\n${lines.map((line) => `  - ${line}`).join("\n")}`);
}
