import type { Stat } from '../../metrics/stat.ts';
import type { Address } from '../kernels.ts';
import { floatUpTo } from '../number-bounds.ts';
import type { Steps } from '../steps.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { bucketOf } from '../time-key.ts';
import type { Buckets } from '../time-key.ts';
import { valuesOf } from '../values-of.ts';
import { BucketCodes } from './bucket-codes.ts';
import type { LeafList } from './leaf-list.ts';
import { mergedQuantiles } from './merged-quantiles.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { weightedTotals } from './weighted-totals.ts';

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

  /** Different users of all rows. */
  *users(): Steps<number> {
    yield* this.#rows.prepareUsers();
    return this.#rows.users.ofAll;
  }

  /** Those of rows with a duration above 0; null where not all are. */
  *measuredUsers(): Steps<number | null> {
    return this.#rows.areAbove(0, false) ? yield* this.users() : null;
  }

  /** Those of rows with a duration above so many times T. */
  *usersAbove(factor: number): Steps<number> {
    return (yield* this.#rows.usersAbove(this.#limitsOf(factor))).ofAll;
  }

  /** So many times T, by candidate. */
  #limitsOf(factor: number): Float64Array {
    const { transactions, projects } = this.#rows.context.orders.groups;
    const { ms } = this.#thresholds;
    return valuesOf(
      this.#rows.candidates,
      (group) => factor * ms[this.#thresholds.indexOf(transactions[group]!, projects[group]!)]!,
    );
  }

  /** The largest float32 up to so many times T, by candidate. */
  #boundsOf(factor: number): Float64Array {
    return valuesOf(this.#limitsOf(factor), floatUpTo);
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

  #aboveInLeaves(bounds: Float64Array, buckets: Buckets): Float64Array {
    const { table, orders } = this.#rows.context;
    const { heap, numbers } = table;
    const { byDuration: order } = orders;
    const { step, first, count } = buckets;
    const leaves: LeafList = this.#rows.statistics.leaves;
    const { at: selected } = this.#rows.selection;
    const bytes = (count + bounds.length) * 4;
    const counts = heap.allocateZeros(bytes);
    const own: Address = counts + count * 4;
    const codes = new BucketCodes(heap, order, buckets, this.#shift);
    heap.f32(own, bounds.length).set(bounds);
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
      codes.at,
      codes.width,
      this.#shift,
      step,
      first,
      count,
      counts,
    );
    const found = Float64Array.from(heap.u32(counts, count));
    codes.release();
    heap.free(counts, bytes);
    return found;
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
