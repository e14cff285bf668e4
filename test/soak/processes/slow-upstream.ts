/**
 * Stands for TOS where only generations are asked for: answers with the model's reply, whose log id names the key that the
 * picture was to have. It holds its answers until a number of generations is under way, so that they are whatever the
 * speed of the machine, and each for its latency at least; then it answers them at the pace at which they came. Counts
 * what it holds, and the keys that it was paid for more than once.
 */
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface UpstreamReport {
  readonly calls: number;
  readonly peakInFlight: number;
  /** Calls for a key that had been called for before. */
  readonly repeated: number;
}

const { latencyMs, holdUntil } = JSON.parse(process.argv[2] ?? "{}") as {
  latencyMs: number;
  holdUntil: number;
};
/** When fewer have come by then, they are answered all the same: the report says that they were too few. */
const MAX_HOLD_MS = 75_000;

const keys = new Set<string>();
let held: { readonly at: number; readonly answer: () => void }[] = [];
let inFlight = 0;
let report = { calls: 0, peakInFlight: 0, repeated: 0 };

const server = createServer((request, response) => {
  if (request.url === "/calls") {
    response.end(String(report.calls));
    return;
  }
  const chunks: Buffer[] = [];
  request.on("data", (chunk: Buffer) => chunks.push(chunk));
  request.on("end", () => {
    const { OutputProcessing } = JSON.parse(Buffer.concat(chunks).toString("utf8")) as {
      OutputProcessing: { Object: string };
    };
    const key = OutputProcessing.Object;
    inFlight += 1;
    report = {
      calls: report.calls + 1,
      peakInFlight: Math.max(report.peakInFlight, inFlight),
      repeated: report.repeated + (keys.has(key) ? 1 : 0),
    };
    keys.add(key);
    held.push({ at: performance.now(), answer: () => answer(response, key) });
    if (held.length === 1) setTimeout(release, MAX_HOLD_MS);
    if (held.length === holdUntil) release();
  });
});
server.keepAliveTimeout = 120_000;
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("message", () => process.send?.(report));
process.on("disconnect", () => process.exit());

/** Each has waited as long as the others. */
function release(): void {
  const now = performance.now();
  const waitMs = Math.max(latencyMs, now - (held[0]?.at ?? now));
  for (const { at, answer: act } of held) setTimeout(act, at + waitMs - now);
  held = [];
}

function answer(response: ServerResponse, key: string): void {
  inFlight -= 1;
  const body = Buffer.from(JSON.stringify(replyTo(key)));
  response.writeHead(200, {
    "content-type": "application/json",
    "content-length": body.length,
    "x-tos-request-id": `tos-${key}`,
  });
  response.end(body);
}

/** As the API's page shows it. */
function replyTo(key: string) {
  return {
    resp_json: {
      code: 10000,
      data: {
        "controlnet_args.canny.strength": 0,
        "controlnet_args.depth.strength": 0,
        algorithm_base_resp: { status_code: 0, status_message: "Success" },
        binary_data_base64: null,
        comfyui_cost: 4,
        controlnet_args: [{ binary_data_index: 0, strength: 0.6, type: "depth" }],
        image_urls: null,
        infer_ctx: { algorithm_key: "i2i_xl_sft", app_key: "", params: {}, request_id: "", session_id: "" },
        multi_pipeline_select_key: "sd_xl",
        request_id: "a".repeat(64),
        style_reference_args: { binary_data_index: -1, id_weight: 0, style_weight: 0 },
      },
      message: "Success",
      request_id: `log-${key}`,
      status: 10000,
      time_elapsed: "6.430430379s",
    },
  };
}
