/**
 * What the server is weighed against: `node:http`, undici and the same signed call, with no GraphQL, no checks, no limits
 * and no log. Takes `{ prompt, source, output }`, answers with the upstream's JSON. Run by Node alone, as the server is.
 */
import { createServer } from "node:http";
import { Agent, request } from "undici";
import { signHeaders } from "../../../dist/tos/signature.js";

const { upstream } = JSON.parse(process.argv[2]);
const { host } = new URL(upstream);
const credentials = { accessKeyId: "testAK", secretAccessKey: "testSK" };
const agent = new Agent({ pipelining: 1, headersTimeout: 0, bodyTimeout: 0 });

const server = createServer(async (incoming, response) => {
  if (incoming.url === "/healthz") {
    answer(response, 200, { status: "ok" });
    return;
  }
  try {
    const chunks = [];
    for await (const chunk of incoming) chunks.push(chunk);
    answer(response, 200, await generate(JSON.parse(Buffer.concat(chunks).toString("utf8"))));
  } catch (error) {
    answer(response, 500, { error: String(error) });
  }
});

async function generate({ prompt, source, output }) {
  const query = [["x-tos-process", "aigc/image_to_image"]];
  const headers = { "content-type": "application/json" };
  const path = `/${source.bucket}`;
  const scope = { region: "cn-beijing", now: new Date() };
  const signed = signHeaders({ method: "GET", path, query, host, headers }, credentials, scope);
  const reply = await request(`${upstream}${path}?x-tos-process=aigc%2Fimage_to_image`, {
    dispatcher: agent,
    method: "GET",
    headers: { ...headers, ...signed },
    body: JSON.stringify({
      TaskType: "image_to_image",
      InputDataSource: { Prompt: prompt, ImageUri: source.key },
      OutputProcessing: {
        Bucket: output.bucket,
        Object: output.key,
        ForbiddenOverwrite: false,
        ProcessStyle: "",
        ProcessActions: "",
      },
      ModelConfig: {
        ModelAction: "CVProcess",
        ModelVersion: "2022-08-31",
        ReqJson: { req_key: "i2i_xl_sft" },
      },
    }),
  });
  if (reply.statusCode !== 200) throw new Error(`upstream answered ${reply.statusCode}`);
  return reply.body.json();
}

function answer(response, status, value) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    "content-type": "application/json",
    "content-length": Buffer.byteLength(body),
  });
  response.end(body);
}

server.listen(0, "127.0.0.1", () => process.send({ origin: `http://127.0.0.1:${server.address().port}` }));
process.on("disconnect", () => process.exit());
