import type { Milliseconds, Range } from '../model/time.ts';
import type { GroupKey } from './group-keys.ts';
import { refuse } from './refuse.ts';
import type { Table } from './table.ts';

/** More buckets than any chart draws; a smaller step is a mistake. */
const MOST_BUCKETS = 1_000_000;

/** The buckets of a range: their width, the number of the first one (its start ÷ step), and how many there are. */
export interface Buckets {
  readonly step: Milliseconds;
  readonly first: number;
  readonly count: number;
}

/** Every bucket that touches a range: b < end and b + step > start; none where the range is empty. */
export function bucketsOf(range: Range, step: Milliseconds): Buckets {
  if (!(step > 0 && Number.isFinite(step))) {
    refuse(`Time cannot be cut into buckets of ${step} ms.`, 'Ask for a step above 0.');
  }
  const first = Math.floor(range.start / step);
  const count = range.end > range.start ? Math.ceil(range.end / step) - first : 0;
  if (!(count <= MOST_BUCKETS)) {
    refuse(
      `Buckets of ${step} ms would cut the range into more than ${MOST_BUCKETS} parts.`,
      'Ask for longer buckets or a shorter range.',
    );
  }
  return { step, first, count };
}

/**
 * Groups by the time of a row's end. Rows of the other side are moved by `shift` first, so that the bucket of an
 * earlier period falls onto the one it is compared with.
 */
export function timeKey(table: Table, buckets: Buckets, shift: Milliseconds): GroupKey {
  const { step, first, count } = buckets;
  return {
    codes: count,
    read(positions, side) {
      const codes = new Int32Array(positions.length).fill(-1);
      const ends = table.values('timestamp');
      if (ends === null) return codes;
      const moved = side === 'versus' ? shift : 0;
      for (let index = 0; index < positions.length; index++) {
        const code = Math.floor((ends[positions[index]!]! + moved) / step) - first;
        if (code >= 0 && code < count) codes[index] = code;
      }
      return codes;
    },
    rank: (codes) => Float64Array.from(codes),
    toColumn: (codes) => ({
      kind: 'number',
      name: 'time',
      unit: 'epoch',
      values: Float64Array.from(codes, (code) => (first + code) * step),
    }),
  };
}
