/** Compares numbers in a direction; NaN comes last either way. */
function compareNumbers(one: number, two: number, desc: boolean): number {
  if (Number.isNaN(one) || Number.isNaN(two))
    return (Number.isNaN(one) ? 1 : 0) - (Number.isNaN(two) ? 1 : 0);
  if (one === two) return 0;
  return one < two === desc ? 1 : -1;
}

/** What groups are sorted by, the strongest first. */
export interface SortBy {
  readonly values: Float64Array;
  readonly desc: boolean;
}

/** The groups in order, the first `limit` of them. */
export function rankGroups(groups: number, by: readonly SortBy[], limit: number): Uint32Array {
  const order = Uint32Array.from({ length: groups }, (_, group) => group);
  order.sort((one, two) => {
    for (const { values, desc } of by) {
      const compared = compareNumbers(values[one]!, values[two]!, desc);
      if (compared !== 0) return compared;
    }
    return one - two;
  });
  return order.slice(0, limit);
}
