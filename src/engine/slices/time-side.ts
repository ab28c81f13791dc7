import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Address } from '../kernels.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import type { BucketParts } from './bucket-parts.ts';
import { marksFor } from './row-marks.ts';
import type { Against, MarkContext, RowMarks } from './row-marks.ts';
import type { TimeRows } from './time-rows.ts';

/** How rows count, and what they are measured against. */
export interface TimeMeasure extends Against {
  readonly isWeighted: boolean;
  readonly minutes: number;
}

/** Whether bits in the order of time know a statistic. */
export function isSliced(stat: Stat, { isWeighted }: TimeMeasure): boolean {
  switch (stat.kind) {
    case 'rows':
    case 'users':
    case 'measured users':
    case 'miserable users':
    case 'minutes':
      return true;
    case 'count':
    case 'failed':
    case 'measured':
    case 'satisfied':
    case 'tolerating':
      return !isWeighted;
    case 'present':
    case 'sum':
    case 'quantile':
      return !isWeighted && stat.of === 'duration';
    case 'min':
      return stat.of === 'duration';
    case 'max':
      return stat.of === 'duration' || stat.of === 'timestamp';
    case 'variance':
      return false;
  }
}

/** The statistics of rows by buckets of time, or of all of them, from bitmaps in the order of time. */
export class TimeSide {
  readonly #context: MarkContext;
  readonly #rows: TimeRows;
  readonly #buckets: readonly BucketParts[];
  readonly #measure: TimeMeasure;
  /** Answers what the bitmaps do not know, for the same buckets. */
  readonly #fallback: (stats: readonly Stat[]) => Gathered;
  readonly #gathered = new Map<string, Float64Array>();

  constructor(
    context: MarkContext,
    rows: TimeRows,
    buckets: readonly BucketParts[],
    measure: TimeMeasure,
    fallback: (stats: readonly Stat[]) => Gathered,
  ) {
    this.#context = context;
    this.#rows = rows;
    this.#buckets = buckets;
    this.#measure = measure;
    this.#fallback = fallback;
  }

  of(stats: readonly Stat[]): Gathered {
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    const others = missing.filter((stat) => !isSliced(stat, this.#measure));
    if (others.length > 0) {
      for (const [name, values] of this.#fallback(others)) this.#gathered.set(name, values);
    }
    const own = missing.filter((stat) => isSliced(stat, this.#measure));
    if (own.length > 0) this.#gather(own);
    return this.#gathered;
  }

  #gather(stats: readonly Stat[]): void {
    const { table } = this.#context;
    const marks = stats.map(({ kind }) => marksFor(this.#context, kind, this.#measure, this.#rows));
    const space = new BucketSpace(table.heap, this.#buckets);
    const codes = Math.ceil((table.text('user')?.values.length ?? 0) / 32) * 4 + 64;
    const seen = table.heap.allocate(codes);
    const found = stats.map(() => new Float64Array(this.#buckets.length));
    for (const [index, parts] of this.#buckets.entries()) {
      const bucket = new Bucket(table, space, this.#rows.at, parts);
      for (const [at, stat] of stats.entries()) {
        if (stat.kind.endsWith('users')) table.heap.u8(seen, codes).fill(0);
        found[at]![index] = this.#statOf(stat, bucket, marks[at]!, seen);
      }
    }
    table.heap.free(seen, codes);
    space.free();
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }

  #statOf(stat: Stat, bucket: Bucket, marks: RowMarks, seen: Address): number {
    const { length } = bucket;
    switch (stat.kind) {
      case 'rows':
      case 'count':
      case 'present':
        return length;
      case 'minutes':
        return this.#measure.minutes;
      case 'failed':
      case 'measured':
      case 'satisfied':
      case 'tolerating':
        return bucket.countIn(marks);
      case 'users':
      case 'measured users':
      case 'miserable users':
        return bucket.users(seen, marks);
      case 'sum':
        return length === 0 ? Number.NaN : bucket.sum(this.#context.table.numbers.get('duration')!.at);
      case 'min':
        return length === 0 ? Number.NaN : bucket.durationsAt(0)[0];
      case 'max':
        if (length === 0) return Number.NaN;
        return stat.of === 'timestamp' ? bucket.latest() : bucket.durationsAt(length - 1)[0];
      case 'quantile':
        return bucket.quantile(stat.q);
      case 'variance':
        throw new RangeError('Bitmaps do not know a variance.');
    }
  }
}
