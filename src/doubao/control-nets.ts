import type { FieldReader } from "./field-reader.js";
import type { ControlNetKind, ControlNetReport } from "./report.js";

const DOTTED = /^controlnet_args\.([^.]+)\.(?:strength|binary_data_index)$/;

const KINDS: ReadonlyMap<string, ControlNetKind> = new Map([
  ["canny", "CANNY"],
  ["depth", "DEPTH"],
  ["pose", "POSE"],
]);

/**
 * The control nets that took part in a generation.
 *
 * The model reports them twice: as the list that was sent (`controlnet_args`) and as dotted members, one pair a
 * kind, which are there with zeros for every kind even when none was sent (TOS API page 1545409, veImageX SDK
 * response sample). A kind of the list counts as the list has it, a dotted pair only when its kind is not in
 * the list and it is not all zero.
 */
export function readControlNets(data: FieldReader): ControlNetReport[] {
  const listed = data.objects("controlnet_args").map((entry): ControlNetReport => {
    const net = controlNet(entry.text("type"), entry.float("strength"), entry.integer("binary_data_index"));
    entry.finish();
    return net;
  });
  const counted = new Set(listed.map((net) => net.kindText?.toLowerCase()));
  const dotted: ControlNetReport[] = [];
  for (const name of data.names()) {
    const kind = DOTTED.exec(name)?.[1];
    if (kind === undefined) continue;
    const strength = data.float(`controlnet_args.${kind}.strength`);
    const binaryDataIndex = data.integer(`controlnet_args.${kind}.binary_data_index`);
    if (counted.has(kind.toLowerCase()) || (!strength && !binaryDataIndex)) continue;
    counted.add(kind.toLowerCase());
    dotted.push(controlNet(kind, strength, binaryDataIndex));
  }
  return [...listed, ...dotted];
}

function controlNet(
  kindText: string | null,
  strength: number | null,
  binaryDataIndex: number | null,
): ControlNetReport {
  const kind = KINDS.get(kindText?.toLowerCase() ?? "") ?? "UNKNOWN";
  return { kind, kindText, strength, binaryDataIndex };
}
