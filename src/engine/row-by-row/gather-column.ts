import type { Stat } from '../../metrics/stat.ts';
import type { NumberColumn } from '../number-column.ts';
import type { Heap } from '../heap.ts';
import type { Address } from '../kernels.ts';
import type { Steps } from '../steps.ts';
import { Stretches, gathered, numbersAt } from './gathering.ts';
import type { Gathering, Piece } from './gathering.ts';

/** A statistic of a column. */
export type ColumnStat = Extract<Stat, { readonly of: unknown }>;

/** Numbers that `describeFloats` and its like write a group, and where in them each statistic is. */
const PLAIN = { width: 5, places: ['present', 'sum', 'min', 'max', 'variance'] } as const;
const WEIGHTED = { width: 2, places: ['present', 'sum'] } as const;

/** Room for the counters of buckets, or of the digits of a radix sort, and for a sample of the values. */
const COUNTERS = 2 * 4097 * 4 + 1280;

/** How the values of groups are kept while they are gathered. */
export interface Layout {
  /** Bytes a value. */
  readonly width: number;
  readonly described: { readonly width: number; readonly places: readonly string[] };
  spread(list: Address, groups: Address, count: number, next: Address, out: Address): void;
  describe(values: Address, piece: Piece, out: Address, hasVariance: number): void;
  quantiles(
    values: Address,
    piece: Piece,
    qs: Address,
    count: number,
    out: Address,
    stride: number,
    spare: Address,
    counters: Address,
  ): void;
}

/** Float32 values, every row counting as one. */
export function floatLayout({ kernels }: Heap, column: Address): Layout {
  return {
    width: 4,
    described: PLAIN,
    spread: (list, groups, count, next, out) => kernels.spreadFloats(list, groups, count, column, next, out),
    describe: (values, { starts, next, groups }, out, hasVariance) =>
      kernels.describeFloats(values, starts, next, groups, out, hasVariance),
    quantiles: (values, { starts, next, groups }, qs, count, out, stride, spare, counters) =>
      kernels.floatQuantiles(values, starts, next, groups, qs, count, out, stride, spare, counters),
  };
}

function doubleLayout({ kernels }: Heap, column: Address): Layout {
  return {
    width: 8,
    described: PLAIN,
    spread: (list, groups, count, next, out) => kernels.spreadDoubles(list, groups, count, column, next, out),
    describe: (values, { starts, next, groups }, out, hasVariance) =>
      kernels.describeDoubles(values, starts, next, groups, out, hasVariance),
    quantiles: (values, { starts, next, groups }, qs, count, out, stride) =>
      kernels.doubleQuantiles(values, starts, next, groups, qs, count, out, stride),
  };
}

function weightedLayout({ kernels }: Heap, column: Address, weights: Address): Layout {
  return {
    width: 8,
    described: WEIGHTED,
    spread: (list, groups, count, next, out) =>
      kernels.spreadWeighted(list, groups, count, column, weights, next, out),
    describe: (values, { starts, next, groups }, out) =>
      kernels.describeWeighted(values, starts, next, groups, out),
    quantiles: (values, { starts, next, groups }, qs, count, out, stride, spare, counters) =>
      kernels.weightedQuantiles(values, starts, next, groups, qs, count, out, stride, spare, counters),
  };
}

/** Where no row has a value. */
function gatherNothing(groups: number, stats: readonly ColumnStat[]): Gathering {
  return gathered(
    ...stats.map(({ kind }) => new Float64Array(groups).fill(kind === 'present' ? 0 : Number.NaN)),
  );
}

/**
 * Brings the values of a column to their groups, which have at most `counts` rows, and measures each. `weights` is 0 where
 * every row counts as 1; weighted are 'present', 'sum' and 'quantile' of float32 columns.
 */
export function gatherColumn(
  heap: Heap,
  column: NumberColumn,
  weights: Address,
  counts: Uint32Array,
  stats: readonly ColumnStat[],
): Gathering {
  const groups = counts.length;
  if (column.at === 0) return gatherNothing(groups, stats);
  const plain = column.width === 8 ? doubleLayout : floatLayout;
  const layout = weights === 0 ? plain(heap, column.at) : weightedLayout(heap, column.at, weights);
  const stretches = new Stretches(heap, counts);
  const bytes = stretches.total * layout.width + 8;
  const values = stretches.allocate(bytes);
  return {
    visit: (list, own, count) => layout.spread(list, own, count, stretches.next, values),
    *done() {
      const hasVariance = stats.some(({ kind }) => kind === 'variance');
      const described = stats.some(({ kind }) => kind !== 'quantile')
        ? yield* describeGroups(heap, layout, values, stretches, hasVariance)
        : new Map<string, Float64Array>();
      const qs = stats.flatMap((stat) => (stat.kind === 'quantile' ? [stat.q] : []));
      // Last, because they reorder the values.
      const byQ = yield* quantilesOfGroups(heap, layout, values, stretches, new Set(qs));
      return stats.map((stat) => (stat.kind === 'quantile' ? byQ.get(stat.q)! : described.get(stat.kind)!));
    },
    release() {
      heap.free(values, bytes);
      stretches.release();
    },
  };
}

/** What a layout says of each group, the variance only where it is wanted. */
export function* describeGroups(
  heap: Heap,
  layout: Layout,
  values: Address,
  stretches: Stretches,
  hasVariance: boolean,
): Steps<Map<string, Float64Array>> {
  const { width, places } = layout.described;
  const bytes = stretches.groups * width * 8 + 8;
  const out = heap.allocate(bytes);
  try {
    for (const piece of stretches.pieces()) {
      if (stretches.isLarge) yield;
      layout.describe(values, piece, out + piece.first * width * 8, hasVariance ? 1 : 0);
    }
    const found = places.map(
      (place, index) => [place, numbersAt(heap, out + index * 8, stretches.groups, width)] as const,
    );
    return new Map(found);
  } finally {
    heap.free(out, bytes);
  }
}

/** The quantiles that are asked for. Reorders the values. */
export function* quantilesOfGroups(
  heap: Heap,
  layout: Layout,
  values: Address,
  stretches: Stretches,
  asked: ReadonlySet<number>,
): Steps<Map<number, Float64Array>> {
  const qs = [...asked].toSorted((a, b) => a - b);
  const { groups, largest } = stretches;
  const stride = groups * 8;
  const bytes = qs.length * (stride + 8) + largest * 8 + COUNTERS + 64;
  if (qs.length === 0) return new Map();
  const own = heap.allocate(bytes);
  const out = own + qs.length * 8;
  const counters = out + qs.length * stride;
  const spare = counters + COUNTERS + 56;
  heap.f64(own, qs.length).set(qs);
  try {
    for (const piece of stretches.pieces()) {
      if (stretches.isLarge) yield;
      layout.quantiles(values, piece, own, qs.length, out + piece.first * 8, stride, spare, counters);
    }
    return new Map(qs.map((q, index) => [q, numbersAt(heap, out + index * stride, groups)] as const));
  } finally {
    heap.free(own, bytes);
  }
}
