import type { Gathered } from '../../metrics/derive.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Filter } from '../../model/filter.ts';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Query } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Range } from '../../model/time.ts';
import type { Groups, Scan, Statistics } from '../groups.ts';
import { minutesOf } from '../minutes.ts';
import { questionKey } from '../question-key.ts';
import { Recent } from '../recent.ts';
import { lookUpThresholds } from '../thresholds.ts';
import { bucketsOf, timeKey } from '../time-key.ts';
import type { Buckets } from '../time-key.ts';
import { cutIntoBuckets } from './bucket-parts.ts';
import type { BucketParts } from './bucket-parts.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import { TimeRows } from './time-rows.ts';
import { TimeSide } from './time-side.ts';
import type { TimeContext } from './time-side.ts';

/** Selections that are kept, an eighth of a byte a row each: both sides of what a page's widgets ask together. */
const KEPT = 4;

const HEAVY: Filter = { kind: 'compare', field: 'weight', is: '>', value: 1 };

/** Groups by time, or all rows together, read from bitmaps in the order of time. */
export class TimeGroups {
  readonly #context: TimeContext;
  readonly #scan: Scan;
  readonly #kept = new Recent<TimeRows>(KEPT, (rows) => rows.release());

  constructor(context: TimeContext, scan: Scan) {
    this.#context = context;
    this.#scan = scan;
  }

  /** Forgets what rows that have changed made wrong. */
  forget(): void {
    this.#kept.clear();
  }

  /** Whether the slices say all there is to say of durations. */
  get areReady(): boolean {
    const { table } = this.#context;
    return table.alive > 0 && table.hasAllDurations;
  }

  /** The groups of a query by time or by nothing; null where it is no such query. */
  of(query: Query): Groups | null {
    const [key, ...others] = query.by;
    if (others.length > 0 || query.having !== undefined || (key !== undefined && !isTimeKey(key)))
      return null;
    const { table } = this.#context;
    const buckets = key === undefined ? null : bucketsOf(query.range, key.time);
    const count = buckets?.count ?? 1;
    const { range } = query;
    const rows = this.rowsOf(range, query.where);
    const otherRange = query.versus?.range ?? range;
    const other =
      query.versus === undefined ? null : this.rowsOf(otherRange, query.versus.where ?? query.where);
    const shift = range.start - otherRange.start;
    const used = other === null ? [rows] : [rows, other];
    for (const held of used) held.hold();
    return {
      keys: buckets === null ? [] : [timeKey(table, buckets, shift)],
      codes: buckets === null ? [] : [Int32Array.from({ length: count }, (_, code) => code)],
      count,
      value: this.#sideOf(query, rows, range, buckets, 0, 'value'),
      versus: other === null ? null : this.#sideOf(query, other, otherRange, buckets, shift, 'versus'),
      edges: null,
      matched: rows.length,
      sampled: this.isSampled(rows),
      path: 'slices',
      release: () => {
        for (const held of used) held.release();
      },
    };
  }

  /** The rows of a range that pass a filter. */
  rowsOf(range: Range, where: Filter): TimeRows {
    const { table, filters } = this.#context;
    return this.#kept.get(questionKey({ range, where }), () => {
      const rows = new TimeRows(table, filters, range, where);
      rows.hold();
      return rows;
    });
  }

  /** Whether a row weighs more than 1. */
  isSampled(rows: TimeRows): boolean {
    const { table, filters } = this.#context;
    if (!table.hasWeights || rows.parts.length === 0) return false;
    const heavy = filters.of(
      HEAVY,
      rows.parts.map(({ slot }) => slot),
    );
    const all = wholeOf(rows);
    const space = new BucketSpace(table.heap, [all]);
    const isOne = new Bucket(table, space, rows.at, all).countIn(heavy) > 0;
    space.free();
    return isOne;
  }

  #sideOf(
    query: Query,
    rows: TimeRows,
    range: Range,
    buckets: Buckets | null,
    shift: number,
    side: 'value' | 'versus',
  ): Statistics {
    const { table } = this.#context;
    const thresholds = query.thresholds ?? DEFAULT_THRESHOLDS;
    const measure = {
      isWeighted: query.weighted !== false && table.hasWeights,
      thresholds,
      lookup: lookUpThresholds(table, thresholds),
      minutes: buckets === null ? minutesOf(range) : minutesOf({ start: 0, end: buckets.step }),
    };
    const cut =
      buckets === null
        ? [wholeOf(rows)]
        : cutIntoBuckets(table, rows.parts, buckets.count, bucketOf(buckets, shift));
    const scanned = (stats: readonly Stat[]): Gathered => this.#scan(query)[side]!.of(stats);
    return new TimeSide(this.#context, rows, cut, measure, scanned);
  }
}

/** In which bucket a time is, moved by `shift`, counted from the first one. */
export function bucketOf({ step, first }: Buckets, shift: number): (time: number) => number {
  return (time) => Math.floor((time + shift) / step) - first;
}

/** All parts as one bucket. */
export function wholeOf({ parts }: TimeRows): BucketParts {
  return parts.flatMap(({ from, to }) => [from, to]);
}
