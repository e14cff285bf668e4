/** Only the members that have a value: false, 0 and "" are values, null and undefined are not. */
export function given(members: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(members).filter(([, value]) => value !== null && value !== undefined),
  );
}
