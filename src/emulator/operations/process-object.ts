/** GetObject with `x-tos-process`: `image/…` or `style/NAME`. Ranges do not apply to what does not exist beforehand. */
import { FAULTS, TosFault } from "../faults.js";
import { jsonReply } from "../http/reply.js";
import { planChain, runChain } from "../pictures/chain.js";
import { decodePicture, encodePicture, notProcessable } from "../pictures/picture.js";
import { reportOf } from "../pictures/reports.js";
import { pictureGate } from "../pictures/sharp.js";
import { nameStyle } from "./image-styles.js";
import type { Operation } from "./operation.js";

export const processObject: Operation = async (request, { buckets }) => {
  if (request.query.has("x-tos-save-object")) {
    throw new TosFault(FAULTS.notImplemented, { detail: "saving a processed picture" });
  }
  const bucket = buckets.get(request.bucket);
  const process = request.query.get("x-tos-process") ?? "";
  const chain = process.startsWith("style/")
    ? nameStyle(bucket, process.slice("style/".length), request.key)
    : process;
  if (!chain.startsWith("image/")) throw notProcessable("x-tos-process must be image/… or style/NAME");
  const report = reportOf(chain);
  const plan = report === null ? planChain(chain) : null;
  const object = await bucket.objects.open(request.key);
  const lastModified = new Date(object.record.lastModified).toUTCString();
  return pictureGate(async () => {
    const bytes = await object.read();
    if (report !== null) return jsonReply(await report(bytes));
    const picture = await runChain(plan ?? planChain(chain), await decodePicture(bytes));
    const { data, contentType } = await encodePicture(picture);
    const headers = {
      "content-type": contentType,
      "content-length": String(data.length),
      "last-modified": lastModified,
    };
    return { status: 200, headers, body: data };
  });
};
