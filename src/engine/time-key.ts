import type { Milliseconds, Range } from '../model/time.ts';
import type { GroupKey } from './group-keys.ts';
import { refuse } from './refuse.ts';
import type { Table } from './table.ts';
import { valuesOf } from './values-of.ts';

/** More buckets than any chart draws; a smaller step is a mistake. */
const MOST_BUCKETS = 1_000_000;
/** Stands for "in no bucket". */
const NONE = 0xffff_ffff;

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

/** Ascending times that are in one bucket: up to the position `to`, which is not included. */
export interface Stretch {
  readonly bucket: number;
  readonly to: number;
}

/** In which bucket a time is, moved by `shift`, counted from the first one. */
export function bucketOf({ step, first }: Buckets, shift: number): (time: number) => number {
  return (time) => Math.floor((time + shift) / step) - first;
}

/** Cuts ascending times at the bounds of buckets; `bucketAt` says in which one a time is, and rises with it. */
export function stretchesOf(
  times: ArrayLike<number>,
  from: number,
  to: number,
  bucketAt: (time: number) => number,
): Stretch[] {
  const stretches: Stretch[] = [];
  const last = from < to ? bucketAt(times[to - 1]!) : 0;
  for (let start = from; start < to;) {
    const bucket = bucketAt(times[start]!);
    let low = bucket === last ? to : start + 1;
    let high = to;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (bucketAt(times[middle]!) <= bucket) low = middle + 1;
      else high = middle;
    }
    stretches.push({ bucket, to: low });
    start = low;
  }
  return stretches;
}

/**
 * Groups by the time of a row's end. Rows of the other side are moved by `shift` first, so that the bucket of an
 * earlier period falls onto the one it is compared with.
 */
export function timeKey(table: Table, buckets: Buckets, shift: Milliseconds): GroupKey {
  const { step, first, count: codes } = buckets;
  return {
    codes,
    learn: () => [],
    read({ at, count, part }, side, out) {
      const { heap } = table;
      const bucketAt = bucketOf(buckets, side === 'versus' ? shift : 0);
      const stretches = stretchesOf(table.values('timestamp')!, part.from, part.to, bucketAt);
      const bytes = stretches.length * 8;
      const ends = heap.allocate(bytes);
      const steps = ends + stretches.length * 4;
      const view = heap.u32(ends, stretches.length * 2);
      for (const [index, { bucket, to }] of stretches.entries()) {
        view[index] = to;
        view[stretches.length + index] = bucket >= 0 && bucket < codes ? bucket : NONE;
      }
      heap.kernels.readSteps(at, count, ends, steps, stretches.length, out);
      heap.free(ends, bytes);
    },
    rank: (some) => new Float64Array(some),
    toColumn: (some) => ({
      kind: 'number',
      name: 'time',
      unit: 'epoch',
      values: valuesOf(some, (code) => (first + code) * step),
    }),
    release: () => undefined,
  };
}
