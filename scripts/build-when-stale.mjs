/** Runs before `npm start`: builds when a source is newer than what was built of it, or nothing was. */
import { execFileSync } from "node:child_process";
import { readdirSync, statSync } from "node:fs";
import { join, relative } from "node:path";

const sources = readdirSync("src", { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name));
const settings = Math.max(...["package-lock.json", "tsconfig.json", "tsconfig.build.json"].map(modified));

const stale = sources.some((source) => {
  const built = modified(join("dist", relative("src", source)).replace(/\.ts$/, ".js"));
  return built < modified(source) || built < settings;
});
if (stale)
  execFileSync("npm", ["run", "--silent", "build"], {
    stdio: "inherit",
    shell: process.platform === "win32",
  });

/** 0 for a file that is not there. */
function modified(file) {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? 0;
}
