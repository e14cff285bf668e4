/**
 * The control endpoint: rules of fault injection and the request log over HTTP, on a port and a loopback address of its
 * own. It has no authentication, so it hears nobody but this machine, and no page in a browser of it.
 */
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import { readBody } from "../http/body.js";
import type { FaultRules } from "./fault-rules.js";
import type { RequestLog } from "./request-log.js";
import { type FaultRule, FaultRuleError } from "./rule.js";

export interface Controlled {
  readonly faults: FaultRules;
  readonly requests: RequestLog;
}

interface ControlReply {
  readonly status: number;
  /** Sent as JSON; absent for none. */
  readonly value?: unknown;
}

/** In bytes. */
const MAX_RULE = 1024 * 1024;

const HELP =
  "There are POST, GET and DELETE /faults, DELETE /faults/ID, and GET and DELETE /requests; GET /requests takes ?operation=NAME";

/** Not listening yet; to be bound to a loopback address. */
export function createControlServer(controlled: Controlled): Server {
  return createServer((request, response) => {
    reply(request, controlled).then(
      ({ status, value }) => send(response, status, value),
      (error: unknown) =>
        send(response, 500, { error: error instanceof Error ? error.message : String(error) }),
    );
  });
}

async function reply(request: IncomingMessage, { faults, requests }: Controlled): Promise<ControlReply> {
  if (!isLocal(request)) {
    return { status: 403, value: { error: "Only programs of this machine are answered, and no web page" } };
  }
  const url = new URL(request.url ?? "/", "http://localhost");
  const [, resource = "", id] = url.pathname.split("/");
  switch (`${request.method} /${resource}${id === undefined ? "" : "/ID"}`) {
    case "POST /faults":
      return addRule(request, faults);
    case "GET /faults":
      return { status: 200, value: { faults: faults.list() } };
    case "DELETE /faults":
      faults.clear();
      return { status: 204 };
    case "DELETE /faults/ID":
      return faults.remove(id ?? "")
        ? { status: 204 }
        : { status: 404, value: { error: "There is no such rule" } };
    case "GET /requests":
      return {
        status: 200,
        value: {
          requests: requests.all(url.searchParams.get("operation") ?? undefined),
          dropped: requests.dropped,
        },
      };
    case "DELETE /requests":
      requests.clear();
      return { status: 204 };
    default:
      return { status: 404, value: { error: HELP } };
  }
}

async function addRule(request: IncomingMessage, faults: FaultRules): Promise<ControlReply> {
  const text = (await readBody(request, MAX_RULE)).toString("utf8");
  let rule: unknown;
  try {
    rule = JSON.parse(text);
  } catch {
    return { status: 400, value: { error: "The body must be a rule in JSON" } };
  }
  try {
    return { status: 201, value: faults.add(rule as FaultRule) };
  } catch (error) {
    if (error instanceof FaultRuleError) {
      return { status: 400, value: { error: "The rule cannot be taken", problems: error.problems } };
    }
    if (error instanceof RangeError) return { status: 400, value: { error: error.message } };
    throw error;
  }
}

/** A page may make a browser connect here, but then the browser says so, or names another host. */
function isLocal({ headers }: IncomingMessage): boolean {
  return (
    headers.origin === undefined && /^(?:127\.0\.0\.1|localhost|\[::1\])(?::\d+)?$/.test(headers.host ?? "")
  );
}

function send(response: ServerResponse, status: number, value: unknown): void {
  if (value === undefined) {
    response.writeHead(status).end();
    return;
  }
  const body = Buffer.from(`${JSON.stringify(value, null, 2)}\n`);
  response
    .writeHead(status, { "content-type": "application/json", "content-length": String(body.length) })
    .end(body);
}
