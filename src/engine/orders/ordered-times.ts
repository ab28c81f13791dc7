import type { Stat } from '../../metrics/stat.ts';
import { setBit } from '../bitmap.ts';
import type { Address } from '../kernels.ts';
import { boundsOf } from '../number-bounds.ts';
import type { Steps } from '../steps.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { bucketOf } from '../time-key.ts';
import type { Buckets } from '../time-key.ts';
import { valuesOf } from '../values-of.ts';
import type { LeafList } from './leaf-list.ts';
import { mergedQuantiles } from './merged-quantiles.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { weightedTotals } from './weighted-totals.ts';

/** Coarse times there are, and the bucket of one that may lie in two. */
const CODES = 65_536;
const UNSURE = 0xffff;
/** More buckets than this leave too few coarse times between their bounds. */
export const MOST_BUCKETS = 4096;

/**
 * What order A says of the rows above their thresholds, by time or of all rows: they are the last of each group, so that
 * no row has to be compared with its threshold.
 */
export class OrderedTimes {
  readonly #rows: OrderedRows;
  readonly #thresholds: ThresholdLookup;
  readonly #buckets: Buckets | null;
  readonly #shift: number;

  /** `buckets` null: all rows are one. Times are moved by `shift`. At most `MOST_BUCKETS`. */
  constructor(rows: OrderedRows, thresholds: ThresholdLookup, buckets: Buckets | null, shift: number) {
    this.#rows = rows;
    this.#thresholds = thresholds;
    this.#buckets = buckets;
    this.#shift = shift;
  }

