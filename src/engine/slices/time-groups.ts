import type { Gathered } from '../../metrics/derive.ts';
import type { Stat } from '../../metrics/stat.ts';
import { DEFAULT_THRESHOLDS } from '../../model/metric.ts';
import type { Filter } from '../../model/filter.ts';
import type { Query } from '../../model/query.ts';
import { isTimeKey } from '../../model/query.ts';
import type { Range } from '../../model/time.ts';
import type { Groups, Scan, Statistics } from '../groups.ts';
import { minutesOf } from '../minutes.ts';
import type { Selections } from '../selection.ts';
import type { Steps } from '../steps.ts';
import { lookUpThresholds } from '../thresholds.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { bucketOf, bucketsOf, timeKey } from '../time-key.ts';
import type { Buckets } from '../time-key.ts';
import { cutIntoBuckets } from './bucket-parts.ts';
import type { BucketParts } from './bucket-parts.ts';
import type { MarkContext } from './row-marks.ts';
import type { TimeRows } from './time-rows.ts';
import { TimeSide } from './time-side.ts';
import type { FromOrders } from './time-side.ts';

/** What the orders know of the rows of a range that pass a filter, in buckets; null where they are not worth it. */
export type FromOrdersOf = (
  range: Range,
  where: Filter,
  thresholds: ThresholdLookup,
  cut: { readonly buckets: Buckets | null; readonly shift: number },
) => Steps<FromOrders | null>;

/** Groups by time, or all rows together, read from bitmaps in the order of time. */
export class TimeGroups {
  readonly #context: MarkContext;
  readonly #selections: Selections;
  readonly #scan: Scan;
  readonly #ordered: FromOrdersOf;

  constructor(context: MarkContext, selections: Selections, scan: Scan, ordered: FromOrdersOf) {
    this.#ordered = ordered;
    this.#context = context;
    this.#selections = selections;
    this.#scan = scan;
  }

  /** Whether the slices say all there is to say of durations. */
  get areReady(): boolean {
    const { table } = this.#context;
    return table.alive > 0 && table.hasAllDurations;
  }

  /** The groups of a query by time or by nothing; null where it is no such query. */
  of(query: Query): Groups | null {
    const [key, ...others] = query.by;
    if (others.length > 0 || (key !== undefined && !isTimeKey(key))) return null;
    const { table } = this.#context;
    const buckets = key === undefined ? null : bucketsOf(query.range, key.time);
    const count = buckets?.count ?? 1;
    const { range } = query;
    const rows = this.#selections.value(query);
    const otherRange = query.versus?.range ?? range;
    const other = query.versus === undefined ? null : this.#selections.versus(query, query.versus);
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
      sampled: this.#selections.isSampled(rows),
      path: 'slices',
      release: () => {
        for (const held of used) held.release();
      },
    };
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
    const scan = this.#scan;
    const scanned = function* (stats: readonly Stat[]): Steps<Gathered> {
      const groups = yield* scan(query);
      return yield* groups[side]!.steps(stats);
    };
    const where = side === 'versus' ? (query.versus?.where ?? query.where) : query.where;
    const ordered = this.#ordered;
    const ask = function* (): Steps<FromOrders | null> {
      if (query.having !== undefined) return null;
      return yield* ordered(range, where, measure.lookup, { buckets, shift });
    };
    return new TimeSide(this.#context, rows, cut, measure, scanned, { isAll: buckets === null, ask });
  }
}

/** All parts as one bucket. */
export function wholeOf({ parts }: TimeRows): BucketParts {
  return parts.flatMap(({ from, to }) => [from, to]);
}
