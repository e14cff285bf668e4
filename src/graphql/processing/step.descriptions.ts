/** The words of the schema for operations and their arguments, from the table of operations. */
import type { Argument, Kind, Operation } from "../../processing/operation.js";
import { POINTS } from "../../processing/value.js";

/** `roundedCorners` as the beginning of its types' names: `RoundedCorners`. */
export function typeNameOf({ name }: Operation, ending: "Step" | "StepInput"): string {
  return `${name.charAt(0).toUpperCase()}${name.slice(1)}${ending}`;
}

/** Of the member of `ProcessingStepInput`. */
export function describeMember({ description, example, upstreamName }: Operation): string {
  return `${description} TOS calls it \`${upstreamName}\`; for example ${example}.`;
}

/** Of an operation's input, which takes these of its arguments. */
export function describeArguments(
  { name, description, rules }: Operation,
  taken: readonly Argument[],
): string {
  const sentences = rules.flatMap(({ type, of }) => {
    const names = of.filter((each) => taken.some((argument) => argument.name === each));
    if (names.length === 0 || type === "alone") return [];
    return [`${type === "one" ? "One and only one" : "At least one"} of ${listed(names)} must be given.`];
  });
  return [`The arguments of \`${name}\`.`, description, ...sentences].join(" ");
}

function listed(names: readonly string[]): string {
  const quoted = names.map((name) => `\`${name}\``);
  return `${quoted.slice(0, -1).join(", ")} and ${quoted.at(-1)}`;
}

/** Of the member of an operation's input. */
export function describeInput(argument: Argument): string {
  return `${begin(argument)}.${argument.required ? "" : ` Default: ${argument.standard ?? "none"}.`}`;
}

/** Of the field of an operation's output. */
export function describeOutput(argument: Argument): string {
  const { standard } = argument;
  return `${begin(argument)}; null when the step does not say${standard === null ? "" : `, and then ${standard}`}.`;
}

function begin({ meaning, kind, example, source }: Argument): string {
  const range = rangeOf(kind);
  // A range that TOS does not publish may be corrected one day; one of its pages is a promise.
  const note = range !== "" && source === "assumed" ? " (as far as is known)" : "";
  // What is true or false needs no example.
  if (kind.type === "flag") return meaning;
  return `${meaning}${range === "" ? "" : `: ${range}${note}`}, for example ${kind.type === "choice" ? `\`${example}\`` : example}`;
}

function rangeOf(kind: Kind): string {
  const format = (value: number): string => value.toLocaleString("en-US");
  switch (kind.type) {
    case "integer":
      return `${format(kind.minimum)} to ${format(kind.maximum)}`;
    case "color":
      return "six hexadecimal digits, RRGGBB";
    case "word":
      return '1 to 128 letters, digits and "_.=:+-"';
    case "points":
      return `1 to ${format(POINTS.maximum)} of them`;
    default:
      return "";
  }
}
