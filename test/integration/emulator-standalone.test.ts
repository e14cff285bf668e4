/** The emulator on its own: the control endpoint, names under which it is reached from elsewhere, and the command line. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { writeFile } from "node:fs/promises";
import { connect } from "node:net";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseCliOptions } from "../../src/emulator/cli-options.js";
import { createEmulator } from "../../src/emulator/emulator.js";
import { presignQuery } from "../../src/tos/signature.js";
import { startServer } from "../helpers/server.js";
import { type StartedEmulator, startEmulator, temporaryFolder } from "../unit/emulator/helpers.js";

describe("the control endpoint", () => {
  let started: StartedEmulator;
  let control: string;
  const rule = {
    operation: "ListBuckets",
    count: 2,
    effect: { kind: "status", status: 503, code: "ServiceUnavailable" },
  };

  beforeAll(async () => {
    started = await startEmulator({ controlPort: 0 });
    control = started.emulator.controlUrl ?? "";
  });
  afterAll(() => started.stop());

  const send = async (method: string, path: string, body?: unknown, headers?: Record<string, string>) => {
    const init = {
      method,
      ...(body !== undefined && { body: typeof body === "string" ? body : JSON.stringify(body) }),
    };
    const response = await fetch(control + path, headers === undefined ? init : { ...init, headers });
    const text = await response.text();
    return { status: response.status, value: text === "" ? null : JSON.parse(text) };
  };

  it("adds rules, shows what is left of them, and takes them away", async () => {
    const added = await send("POST", "/faults", rule);
    expect(added).toEqual({ status: 201, value: { ...rule, id: expect.any(String) } });
    expect((await started.call("GET", "/")).status).toBe(503);
    expect((await send("GET", "/faults")).value).toEqual({ faults: [{ ...added.value, count: 1 }] });
    expect((await send("DELETE", `/faults/${added.value.id}`)).status).toBe(204);
    expect((await send("DELETE", `/faults/${added.value.id}`)).status).toBe(404);
    expect((await started.call("GET", "/")).status).toBe(200);
    await send("POST", "/faults", rule);
    expect((await send("DELETE", "/faults")).status).toBe(204);
    expect((await send("GET", "/faults")).value).toEqual({ faults: [] });
  });

  it("says what to change in a rule that makes no sense", async () => {
    expect(await send("POST", "/faults", { ...rule, count: "often" })).toEqual({
      status: 400,
      value: {
        error: "The rule cannot be taken",
        problems: ['count must be a whole number from 1 to 1000000, or "always"'],
      },
    });
    expect(await send("POST", "/faults", "{")).toEqual({
      status: 400,
      value: { error: "The body must be a rule in JSON" },
    });
  });

  it("shows the requests, all or those of one operation, and forgets them", async () => {
    await send("DELETE", "/requests");
    await started.call("PUT", "/examplebucket");
    await started.call("GET", "/");
    const { value } = await send("GET", "/requests");
    expect(value.dropped).toBe(0);
    expect(
      value.requests.map(({ operation, status }: Record<string, unknown>) => [operation, status]),
    ).toEqual([
      ["CreateBucket", 200],
      ["ListBuckets", 200],
    ]);
    expect((await send("GET", "/requests?operation=ListBuckets")).value.requests).toHaveLength(1);
    expect((await send("DELETE", "/requests")).status).toBe(204);
    expect((await send("GET", "/requests")).value.requests).toEqual([]);
  });

  it.each([
    ["GET", "/"],
    ["PUT", "/faults"],
    ["DELETE", "/requests/1"],
  ])("answers %s %s with what there is", async (method, path) => {
    expect(await send(method, path)).toEqual({
      status: 404,
      value: { error: expect.stringContaining("POST, GET and DELETE /faults") },
    });
  });

  it("listens on loopback, whatever the emulator listens on", async () => {
    const own = await startEmulator({ controlPort: 0, host: "0.0.0.0" });
    expect(own.emulator.controlUrl).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    await own.stop();
  });

  it("does not answer web pages, nor under other names", async () => {
    expect((await send("GET", "/requests", undefined, { origin: "http://evil.example" })).status).toBe(403);
    const socket = connect(Number(new URL(control).port), "127.0.0.1");
    socket.write("GET /requests HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n");
    const [reply] = await once(socket, "data");
    expect(String(reply)).toMatch(/^HTTP\/1\.1 403 /);
    socket.destroy();
  });

  it("is not there unless it is asked for", async () => {
    const own = await startEmulator();
    expect(own.emulator.controlUrl).toBeNull();
    await own.stop();
  });

  it("on a port that is taken keeps the emulator from starting, and leaves nothing open", async () => {
    const folder = await temporaryFolder();
    const taken = Number(new URL(control).port);
    const free = await createEmulator({ dataFolder: folder.path, samples: false });
    await free.close();
    const options = { dataFolder: folder.path, samples: false, port: free.port };
    await expect(createEmulator({ ...options, controlPort: taken })).rejects.toMatchObject({
      code: "EADDRINUSE",
    });
    await (await createEmulator(options)).close();
    await folder.remove();
  });
});

describe("under its public URL", () => {
  it.each([
    ["its name, with the bucket in the path", "tos.example.com", "/examplebucket/k"],
    ["its name and port", "TOS.example.com:8443", "/examplebucket/k"],
    ["a bucket's name below it", "examplebucket.tos.example.com", "/k"],
    ["an address", "127.0.0.1", "/examplebucket/k"],
  ])("a presigned request is verified by %s", async (_name, host, path) => {
    const own = await startEmulator({ publicUrl: "https://tos.example.com" });
    await own.call("PUT", "/examplebucket");
    await own.call("PUT", "/examplebucket/k", { body: "content" });
    const query = presignQuery(
      { method: "GET", path, query: [], host, expiresInSeconds: 60 },
      { accessKeyId: "emulator", secretAccessKey: "emulator-secret" },
      { region: "cn-beijing", now: new Date() },
    );
    const answer = await own.raw("GET", `${path}?${query}`, { host });
    expect([answer.status, answer.text]).toEqual([200, "content"]);
    await own.stop();
  });

  it.each(["tos.example.com", "ftp://tos.example.com", "http://tos.example.com/path"])(
    "%s is refused at start",
    async (publicUrl) => {
      await expect(startEmulator({ publicUrl })).rejects.toThrow(/http\(s\) URL without a path/);
    },
  );

  it("the embedded emulator takes what the server presigns for its public endpoint", async () => {
    const folder = await temporaryFolder();
    const server = await startServer({
      TOS_EMULATOR: "on",
      EMULATOR_DATA: folder.path,
      TOS_PUBLIC_ENDPOINT: "http://tos.example.com:4010",
      TOS_PUBLIC_ENDPOINT_STYLE: "path",
    });
    const query = '{ image(bucket: "examplebucket", key: "1171.jpeg") { signedUrl { url } } }';
    const { data } = (await server.post({ query })).body;
    const { url } = (data as { image: { signedUrl: { url: string } } }).image.signedUrl;
    expect(url).toMatch(/^http:\/\/tos\.example\.com:4010\/examplebucket\/1171\.jpeg\?/);
    const { hostname, port } = new URL(server.emulatorUrl);
    const socket = connect(Number(port), hostname);
    socket.write(
      `GET ${url.slice(url.indexOf("/examplebucket"))} HTTP/1.1\r\nHost: tos.example.com:4010\r\nConnection: close\r\n\r\n`,
    );
    const [reply] = await once(socket, "data");
    expect(String(reply)).toMatch(/^HTTP\/1\.1 200 OK\r\n/);
    socket.destroy();
    await server.close();
    await folder.remove();
  });
});

describe("the command line", () => {
  it("takes a public URL from the environment, unless an option names another", () => {
    const environment = { EMULATOR_PUBLIC_URL: " http://a.example " };
    expect(parseCliOptions([], environment)?.publicUrl).toBe("http://a.example");
    expect(parseCliOptions(["--public-url", "http://b.example"], environment)?.publicUrl).toBe(
      "http://b.example",
    );
    expect(parseCliOptions([], { EMULATOR_PUBLIC_URL: "" })).not.toHaveProperty("publicUrl");
  });

  it("takes a control port and an identity file", () => {
    expect(parseCliOptions(["--control-port", "0", "--identity-file", "ids.json"])).toMatchObject({
      controlPort: 0,
      identityFile: "ids.json",
    });
    expect(() => parseCliOptions(["--control-port", "x"])).toThrow(/--control-port/);
  });

  it("starts an emulator with identities and control, and ends it at SIGTERM", async () => {
    const folder = await temporaryFolder();
    const file = join(folder.path, "identities.json");
    await writeFile(file, '[{"accessKeyId":"reader","secretAccessKey":"hidden","rights":{"*":["read"]}}]');
    const words = ["--port", "0", "--data", folder.path, "--no-samples", "--control-port", "0"];
    const child = spawn(
      process.execPath,
      ["--import", "tsx", "src/emulator/cli.ts", ...words, "--identity-file", file],
      { cwd: join(import.meta.dirname, "../.."), stdio: ["ignore", "pipe", "inherit"] },
    );
    try {
      const [line] = await once(child.stdout, "data");
      const text = String(line);
      expect(text).toMatch(/ access key {3}reader\n/);
      expect(text).not.toContain("hidden");
      const [, control = ""] = / control {6}(http\S+)/.exec(text) ?? [];
      expect(await (await fetch(`${control}/faults`)).json()).toEqual({ faults: [] });
    } finally {
      child.kill("SIGTERM");
    }
    const [code] = await once(child, "exit");
    expect(code).toBe(0);
    await folder.remove();
  });
});