  /** Rows of each bucket with a duration above so many times T. */
  above(factor: number): Float64Array {
    const bounds = this.#boundsOf(factor);
    const counts =
      this.#buckets === null ? this.#aboveInAll(bounds) : this.#aboveInLeaves(bounds, this.#buckets);
    const bucketAt = this.#buckets === null ? () => 0 : bucketOf(this.#buckets, this.#shift);
    const times = this.#rows.context.table.values('timestamp')!;
    this.#eachYoungAbove(bounds, (position) => {
      const bucket = bucketAt(times[position]!);
      if (bucket >= 0 && bucket < counts.length) counts[bucket]! += 1;
    });
    return counts;
  }

  /** The sum of all durations; NaN without a row. */
  sum(): number {
    const { present, statistics, young, context } = this.#rows;
    if (present.length === 0) return Number.NaN;
    const durations = context.table.values('duration')!;
    const old = present.reduce((sum, index) => sum + statistics.sums[index]!, 0);
    return young.positions.reduce((sum, position) => sum + durations[position]!, old);
  }

  /** Quantiles of all durations, type 7; null where the rows that share their first bits are too many. */
  quantiles(qs: readonly number[]): Float64Array | null {
    return mergedQuantiles(this.#rows, qs);
  }

  /** Statistics of all rows that count by their weight, of those of which `isOfGroups` says that they are known. */
  weighted(stats: readonly Stat[]): Steps<Map<string, number>> {
    return weightedTotals(this.#rows, this.#thresholds, stats);
  }

  /** Whether no duration is below 0. */
  areAllMeasured(): boolean {
    return this.#rows.areAbove(0, true);
  }

  /** Different users of all rows with a duration above so many times T. */
  usersAbove(factor: number): number {
    const { table, orders } = this.#rows.context;
    const user = table.text('user');
    if (user === undefined || user.width === 0) return 0;
    const { heap } = table;
    const bounds = this.#boundsOf(factor);
    const words = Math.ceil(user.values.length / 32) + 1;
    const leaves = this.#rows.statistics.leaves;
    const { byDuration: order } = orders;
    const { at: selected } = this.#rows.selection;
    const young: number[] = [];
    this.#eachYoungAbove(bounds, (position) => young.push(user.codes![position]!));
    const seen = heap.allocateZeros(words * 4 + bounds.length * 4);
    const own = seen + words * 4;
    heap.f32(own, bounds.length).set(bounds);
    const bits = heap.u32(seen, words);
    let users = 0;
    for (const code of young) {
      if (((bits[code >>> 5]! >>> (code & 31)) & 1) === 0 && code !== 0) users += 1;
      setBit(bits, code);
    }
    // Rows without a user are of none.
    setBit(bits, 0);
    users +=
      heap.kernels.noteCodesAbove(
        selected,
        order.durations.at,
        order.positions.at,
        leaves.at,
        leaves.startsAt,
        leaves.groups,
        own,
        user.at,
        user.width,
        seen,
      ) >>> 0;
    heap.free(seen, words * 4 + bounds.length * 4);
    return users;
  }

  /** The largest float32 up to so many times T, by candidate. */
  #boundsOf(factor: number): Float64Array {
    const { transactions, projects } = this.#rows.context.orders.groups;
    const { ms } = this.#thresholds;
    return valuesOf(this.#rows.candidates, (group) => {
      const limit = factor * ms[this.#thresholds.indexOf(transactions[group]!, projects[group]!)]!;
      return boundsOf('<=', limit, 'float32')?.high ?? -Infinity;
    });
  }

  #aboveInAll(bounds: Float64Array): Float64Array {
    const { statistics, candidates } = this.#rows;
    const upTo = statistics.upTo(bounds);
    let above = 0;
    for (let index = 0; index < candidates.length; index++) {
      above += statistics.countsOf(index).reduce((sum, count) => sum + count, 0) - upTo[index]!;
    }
    return Float64Array.of(above);
  }

  #aboveInLeaves(bounds: Float64Array, { step, first, count }: Buckets): Float64Array {
    const { table, orders } = this.#rows.context;
    const { heap, numbers } = table;
    const { byDuration: order } = orders;
    const leaves: LeafList = this.#rows.statistics.leaves;
    const { at: selected } = this.#rows.selection;
    const bytes = count * 4 + bounds.length * 4 + CODES * 2;
    const counts = heap.allocateZeros(bytes);
    const own: Address = counts + count * 4;
    const buckets: Address = own + bounds.length * 4;
    heap.f32(own, bounds.length).set(bounds);
    this.#writeBuckets(heap.u16(buckets, CODES), { step, first, count });
    heap.kernels.countAboveByTime(
      selected,
      order.durations.at,
      order.times.at,
      order.positions.at,
      numbers.get('timestamp')!.at,
      leaves.at,
      leaves.startsAt,
      leaves.groups,
      own,
      buckets,
      this.#shift,
      step,
      first,
      count,
      counts,
    );
    const found = Float64Array.from(heap.u32(counts, count));
    heap.free(counts, bytes);
    return found;
  }

  /** The bucket of each coarse time. Those about a bound, and the first and last, which stand for all beyond, are unsure. */
  #writeBuckets(into: Uint16Array, { step, first, count }: Buckets): void {
    const { byDuration: order } = this.#rows.context.orders;
    into.fill(UNSURE);
    const codeOf = (bucket: number): number =>
      order.coarseTime((first + bucket) * step - this.#shift) + CODES / 2;
    for (let bucket = 0; bucket < count; bucket++) {
      const from = Math.max(codeOf(bucket) + 2, 1);
      const to = Math.min(codeOf(bucket + 1) - 1, CODES - 1);
      if (from < to) into.fill(bucket, from, to);
    }
  }

  #eachYoungAbove(bounds: Float64Array, take: (position: number) => void): void {
    const { young, candidates, context } = this.#rows;
    if (young.positions.length === 0) return;
    const durations = context.table.values('duration')!;
    for (const [index, group] of candidates.entries()) {
      const span = young.spans.get(group);
      if (span === undefined) continue;
      for (let at = span.to - 1; at >= span.from; at--) {
        const position = young.positions[at]!;
        if (durations[position]! <= bounds[index]!) break;
        take(position);
      }
    }
  }
}
