import type { GroupKey, SideName } from './group-keys.ts';
import { Pairs } from './pairs.ts';
import { oneSegment, toSegments } from './segments.ts';
import type { Segments } from './segments.ts';

/** The groups of a question: those that have rows on the value side, and the other side's rows in the same groups. */
export interface Grouping {
  readonly groups: number;
  readonly value: Segments;
  readonly versus: Segments | null;
  /** For each key, the code of each group. */
  readonly codes: readonly Int32Array[];
}

/** Groups by nothing: one group, also of no rows. */
function groupAll(value: Uint32Array, versus: Uint32Array | null): Grouping {
  return {
    groups: 1,
    value: oneSegment(value),
    versus: versus === null ? null : oneSegment(versus),
    codes: [],
  };
}

/** Groups by every code of one key, rows or not. */
export function groupByAllCodes(key: GroupKey, value: Uint32Array, versus: Uint32Array | null): Grouping {
  const segmentsOf = (positions: Uint32Array, side: SideName): Segments =>
    toSegments(positions, key.read(positions, side), key.codes);
  return {
    groups: key.codes,
    value: segmentsOf(value, 'value'),
    versus: versus === null ? null : segmentsOf(versus, 'versus'),
    codes: [Int32Array.from({ length: key.codes }, (_, code) => code)],
  };
}

/** Groups by the combinations of codes that occur on the value side. */
export function groupByOccurring(
  keys: readonly GroupKey[],
  value: Uint32Array,
  versus: Uint32Array | null,
): Grouping {
  if (keys.length === 0) return groupAll(value, versus);
  const levels: Pairs[] = [];
  let ids: Int32Array = new Int32Array(value.length);
  let otherIds: Int32Array | null = versus === null ? null : new Int32Array(versus.length);
  for (const key of keys) {
    const codes = key.read(value, 'value');
    const pairs = new Pairs(levels.at(-1)?.count ?? 1, key.codes);
    ids = pairs.assign(ids, codes, true);
    if (versus !== null && otherIds !== null) {
      otherIds = pairs.assign(otherIds, key.read(versus, 'versus'), false);
    }
    levels.push(pairs);
  }
  const groups = levels.at(-1)?.count ?? 0;
  return {
    groups,
    value: toSegments(value, ids, groups),
    versus: versus === null || otherIds === null ? null : toSegments(versus, otherIds, groups),
    codes: codesOf(levels, groups),
  };
}

function codesOf(levels: readonly Pairs[], groups: number): Int32Array[] {
  const codes = levels.map(() => new Int32Array(groups));
  for (let group = 0; group < groups; group++) {
    let id = group;
    for (let level = levels.length - 1; level >= 0; level--) {
      const pairs = levels[level]!;
      codes[level]![group] = pairs.codeOf(id);
      id = pairs.groupOf(id);
    }
  }
  return codes;
}
