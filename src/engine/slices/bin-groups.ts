import type { BinKey, Query } from '../../model/query.ts';
import { isBinKey, isTimeKey } from '../../model/query.ts';
import { binKey, checkEdges, evenEdges } from '../bin-key.ts';
import type { Groups, Scan } from '../groups.ts';
import { BinTable } from '../bin-table.ts';
import type { OrderedRows } from '../orders/ordered-rows.ts';
import type { Extent } from '../row-by-row/extent.ts';
import type { Selections } from '../selection.ts';
import type { Address } from '../kernels.ts';
import { gatherKnown, ofSameGroups } from '../same-groups.ts';
import type { Steps } from '../steps.ts';
import type { Table } from '../table.ts';
import { bucketOf, bucketsOf, timeKey } from '../time-key.ts';
import { takenFloats } from '../values-of.ts';
import { cutIntoBuckets } from './bucket-parts.ts';
import type { BucketParts } from './bucket-parts.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import { wholeOf } from './time-groups.ts';
import type { MarkContext } from './row-marks.ts';
import type { TimeRows } from './time-rows.ts';
import type { WeightClass } from './weight-bitmaps.ts';

/** Rows that are counted in one block, and parts of a bucket that are looked at together. */
const BLOCK = 2 ** 19;
const PARTS = 8;

/** More bins than the kernel's table of first bins can number. */
const MOST_BINS = 65_000;

/** The bins of the durations of a selection by time, counted: a histogram, or a heatmap. */
export class BinGroups {
  readonly #table: Table;
  readonly #context: MarkContext;
  readonly #selections: Selections;
  readonly #scan: Scan;
  /** The same rows in the orders, where these are the faster way to them; null where they are not. */
  readonly #ordered: (query: Query) => Steps<OrderedRows | null>;

  constructor(
    context: MarkContext,
    selections: Selections,
    scan: Scan,
    ordered: (query: Query) => Steps<OrderedRows | null>,
  ) {
    this.#context = context;
    this.#table = context.table;
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
    const isLog = bin.scale === 'log';
    const isWeighted = query.weighted !== false && table.hasWeights;
    const classes = isWeighted ? yield* this.#context.weights.of(rows) : null;
    const counted = classes === null ? null : yield* this.#weigh(rows, cut, edges, isLog, classes);
    const counts = counted?.rows ?? (yield* this.#count(rows, cut, edges, isLog));
    const filled: number[] = [];
    for (let index = 0; index < counts.length; index++) if (counts[index]! > 0) filled.push(index);
    const ofBin = Int32Array.from(filled, (index) => index % bins);
    const ofTime = Int32Array.from(filled, (index) => Math.floor(index / bins));
    const own = binKey(table, bin, edges);
    const codes = buckets === null ? [ofBin] : [ofTime, ofBin];
    const scan = this.#scan;
    const taken = (all: ArrayLike<number>): Float64Array => takenFloats(all, filled);
    const known = new Map([['rows', () => taken(counts)]]);
    if (!isWeighted) known.set('count', () => taken(counts));
    else if (counted !== null) known.set('count', () => taken(counted.weights));
    return {
      keys: buckets === null ? [own] : [timeKey(table, buckets, 0), own],
      codes,
      count: filled.length,
      value: {
        steps: (stats) =>
          gatherKnown(known, stats, function* (others) {
            return yield* ofSameGroups(yield* scan(query), 'value', codes, others);
          }),
      },
      versus: null,
      edges,
      matched: rows.length,
      sampled: this.#selections.isSampled(rows),
      path: 'slices',
      release: () => undefined,
    };
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
    try {
      const bucket = new Bucket(this.#table, space, rows.at, all);
      const min = bucket.durationsAt(0)[0];
      return { min, max: bucket.durationsAt(rows.length - 1)[0] };
    } finally {
      space.free();
    }
  }

  /** The same, and what these rows weigh. */
  *#weigh(
    rows: TimeRows,
    buckets: readonly BucketParts[],
    edges: readonly number[],
    isLog: boolean,
    classes: readonly WeightClass[],
  ): Steps<{ readonly rows: Uint32Array; readonly weights: Float64Array }> {
    let all = new Uint32Array(0);
    let weights = new Float64Array(0);
    for (const { weight, at } of classes) {
      const counts = yield* this.#count(rows, buckets, edges, isLog, at);
      if (all.length === 0) {
        all = new Uint32Array(counts.length);
        weights = new Float64Array(counts.length);
      }
      for (let index = 0; index < counts.length; index++) {
        all[index]! += counts[index]!;
        weights[index]! += weight * counts[index]!;
      }
    }
    return { rows: all, weights };
  }

  /** How many rows are in each bin of each bucket, bucket by bucket; of those in a bitmap `within`, where it is not 0. */
  *#count(
    rows: TimeRows,
    buckets: readonly BucketParts[],
    edges: readonly number[],
    isLog: boolean,
    within: Address = 0,
  ): Steps<Uint32Array> {
    const bins = edges.length - 1;
    if (bins < 1) return new Uint32Array(0);
    const { heap, numbers } = this.#table;
    const space = new BucketSpace(heap, buckets);
    const all = new Uint32Array(bins * buckets.length);
    let read = 0;
    let table: BinTable | null = null;
    let counts: Address = 0;
    try {
      table = new BinTable(heap, edges);
      const whole = table.wholeOf(isLog);
      counts = heap.allocate(bins * 4);
      if (isLog) heap.f64(table.edges, 1)[0] = Math.max(edges[0]!, Number.MIN_VALUE);
      for (const [index, parts] of buckets.entries()) {
        if (parts.length === 0) continue;
        heap.u32(counts, bins).fill(0);
        for (let first = 0; first < parts.length; first += PARTS * 2) {
          const bucket = new Bucket(
            this.#table,
            space,
            rows.at,
            parts.slice(first, first + PARTS * 2),
            within,
          );
          bucket.bins(numbers.get('duration')!.at, table, whole, counts);
          read += bucket.length;
          if (read < BLOCK) continue;
          read = 0;
          yield;
        }
        all.set(heap.u32(counts, bins), index * bins);
      }
    } finally {
      if (counts !== 0) heap.free(counts, bins * 4);
      table?.release();
      space.free();
    }
    return all;
  }
}
