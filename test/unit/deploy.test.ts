/** The files of `deploy` are held to the code and to each other: names, ports, paths, times, versions. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { parseDocument } from "yaml";
import { readConfig } from "../../src/config.js";
import { SETTING_NAMES } from "../../src/settings.js";

// biome-ignore lint/suspicious/noExplicitAny: tests assert on the members of foreign YAML
type Yaml = any;

const DEPLOY = join(import.meta.dirname, "../../deploy");
const PACKAGE = JSON.parse(readFileSync("package.json", "utf8")) as { version: string };
const DOCKERFILE = readFileSync("Dockerfile", "utf8");

function read(file: string): Yaml {
  const document = parseDocument(readFileSync(join(DEPLOY, file), "utf8"), { strict: true });
  expect([document.errors, document.warnings], file).toEqual([[], []]);
  return document.toJS();
}

const NAME = "tos-image-graphql";
const LABELS = { "app.kubernetes.io/name": NAME };
const METRICS_PORT = readConfig({ METRICS: "on" }).metrics?.port;

describe("the manifests of Kubernetes", () => {
  const deployment = read("kubernetes/deployment.yaml");
  const service = read("kubernetes/service.yaml");
  const { template } = deployment.spec;
  const [container] = template.spec.containers;
  const env: { name: string; value?: string; valueFrom?: Yaml }[] = container.env;
  const portOf = (name: string): number =>
    container.ports.find((port: Yaml) => port.name === name).containerPort;

  it("are applied together, each of a version that clusters of today serve", () => {
    const files = readdirSync(join(DEPLOY, "kubernetes")).filter((name) => name !== "kustomization.yaml");
    expect(read("kubernetes/kustomization.yaml").resources.toSorted()).toEqual(files.sort());
    const kinds = files.map((file) => read(`kubernetes/${file}`)).map((it) => [it.kind, it.apiVersion]);
    expect(Object.fromEntries(kinds)).toEqual({
      Deployment: "apps/v1",
      Service: "v1",
      HorizontalPodAutoscaler: "autoscaling/v2",
      PodDisruptionBudget: "policy/v1",
    });
  });

  it("speak of the same pods", () => {
    const autoscaler = read("kubernetes/horizontal-pod-autoscaler.yaml");
    const budget = read("kubernetes/pod-disruption-budget.yaml");
    expect(template.metadata.labels).toEqual(LABELS);
    expect(deployment.spec.selector.matchLabels).toEqual(LABELS);
    expect(service.spec.selector).toEqual(LABELS);
    expect(budget.spec.selector.matchLabels).toEqual(LABELS);
    expect(autoscaler.spec.scaleTargetRef).toEqual({ apiVersion: "apps/v1", kind: "Deployment", name: NAME });
    // The autoscaler's is the number of replicas: another one here would undo it with each deployment.
    expect(deployment.spec.replicas).toBeUndefined();
    expect(autoscaler.spec.minReplicas).toBeGreaterThan(budget.spec.maxUnavailable);
    expect(autoscaler.spec.maxReplicas).toBeGreaterThan(autoscaler.spec.minReplicas);
  });

  it("set what the server knows, to values that it takes, and keep secrets in a Secret", () => {
    expect(env.filter(({ name }) => !SETTING_NAMES.includes(name))).toEqual([]);
    const secret = env.filter(({ name }) => /KEY|TOKEN|SECRET/.test(name));
    expect(secret.map(({ valueFrom }) => valueFrom?.secretKeyRef.name)).toEqual([
      "tos-credentials",
      "tos-credentials",
    ]);
    const values = env.map(({ name, value }) => [name, value ?? "from-a-secret"]);
    const config = readConfig({ NODE_ENV: "production", ...Object.fromEntries(values) });
    expect(config.emulator).toBeNull();
    expect(config.port).toBe(portOf("http"));
  });

  it("leave a pod the time to drain and finish", () => {
    const values = env.flatMap(({ name, value }) => (value === undefined ? [] : [[name, value]]));
    const keys = { TOS_ACCESS_KEY: "ak", TOS_SECRET_KEY: "sk" };
    const { shutdown } = readConfig({
      NODE_ENV: "production",
      ...Object.fromEntries(values),
      ...keys,
    }).process;
    const longest = (shutdown.delayMs + shutdown.timeoutMs) / 1000;
    expect(template.spec.terminationGracePeriodSeconds).toBeGreaterThanOrEqual(longest + 5);
    expect(template.spec.containers[0].lifecycle).toBeUndefined();
  });

  it("probe what the server answers, and look for readiness more often than balancers are waited for", () => {
    const probe = (name: string) => container[`${name}Probe`].httpGet;
    expect(probe("startup")).toEqual({ path: "/healthz", port: "http" });
    expect(probe("liveness")).toEqual({ path: "/healthz", port: "http" });
    expect(probe("readiness")).toEqual({ path: "/readyz", port: "http" });
    const { periodSeconds, failureThreshold } = container.readinessProbe;
    expect(periodSeconds * failureThreshold).toBeLessThan(5);
  });

  it("name ports once, and let the service and the scraper use them", () => {
    expect(service.spec.ports).toEqual([
      { name: "http", port: 80, targetPort: "http" },
      { name: "metrics", port: METRICS_PORT, targetPort: "metrics" },
    ]);
    expect(portOf("metrics")).toBe(METRICS_PORT);
    expect(template.metadata.annotations).toEqual({
      "prometheus.io/scrape": "true",
      "prometheus.io/port": String(METRICS_PORT),
      "prometheus.io/path": "/metrics",
    });
  });

  it("run the image of this version, as nobody with rights, in bounded memory", () => {
    expect(container.image).toMatch(new RegExp(`/${NAME}:${PACKAGE.version}$`));
    expect(template.spec.securityContext).toMatchObject({ runAsNonRoot: true, runAsUser: 1000 });
    expect(template.spec.automountServiceAccountToken).toBe(false);
    expect(container.securityContext).toEqual({
      allowPrivilegeEscalation: false,
      readOnlyRootFilesystem: true,
      capabilities: { drop: ["ALL"] },
    });
    expect(container.resources).toMatchObject({ requests: { cpu: "250m" }, limits: { memory: "768Mi" } });
  });
});

describe("compose.yaml", () => {
  const compose = read("compose.yaml");
  const { server, prometheus, grafana } = compose.services;

  it("runs what it names by version, and publishes on loopback only", () => {
    expect(server.image).toBe(`${NAME}:${PACKAGE.version}`);
    for (const [name, service] of Object.entries<Yaml>(compose.services)) {
      expect(service.image, name).toMatch(/:v?\d+\.\d+\.\d+$/);
      for (const port of service.ports) expect(port, name).toMatch(/^127\.0\.0\.1:(\d+):\1$/);
    }
    expect(DOCKERFILE).toContain(`EXPOSE ${readConfig({}).port} ${METRICS_PORT}\n`);
    // Where nothing says so, no metrics are served.
    expect(DOCKERFILE).toMatch(/^ENV .*\bMETRICS=on METRICS_HOST=0\.0\.0\.0\b/m);
  });

  it("sets what the server knows; without any variable the emulator serves", () => {
    const names = Object.keys(server.environment);
    expect(names.filter((name) => !SETTING_NAMES.includes(name))).toEqual([]);
    const config = readConfig({ NODE_ENV: "production", ...substituted(server.environment, {}) });
    expect(config.emulator).toMatchObject({ host: "0.0.0.0", port: 4010 });
    expect(config.tos.publicEndpoint).toMatchObject({ host: "127.0.0.1:4010" });
    const longest = (config.process.shutdown.delayMs + config.process.shutdown.timeoutMs) / 1000;
    expect(Number.parseInt(server.stop_grace_period, 10)).toBeGreaterThan(longest);
  });

  it("serves in front of the real service as its comment says", () => {
    const exported = {
      TOS_EMULATOR: "off",
      TOS_PUBLIC_ENDPOINT: "",
      TOS_ACCESS_KEY: "a",
      TOS_SECRET_KEY: "s",
    };
    const config = readConfig({ NODE_ENV: "production", ...substituted(server.environment, exported) });
    expect(config).toMatchObject({ emulator: null, tos: { publicEndpoint: null } });
  });

  it("mounts folders that are there, and volumes that it declares", () => {
    for (const service of [server, prometheus, grafana]) {
      for (const [source = ""] of service.volumes.map((volume: string) => volume.split(":"))) {
        if (source.startsWith(".")) expect(existsSync(join(DEPLOY, source)), source).toBe(true);
        else expect(Object.keys(compose.volumes)).toContain(source);
      }
    }
  });

  it("has Prometheus read the server's metrics, and Grafana read Prometheus", () => {
    const { scrape_configs, rule_files } = read("prometheus/prometheus.yml");
    const [job] = scrape_configs;
    expect(rule_files).toEqual(["alerts.yml"]);
    expect(existsSync(join(DEPLOY, "prometheus/alerts.yml"))).toBe(true);
    expect(job).toMatchObject({ metrics_path: "/metrics" });
    expect(job.static_configs).toEqual([{ targets: [`server:${METRICS_PORT}`] }]);
    const [source] = read("grafana/provisioning/datasources/prometheus.yaml").datasources;
    expect(source).toMatchObject({ type: "prometheus", url: "http://prometheus:9090", isDefault: true });
    const [mount = ""] = grafana.volumes;
    const [, folder = ""] = mount.split(":");
    expect(grafana.environment.GF_PATHS_PROVISIONING).toBe(`${folder}/provisioning`);
    const [provider] = read("grafana/provisioning/dashboards/dashboards.yaml").providers;
    expect(provider.options.path).toBe(`${folder}/dashboards`);
    expect(readdirSync(join(DEPLOY, "grafana/dashboards"))).toEqual([`${NAME}.json`]);
  });
});

/** As compose does it: `${NAME:-default}` where the variable is absent or empty, `${NAME-default}` where it is absent. */
function substituted(
  environment: Readonly<Record<string, string>>,
  exported: Readonly<Record<string, string>>,
): Record<string, string> {
  const value = (text: string): string =>
    text.replace(/\$\{(\w+)(:?)-([^}]*)\}/g, (_all, name: string, colon: string, fallback: string) => {
      const given = exported[name];
      return given === undefined || (colon === ":" && given === "") ? fallback : given;
    });
  return Object.fromEntries(Object.entries(environment).map(([name, text]) => [name, value(text)]));
}
