import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { BinKey, Query } from '../../model/query.ts';
import { isBinKey, isTimeKey } from '../../model/query.ts';
import { binKey, checkEdges, evenEdges } from '../bin-key.ts';
import type { Groups, Scan } from '../groups.ts';
import { BinTable } from '../bin-table.ts';
import type { OrderedRows } from '../orders/ordered-rows.ts';
import type { Extent } from '../row-by-row/extent.ts';
import type { Selections } from '../selection.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { bucketOf, bucketsOf, timeKey } from '../time-key.ts';
import { cutIntoBuckets } from './bucket-parts.ts';
import type { BucketParts } from './bucket-parts.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import { wholeOf } from './time-groups.ts';
import type { TimeRows } from './time-rows.ts';

/** Rows that are counted in one block, and parts of a bucket that are looked at together. */
const BLOCK = 2 ** 19;
const PARTS = 8;

/** More bins than the kernel's table of first bins can number. */
const MOST_BINS = 65_000;

/** The bins of the durations of a selection by time, counted: a histogram, or a heatmap. */
export class BinGroups {
  readonly #table: Table;
  readonly #selections: Selections;
  readonly #scan: Scan;
  /** The same rows in the orders, where these are the faster way to them; null where they are not. */
  readonly #ordered: (query: Query) => Steps<OrderedRows | null>;

  constructor(
    table: Table,
    selections: Selections,
    scan: Scan,
    ordered: (query: Query) => Steps<OrderedRows | null>,
  ) {
    this.#table = table;
    this.#selections = selections;
    this.#scan = scan;
    this.#ordered = ordered;
  }

  /** The groups of a query by bins of the duration, and by time before them; null where it is no such query. In blocks. */
  *steps(query: Query): Steps<Groups | null> {
    const bin = query.by.find(isBinKey);
    const time = query.by.find(isTimeKey);
    const isOurs = query.by.length === (time === undefined ? 1 : 2) && query.by.at(-1) === bin;
    if (bin?.bin !== 'duration' || !isOurs || query.versus !== undefined) return null;
    const rows = this.#selections.value(query);
    rows.hold();
    try {
      return yield* this.#groupsOf(query, rows, bin);
    } finally {
      rows.release();
    }
  }

  *#groupsOf(query: Query, rows: TimeRows, bin: BinKey): Steps<Groups | null> {
    const table = this.#table;
    const time = query.by.find(isTimeKey);
    const edges = yield* this.#edgesOf(query, rows, bin);
    if (edges === null || edges.length > MOST_BINS) return null;
    const buckets = time === undefined ? null : bucketsOf(query.range, time.time);
    const cut =
      buckets === null
        ? [wholeOf(rows)]
        : cutIntoBuckets(table, rows.parts, buckets.count, bucketOf(buckets, 0));
    const bins = Math.max(0, edges.length - 1);
    const counts = yield* this.#count(rows, cut, edges, bin.scale === 'log');
    const filled: number[] = [];
    for (let index = 0; index < counts.length; index++) if (counts[index]! > 0) filled.push(index);
    const ofBin = Int32Array.from(filled, (index) => index % bins);
    const ofTime = Int32Array.from(filled, (index) => Math.floor(index / bins));
    const own = binKey(table, bin, edges);
    const isWeighted = query.weighted !== false && table.hasWeights;
    return {
      keys: buckets === null ? [own] : [timeKey(table, buckets, 0), own],
      codes: buckets === null ? [ofBin] : [ofTime, ofBin],
      count: filled.length,
      value: {
        steps: (stats) =>
          this.#gather(
            stats,
            Float64Array.from(filled, (index) => counts[index]!),
            isWeighted,
            (others) => this.#scanned(query, others, filled, bins),
          ),
      },
      versus: null,
      edges,
      matched: rows.length,
      sampled: this.#selections.isSampled(rows),
      path: 'slices',
      release: () => undefined,
    };
  }

  *#gather(
    stats: readonly Stat[],
    counts: Float64Array,
    isWeighted: boolean,
    scanned: (stats: readonly Stat[]) => Steps<Gathered>,
  ): Steps<Gathered> {
    const isCount = ({ kind }: Stat): boolean => kind === 'rows' || (kind === 'count' && !isWeighted);
    const others = stats.filter((stat) => !isCount(stat));
    const own = stats.filter(isCount).map((stat) => [statName(stat), counts] as const);
    return new Map([...own, ...(others.length === 0 ? [] : yield* scanned(others))]);
  }

  /** What a scan says of the same groups. */
  *#scanned(query: Query, stats: readonly Stat[], filled: readonly number[], bins: number): Steps<Gathered> {
    const scan = yield* this.#scan(query);
    const [first, second] = scan.codes;
    const indexOf = new Map<number, number>();
    for (let index = 0; index < scan.count; index++) {
      const code = second === undefined ? first![index]! : first![index]! * bins + second[index]!;
      indexOf.set(code, index);
    }
    const order = filled.map((code) => indexOf.get(code)!);
    return new Map(
      [...(yield* scan.value.steps(stats))].map(([name, values]) => [
        name,
        Float64Array.from(order, (index) => values[index]!),
      ]),
    );
  }

  /** The edges of the bins; null where they have to be looked for row by row. */
  *#edgesOf(query: Query, rows: TimeRows, key: BinKey): Steps<readonly number[] | null> {
    if (key.edges !== undefined && key.count === undefined) return checkEdges(key.edges);
    if (key.edges !== undefined || key.count === undefined) return null;
    if (rows.length === 0) return [];
    const ordered = yield* this.#ordered(query);
    const { min, max } = ordered?.extent() ?? this.#extentOf(rows);
    // On a log scale what is not positive is left out.
    return key.scale === 'log' && !(min > 0) ? null : evenEdges(key, min, max);
  }

  #extentOf(rows: TimeRows): Extent {
    const all = wholeOf(rows);
    const space = new BucketSpace(this.#table.heap, [all]);
    const bucket = new Bucket(this.#table, space, rows.at, all);
    const min = bucket.durationsAt(0)[0];
    const max = bucket.durationsAt(rows.length - 1)[0];
    space.free();
    return { min, max };
  }

  /** How many rows are in each bin of each bucket, bucket by bucket. */
  *#count(
    rows: TimeRows,
    buckets: readonly BucketParts[],
    edges: readonly number[],
    isLog: boolean,
  ): Steps<Uint32Array> {
    const bins = edges.length - 1;
    if (bins < 1) return new Uint32Array(0);
    const { heap, numbers } = this.#table;
    const space = new BucketSpace(heap, buckets);
    const table = new BinTable(heap, edges);
    const whole = table.wholeOf(isLog);
    const counts = heap.allocate(bins * 4);
    if (isLog) heap.f64(table.edges, 1)[0] = Math.max(edges[0]!, Number.MIN_VALUE);
    const all = new Uint32Array(bins * buckets.length);
    let read = 0;
    try {
      for (const [index, parts] of buckets.entries()) {
        if (parts.length === 0) continue;
        heap.u32(counts, bins).fill(0);
        for (let first = 0; first < parts.length; first += PARTS * 2) {
          const bucket = new Bucket(this.#table, space, rows.at, parts.slice(first, first + PARTS * 2));
          bucket.bins(numbers.get('duration')!.at, table, whole, counts);
          read += bucket.length;
          if (read < BLOCK) continue;
          read = 0;
          yield;
        }
        all.set(heap.u32(counts, bins), index * bins);
      }
    } finally {
      heap.free(counts, bins * 4);
      table.release();
      space.free();
    }
    return all;
  }
}
