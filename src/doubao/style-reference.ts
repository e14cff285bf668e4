import type { FieldReader } from "./field-reader.js";
import type { EttaReport, StyleReferenceReport } from "./report.js";

/**
 * The style reference that took part; null when there was none. The nested echo of what was sent wins; the
 * dotted members are there with zeros even when none was sent, so they count only when one is not zero
 * (TOS API page 1545409).
 */
export function readStyleReference(data: FieldReader): StyleReferenceReport | null {
  const dotted: StyleReferenceReport = {
    idWeight: data.float("style_reference_args.id_weight"),
    styleWeight: data.float("style_reference_args.style_weight"),
    binaryDataIndex: data.integer("style_reference_args.binary_data_index"),
  };
  const nested = data.object("style_reference_args");
  if (nested === null) {
    return dotted.idWeight || dotted.styleWeight || dotted.binaryDataIndex ? dotted : null;
  }
  const report = {
    idWeight: nested.float("id_weight") ?? dotted.idWeight,
    styleWeight: nested.float("style_weight") ?? dotted.styleWeight,
    binaryDataIndex: nested.integer("binary_data_index") ?? dotted.binaryDataIndex,
  };
  nested.finish();
  return report;
}

/** `etta_args`, by the same rule; TOS's sample shows a dotted 1 where nothing was sent. */
export function readEtta(data: FieldReader): EttaReport | null {
  const dotted = data.integer("etta_args.binary_data_index");
  const nested = data.object("etta_args");
  if (nested === null) return dotted ? { binaryDataIndex: dotted } : null;
  const report = { binaryDataIndex: nested.integer("binary_data_index") ?? dotted };
  nested.finish();
  return report;
}
