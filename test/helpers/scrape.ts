/** Reads metrics as Prometheus does. */

export interface Sample {
  readonly name: string;
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
}

export async function scrape(url: string): Promise<Sample[]> {
  const response = await fetch(url);
  if (!response.ok) throw new Error(`the metrics answered ${response.status}`);
  return readSamples(await response.text());
}

/** The samples of the text format. */
export function readSamples(text: string): Sample[] {
  const lines = text.split("\n").filter((line) => line !== "" && !line.startsWith("#"));
  return lines.map((line) => {
    const [, name = "", labels = "", value = ""] = /^([\w:]+)(?:\{(.*)\})? (\S+)$/.exec(line) ?? [];
    if (name === "") throw new Error(`no sample: ${line}`);
    const pairs = [...labels.matchAll(/(\w+)="((?:[^"\\]|\\.)*)"/g)];
    return {
      name,
      labels: Object.fromEntries(pairs.map(([, label = "", text = ""]) => [label, unescapeLabel(text)])),
      value: Number(value),
    };
  });
}

function unescapeLabel(text: string): string {
  return text.replace(/\\(.)/g, (_all, letter: string) => (letter === "n" ? "\n" : letter));
}

/** By their labels, as `a=1,b=2`, the values of one metric. */
export function valuesOf(samples: readonly Sample[], name: string): Record<string, number> {
  const found = samples.filter((sample) => sample.name === name);
  return Object.fromEntries(
    found.map(({ labels, value }) => [
      Object.entries(labels)
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map((pair) => pair.join("="))
        .join(","),
      value,
    ]),
  );
}
