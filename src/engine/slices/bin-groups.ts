import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { BinKey, Query } from '../../model/query.ts';
import { isBinKey, isTimeKey } from '../../model/query.ts';
import { binKey, checkEdges, evenEdges } from '../bin-key.ts';
import type { Groups, Scan } from '../groups.ts';
import type { Address } from '../kernels.ts';
import type { Table } from '../table.ts';
import { bucketsOf, timeKey } from '../time-key.ts';
import { cutIntoBuckets } from './bucket-parts.ts';
import type { BucketParts } from './bucket-parts.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import { bucketOf, wholeOf } from './time-groups.ts';
import type { TimeGroups } from './time-groups.ts';
import type { TimeRows } from './time-rows.ts';

/** More bins than the kernel's table of first bins can number. */
const MOST_BINS = 65_000;
/** Stretches of float32 numbers: what their upper 16 bits tell apart. */
const STRETCHES = 65_536;

const FLOAT = new Float32Array(1);
const BITS = new Uint32Array(FLOAT.buffer);

/** The bins of the durations of a selection by time, counted: a histogram, or a heatmap. */
export class BinGroups {
  readonly #table: Table;
  readonly #times: TimeGroups;
  readonly #scan: Scan;

  constructor(table: Table, times: TimeGroups, scan: Scan) {
    this.#table = table;
    this.#times = times;
    this.#scan = scan;
  }

  /** The groups of a query by bins of the duration, and by time before them; null where it is no such query. */
  of(query: Query): Groups | null {
    const bin = query.by.find(isBinKey);
    const time = query.by.find(isTimeKey);
    const isOurs = query.by.length === (time === undefined ? 1 : 2) && query.by.at(-1) === bin;
    if (bin?.bin !== 'duration' || !isOurs || query.versus !== undefined || query.having !== undefined)
      return null;
    const table = this.#table;
    const rows = this.#times.rowsOf(query.range, query.where);
    const edges = this.#edgesOf(rows, bin);
    if (edges === null || edges.length > MOST_BINS) return null;
    const buckets = time === undefined ? null : bucketsOf(query.range, time.time);
    const cut =
      buckets === null
        ? [wholeOf(rows)]
        : cutIntoBuckets(table, rows.parts, buckets.count, bucketOf(buckets, 0));
    const bins = Math.max(0, edges.length - 1);
    const counts = this.#count(rows, cut, edges, bin.scale === 'log');
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
        of: (stats) =>
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
      sampled: this.#times.isSampled(rows),
      path: 'slices',
      release: () => undefined,
    };
  }

  #gather(
    stats: readonly Stat[],
    counts: Float64Array,
    isWeighted: boolean,
    scanned: (stats: readonly Stat[]) => Gathered,
  ): Gathered {
    const isCount = ({ kind }: Stat): boolean => kind === 'rows' || (kind === 'count' && !isWeighted);
    const others = stats.filter((stat) => !isCount(stat));
    const own = stats.filter(isCount).map((stat) => [statName(stat), counts] as const);
    return new Map([...own, ...(others.length === 0 ? [] : scanned(others))]);
  }

  /** What a scan says of the same groups. */
  #scanned(query: Query, stats: readonly Stat[], filled: readonly number[], bins: number): Gathered {
    const scan = this.#scan(query);
    const [first, second] = scan.codes;
    const indexOf = new Map<number, number>();
    for (let index = 0; index < scan.count; index++) {
      const code = second === undefined ? first![index]! : first![index]! * bins + second[index]!;
      indexOf.set(code, index);
    }
    const order = filled.map((code) => indexOf.get(code)!);
    return new Map(
      [...scan.value.of(stats)].map(([name, values]) => [
        name,
        Float64Array.from(order, (index) => values[index]!),
      ]),
    );
  }

  /** The edges of the bins; null where they have to be looked for row by row. */
  #edgesOf(rows: TimeRows, key: BinKey): readonly number[] | null {
    if (key.edges !== undefined && key.count === undefined) return checkEdges(key.edges);
    if (key.edges !== undefined || key.count === undefined) return null;
    if (rows.length === 0) return [];
    const all = wholeOf(rows);
    const space = new BucketSpace(this.#table.heap, [all]);
    const bucket = new Bucket(this.#table, space, rows.at, all);
    const min = bucket.durationsAt(0)[0];
    const max = bucket.durationsAt(rows.length - 1)[0];
    space.free();
    // On a log scale what is not positive is left out.
    return key.scale === 'log' && !(min > 0) ? null : evenEdges(key, min, max);
  }

  /** How many rows are in each bin of each bucket, bucket by bucket. */
  #count(
    rows: TimeRows,
    buckets: readonly BucketParts[],
    edges: readonly number[],
    isLog: boolean,
  ): Uint32Array {
    const bins = edges.length - 1;
    if (bins < 1) return new Uint32Array(0);
    const { heap, numbers } = this.#table;
    const space = new BucketSpace(heap, buckets);
    const bytes = edges.length * 8 + bins * 4 + 64 + STRETCHES * 2;
    const ownEdges: Address = heap.allocate(bytes);
    const counts = ownEdges + edges.length * 8;
    const first = counts + bins * 4;
    heap.f64(ownEdges, edges.length).set(edges);
    if (isLog) heap.f64(ownEdges, 1)[0] = Math.max(edges[0]!, Number.MIN_VALUE);
    heap.u16(first, STRETCHES).set(firstBins(edges));
    const all = new Uint32Array(bins * buckets.length);
    for (const [index, parts] of buckets.entries()) {
      if (parts.length === 0) continue;
      heap.u32(counts, bins).fill(0);
      const bucket = new Bucket(this.#table, space, rows.at, parts);
      bucket.bins(numbers.get('duration')!.at, first, ownEdges, bins, counts);
      all.set(heap.u32(counts, bins), index * bins);
    }
    heap.free(ownEdges, bytes);
    space.free();
    return all;
  }
}

/** For each stretch of float32 numbers the bin in which its smallest one is, or the first; for negative ones the first. */
function firstBins(edges: readonly number[]): Uint16Array {
  const first = new Uint16Array(STRETCHES);
  let bin = 0;
  for (let stretch = 0; stretch < 0x7f80; stretch++) {
    BITS[0] = stretch << 16;
    while (bin < edges.length - 2 && FLOAT[0]! >= edges[bin + 1]!) bin += 1;
    first[stretch] = bin;
  }
  return first;
}
