/** What a query of Prometheus speaks of, by Prometheus' own grammar. */
import { parser } from "@prometheus-io/lezer-promql";

export interface Matcher {
  readonly label: string;
  readonly operator: "=" | "!=" | "=~" | "!~";
  readonly value: string;
}

export interface Selector {
  readonly metric: string;
  readonly matchers: readonly Matcher[];
}

export interface Query {
  readonly selectors: readonly Selector[];
  /** The labels that anything is grouped or matched by. */
  readonly grouping: readonly string[];
}

/** Throws where the text is no query. */
export function readQuery(text: string): Query {
  const selectors: { metric: string; matchers: Matcher[] }[] = [];
  const grouping: string[] = [];
  let inGrouping = false;
  parser.parse(text).iterate({
    enter({ name, from, to, type, node }) {
      const part = text.slice(from, to);
      if (type.isError) throw new Error(`no PromQL at ${from}: ${text}`);
      if (name === "VectorSelector") selectors.push({ metric: "", matchers: [] });
      if (name === "GroupingLabels") inGrouping = true;
      if (name === "LabelName" && inGrouping) grouping.push(part);
      const selector = selectors.at(-1);
      if (name === "Identifier" && selector !== undefined) selector.metric = part;
      if (name === "UnquotedLabelMatcher" && selector !== undefined) {
        const of = (child: string) => {
          const found = node.getChild(child);
          return found === null ? "" : text.slice(found.from, found.to);
        };
        selector.matchers.push({
          label: of("LabelName"),
          operator: of("MatchOp") as Matcher["operator"],
          value: JSON.parse(of("StringLiteral")) as string,
        });
      }
    },
    leave({ name }) {
      if (name === "GroupingLabels") inGrouping = false;
    },
  });
  return { selectors, grouping };
}
