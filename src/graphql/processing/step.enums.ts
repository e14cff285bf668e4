/** The enumerations of image processing as GraphQL enums: inside, a value is as the chain spells it. */
import { registerEnumType } from "type-graphql";
import { ENUMERATIONS } from "../../processing/enumerations.js";
import type { Enumeration } from "../../processing/operation.js";

type Members = Readonly<Record<string, string>>;

const ENUMS = new Map<Enumeration, Members>(
  ENUMERATIONS.map((enumeration) => {
    const { name, description, members } = enumeration;
    const values: Members = Object.fromEntries(
      members.map(({ name: member, upstreamName }) => [member, upstreamName]),
    );
    registerEnumType(values, {
      name,
      description,
      valuesConfig: Object.fromEntries(
        members.map((member) => [member.name, { description: member.description }]),
      ),
    });
    return [enumeration, values];
  }),
);

/** What type-graphql takes for the type of a field. */
export function enumOf(enumeration: Enumeration): Members {
  const found = ENUMS.get(enumeration);
  if (found === undefined) throw new Error(`${enumeration.name} is not among the enumerations`);
  return found;
}
