import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Filter } from '../../model/filter.ts';
import type { Thresholds } from '../../model/metric.ts';
import { NOT_FAILED } from '../../model/status.ts';
import type { FilterBitmaps } from '../filter-bitmaps.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import type { BucketParts } from './bucket-parts.ts';
import type { LimitBitmaps } from './limit-bitmaps.ts';
import type { TimeRows } from './time-rows.ts';

/** What the slices and the questions asked of them have in common. */
export interface TimeContext {
  readonly table: Table;
  readonly filters: FilterBitmaps;
  readonly limits: LimitBitmaps;
}

/** How rows count, and what they are measured against. */
export interface TimeMeasure {
  readonly isWeighted: boolean;
  readonly thresholds: Thresholds;
  readonly lookup: ThresholdLookup;
  readonly minutes: number;
}

const FAILED: Filter = { kind: 'not', of: { kind: 'in', field: 'status', values: [...NOT_FAILED, null] } };
const NOT_BELOW_ZERO: Filter = { kind: 'compare', field: 'duration', is: '>=', value: 0 };
const NOT_ABOVE_ZERO: Filter = { kind: 'compare', field: 'duration', is: '<=', value: 0 };

/** Whether bits in the order of time know a statistic. */
export function isSliced(stat: Stat, { isWeighted, lookup }: TimeMeasure): boolean {
  switch (stat.kind) {
    case 'rows':
    case 'users':
    case 'minutes':
      return true;
    case 'count':
    case 'failed':
      return !isWeighted;
    case 'measured':
    case 'satisfied':
    case 'tolerating':
      return !isWeighted && lookup.isLcp.every((isLcp) => isLcp === 0);
    case 'measured users':
    case 'miserable users':
      return lookup.isLcp.every((isLcp) => isLcp === 0);
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
  readonly #context: TimeContext;
  readonly #rows: TimeRows;
  readonly #buckets: readonly BucketParts[];
  readonly #measure: TimeMeasure;
  /** Answers what the bitmaps do not know, for the same buckets. */
  readonly #fallback: (stats: readonly Stat[]) => Gathered;
  readonly #gathered = new Map<string, Float64Array>();

  constructor(
    context: TimeContext,
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
    const bitmaps = this.#bitmapsOf(stats);
    const space = new BucketSpace(table.heap, this.#buckets);
    const codes = Math.ceil((table.text('user')?.values.length ?? 0) / 32) * 4 + 64;
    const seen = table.heap.allocate(codes);
    const found = stats.map(() => new Float64Array(this.#buckets.length));
    for (const [index, parts] of this.#buckets.entries()) {
      const bucket = new Bucket(table, space, this.#rows.at, parts);
      for (const [at, stat] of stats.entries()) {
        if (stat.kind.endsWith('users')) table.heap.u8(seen, codes).fill(0);
        found[at]![index] = this.#statOf(stat, bucket, bitmaps, seen);
      }
    }
    table.heap.free(seen, codes);
    space.free();
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }

  #statOf(stat: Stat, bucket: Bucket, bitmaps: Bitmaps, seen: Address): number {
    const { length } = bucket;
    switch (stat.kind) {
      case 'rows':
      case 'count':
      case 'present':
        return length;
      case 'minutes':
        return this.#measure.minutes;
      case 'failed':
        return bucket.countIn(bitmaps.failed);
      case 'measured':
        return bucket.countIn(bitmaps.measured);
      case 'satisfied':
        return bucket.countIn(bitmaps.upTo1);
      case 'tolerating':
        return bucket.countIn(bitmaps.upTo4) - bucket.countIn(bitmaps.upTo1);
      case 'users':
        return bucket.users(seen, 0);
      case 'measured users':
        return bucket.users(seen, bitmaps.notAboveZero);
      case 'miserable users':
        return bucket.users(seen, bitmaps.upTo4);
      case 'sum':
        return length === 0 ? Number.NaN : bucket.sum(bitmaps.durations);
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

  /** The bitmaps that some statistics need; those that none needs are 0. */
  #bitmapsOf(stats: readonly Stat[]): Bitmaps {
    const { table, filters, limits } = this.#context;
    const { parts } = this.#rows;
    const { thresholds, lookup } = this.#measure;
    const slots = parts.map(({ slot }) => slot);
    const needs = (...kinds: readonly Stat['kind'][]): boolean =>
      stats.some(({ kind }) => kinds.includes(kind));
    const upTo = (factor: number): Address => limits.of(thresholds, lookup, factor, parts);
    return {
      failed: needs('failed') ? filters.of(FAILED, slots) : 0,
      measured: needs('measured') ? filters.of(NOT_BELOW_ZERO, slots) : 0,
      notAboveZero: needs('measured users') ? filters.of(NOT_ABOVE_ZERO, slots) : 0,
      upTo1: needs('satisfied', 'tolerating') ? upTo(1) : 0,
      upTo4: needs('tolerating', 'miserable users') ? upTo(4) : 0,
      durations: table.numbers.get('duration')!.at,
    };
  }
}

interface Bitmaps {
  readonly failed: Address;
  readonly measured: Address;
  readonly notAboveZero: Address;
  readonly upTo1: Address;
  readonly upTo4: Address;
  readonly durations: Address;
}
