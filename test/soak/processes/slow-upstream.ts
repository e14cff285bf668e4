/**
 * Stands for TOS where only generations are asked for: answers each after a while with the model's reply, whose log id
 * names the key that the picture was to have. Counts what it holds, and the keys that it was paid for more than once.
 */
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

export interface UpstreamReport {
  readonly calls: number;
  readonly peakInFlight: number;
  /** Calls for a key that had been called for before. */
  readonly repeated: number;
}

const { latencyMs } = JSON.parse(process.argv[2] ?? "{}") as { latencyMs: number };
const keys = new Set<string>();
let inFlight = 0;
let report = { calls: 0, peakInFlight: 0, repeated: 0 };

const server = createServer((request, response) => {
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
    setTimeout(() => {
      inFlight -= 1;
      const body = Buffer.from(JSON.stringify(replyTo(key)));
      response.writeHead(200, {
        "content-type": "application/json",
        "content-length": body.length,
        "x-tos-request-id": `tos-${key}`,
      });
      response.end(body);
    }, latencyMs);
  });
});
server.keepAliveTimeout = 120_000;
server.listen({ port: 0, host: "127.0.0.1", backlog: 4096 }, () => {
  process.send?.({ url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` });
});
process.on("message", () => process.send?.(report));
process.on("disconnect", () => process.exit());

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
