/** A collector of traces: takes OTLP in protobuf over HTTP, as the real ones do, and reads what it needs of it. */
import { once } from "node:events";
import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export interface CollectedSpan {
  readonly traceId: string;
  readonly spanId: string;
  /** Empty for the first of a trace. */
  readonly parentSpanId: string;
  readonly name: string;
  readonly kind: "INTERNAL" | "SERVER" | "CLIENT";
  readonly attributes: Readonly<Record<string, unknown>>;
  readonly events: readonly {
    readonly name: string;
    readonly attributes: Readonly<Record<string, unknown>>;
  }[];
  readonly isError: boolean;
  /** What is said of the error in words. */
  readonly statusMessage: string;
  /** Of the process that it is from. */
  readonly resource: Readonly<Record<string, unknown>>;
}

export interface TraceCollector {
  readonly url: string;
  readonly exports: readonly {
    readonly path: string;
    readonly headers: IncomingHttpHeaders;
    readonly body: Buffer;
  }[];
  /** Every span so far, in the order of their ends. */
  spans(): CollectedSpan[];
  close(): Promise<void>;
}

export async function startTraceCollector(
  answer: (response: ServerResponse) => void = (response) => response.end(),
): Promise<TraceCollector> {
  const exports: TraceCollector["exports"][number][] = [];
  const server = createServer(async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk);
    exports.push({ path: request.url ?? "", headers: request.headers, body: Buffer.concat(chunks) });
    answer(response);
  });
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    exports,
    spans: () => exports.flatMap(({ body }) => readExport(body)),
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, "close");
    },
  };
}

/** `opentelemetry/proto/trace/v1/trace.proto`; the numbers are those of its fields. */
function readExport(body: Buffer): CollectedSpan[] {
  return messages(read(body), 1).flatMap((resourceSpans) => {
    const resource = messages(resourceSpans, 1).map((message) => attributes(message, 1))[0] ?? {};
    const scopes = messages(resourceSpans, 2);
    return scopes.flatMap((scope) => messages(scope, 2).map((span) => readSpan(span, resource)));
  });
}

function readSpan(span: Message, resource: CollectedSpan["resource"]): CollectedSpan {
  const status = messages(span, 15)[0] ?? new Map();
  return {
    traceId: bytes(span, 1).toString("hex"),
    spanId: bytes(span, 2).toString("hex"),
    parentSpanId: bytes(span, 4).toString("hex"),
    name: bytes(span, 5).toString(),
    kind: (["", "INTERNAL", "SERVER", "CLIENT"] as const)[Number(span.get(6)?.[0])] || "INTERNAL",
    attributes: attributes(span, 9),
    events: messages(span, 11).map((event) => ({
      name: bytes(event, 2).toString(),
      attributes: attributes(event, 3),
    })),
    isError: status.get(3)?.[0] === 2n,
    statusMessage: bytes(status, 2).toString(),
    resource,
  };
}

function attributes(message: Message, field: number): Record<string, unknown> {
  return Object.fromEntries(
    messages(message, field).map((pair) => [bytes(pair, 1).toString(), anyValue(messages(pair, 2)[0])]),
  );
}

function anyValue(value: Message = new Map()): unknown {
  const [[field, [content]] = [0, []]] = [...value] as [number, Content[]][];
  switch (field) {
    case 1:
      return (content as Buffer).toString();
    case 2:
      return content === 1n;
    case 3:
      return Number(content);
    case 4:
      return (content as Buffer).readDoubleLE();
    default:
      return content;
  }
}

type Content = bigint | Buffer;
type Message = Map<number, Content[]>;

function messages(message: Message, field: number): Message[] {
  return (message.get(field) ?? []).map((content) => read(content as Buffer));
}

function bytes(message: Message, field: number): Buffer {
  return (message.get(field)?.[0] as Buffer | undefined) ?? Buffer.alloc(0);
}

/** A message of protobuf, whatever its type: numbers, and bytes of all else. */
function read(buffer: Buffer): Message {
  const message: Message = new Map();
  let at = 0;
  const varint = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = buffer.readUInt8(at++);
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  const take = (length: number): Buffer => {
    at += length;
    return buffer.subarray(at - length, at);
  };
  while (at < buffer.length) {
    const tag = Number(varint());
    const wire = tag & 7;
    const content = wire === 0 ? varint() : take(wire === 1 ? 8 : wire === 5 ? 4 : Number(varint()));
    message.set(tag >> 3, [...(message.get(tag >> 3) ?? []), content]);
  }
  return message;
}
