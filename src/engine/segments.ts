/** Rows sorted by their group: group g holds positions[offsets[g]] to positions[offsets[g + 1] - 1]. */
export interface Segments {
  /** How many groups there are; some may be empty. */
  readonly groups: number;
  /** One more than there are groups. */
  readonly offsets: Uint32Array;
  readonly positions: Uint32Array;
}

/** All rows in one group. */
export function oneSegment(positions: Uint32Array): Segments {
  return { groups: 1, offsets: Uint32Array.of(0, positions.length), positions };
}

/** Sorts rows by group, by counting; a row of group −1 is in none. Rows of one group keep their order. */
export function toSegments(positions: Uint32Array, groupOf: Int32Array, groups: number): Segments {
  const offsets = new Uint32Array(groups + 1);
  for (let index = 0; index < groupOf.length; index++) {
    const group = groupOf[index]!;
    if (group >= 0) offsets[group + 1]! += 1;
  }
  for (let group = 0; group < groups; group++) offsets[group + 1]! += offsets[group]!;
  const sorted = new Uint32Array(offsets[groups]!);
  const next = offsets.slice(0, groups);
  for (let index = 0; index < groupOf.length; index++) {
    const group = groupOf[index]!;
    if (group < 0) continue;
    sorted[next[group]!] = positions[index]!;
    next[group]! += 1;
  }
  return { groups, offsets, positions: sorted };
}
