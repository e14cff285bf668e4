/** The order of a list of image styles: total, so that equal questions have equal answers. */
import type { ImageStyle } from "../../tos/image-styles.js";
import { OrderDirection, ProcessingStyleOrderField } from "./processing-style.enums.js";

/** What is sorted by, and which end comes first. */
export interface StyleOrder {
  readonly field: ProcessingStyleOrderField;
  readonly direction: OrderDirection;
}

/**
 * Sorts styles that are sorted by name. Of styles with equal times the name decides, from A to Z; those without a time
 * come last, whatever the direction.
 */
export function orderStyles(byName: readonly ImageStyle[], order: StyleOrder): readonly ImageStyle[] {
  const newestFirst = order.direction === OrderDirection.DESC;
  if (order.field === ProcessingStyleOrderField.NAME) return newestFirst ? byName.toReversed() : byName;
  const member = order.field === ProcessingStyleOrderField.CREATED_AT ? "createdAt" : "updatedAt";
  // A sort keeps the order of what it finds equal, which is that by name.
  return byName.toSorted((a, b) => {
    const [left, right] = [a[member], b[member]];
    if (left === null || right === null) return Number(left === null) - Number(right === null);
    return (left.getTime() - right.getTime()) * (newestFirst ? -1 : 1);
  });
}
