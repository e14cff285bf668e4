/** Runs before `npm start`: builds when the sources are newer than the build, or when there is none. */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";

const built = modified("dist/.tsbuildinfo");
const sources = readdirSync("src", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => `${entry.parentPath}/${entry.name}`);

if (
  ["package-lock.json", "tsconfig.json", "tsconfig.build.json", ...sources].some(
    (file) => modified(file) > built,
  )
) {
  execFileSync("npm", ["run", "--silent", "build"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });
}

function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
