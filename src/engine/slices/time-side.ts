import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Address } from '../kernels.ts';
import { isOfGroups } from '../orders/weighted-totals.ts';
import { Bucket, BucketSpace } from './bucket.ts';
import type { BucketParts } from './bucket-parts.ts';
import type { Steps } from '../steps.ts';
import { marksFor, prepareMarks } from './row-marks.ts';
import type { Against, MarkContext, RowMarks } from './row-marks.ts';
import { isSliced, isWeighed } from './sliced-stats.ts';
import type { TimeRows } from './time-rows.ts';
import { weightedBuckets } from './weighted-buckets.ts';

/** How rows count, and what they are measured against. */
export interface TimeMeasure extends Against {
  readonly isWeighted: boolean;
  readonly minutes: number;
}

/** Selected rows that are looked at in one block. */
const BLOCK = 2 ** 20;

/** Where rows are so many times more than those that are asked for, these are read one by one to count their users. */
const FEW = 32;

/** What the orders know of the same buckets; `isAll` where all rows are one. */
export interface Ordered {
  readonly isAll: boolean;
  /** Null where they know nothing. */
  readonly ask: () => Steps<FromOrders | null>;
}

/** What is above thresholds, without comparing rows. */
export interface FromOrders {
  /** Rows with a duration above so many times T. */
  above(factor: number): Float64Array;
  /** Whether no duration is below 0. */
  areAllMeasured(): boolean;
  /** The sum of all durations. */
  sum(): number;
  /** Quantiles of all durations; null where they are not known faster. */
  quantiles(qs: readonly number[]): Float64Array | null;
  /** Statistics of all rows that count by their weight, of those of which `isOfGroups` says that they are known. */
  weighted(stats: readonly Stat[]): Steps<Map<string, number>>;
  /** Users of all rows; of those above 0, null where that is not all of them; of those above so many times T. */
  users(): Steps<number>;
  measuredUsers(): Steps<number | null>;
  usersAbove(factor: number): Steps<number>;
}

/** The statistics of rows by buckets of time, or of all of them, from bitmaps in the order of time. */
export class TimeSide {
  readonly #context: MarkContext;
  readonly #rows: TimeRows;
  readonly #buckets: readonly BucketParts[];
  readonly #measure: TimeMeasure;
  /** Answers what the bitmaps do not know, for the same buckets. */
  readonly #fallback: (stats: readonly Stat[]) => Steps<Gathered>;
  readonly #ordered: Ordered;
  readonly #gathered = new Map<string, Float64Array>();
  /** Whether rows are in few classes by their weight. */
  #isWeighable = false;
  /** Whether bitmaps of the rows up to limits are there, or will be asked for again. */
  #hasLimits: boolean | null = null;

  constructor(
    context: MarkContext,
    rows: TimeRows,
    buckets: readonly BucketParts[],
    measure: TimeMeasure,
    fallback: (stats: readonly Stat[]) => Steps<Gathered>,
    ordered: Ordered,
  ) {
    this.#ordered = ordered;
    this.#context = context;
    this.#rows = rows;
    this.#buckets = buckets;
    this.#measure = measure;
    this.#fallback = fallback;
  }

  /** In blocks of some rows. */
  *steps(stats: readonly Stat[]): Steps<Gathered> {
    yield* this.#gatherWeighted(stats);
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    if (this.#measure.isWeighted && missing.some(isWeighed)) {
      this.#isWeighable = (yield* this.#context.weights.of(this.#rows)) !== null;
    }
    const isWeighable = !this.#measure.isWeighted || this.#isWeighable;
    const others = missing.filter((stat) => !isSliced(stat, isWeighable));
    if (others.length > 0) {
      for (const [name, values] of yield* this.#fallback(others)) this.#gathered.set(name, values);
    }
    const own = missing.filter((stat) => isSliced(stat, isWeighable));
    const ordered = own.some((stat) => this.#isOrdered(stat)) ? yield* this.#ordered.ask() : null;
    if (ordered !== null) yield* this.#gatherOrdered(own, ordered);
    for (const stat of own) {
      const known = this.#knownOf(stat);
      if (known !== null) this.#gathered.set(statName(stat), Float64Array.of(known));
    }
    const left = own.filter((stat) => !this.#gathered.has(statName(stat)));
    if (left.length > 0) yield* this.#gather(left);
    return this.#gathered;
  }

  /** What orders know of all rows together, counted by their weight. */
  *#gatherWeighted(stats: readonly Stat[]): Steps<void> {
    if (!this.#ordered.isAll || !this.#measure.isWeighted) return;
    const wanted = stats.filter((stat) => isOfGroups(stat) && !this.#gathered.has(statName(stat)));
    const ordered = wanted.length === 0 ? null : yield* this.#ordered.ask();
    if (ordered === null) return;
    for (const [name, value] of yield* ordered.weighted(wanted)) {
      this.#gathered.set(name, Float64Array.of(value));
    }
  }

  /** What is known of all rows together without looking at them. */
  #knownOf({ kind }: Stat): number | null {
    if (!this.#ordered.isAll) return null;
    if (kind === 'minutes') return this.#measure.minutes;
    const isRows = kind === 'rows' || (!this.#measure.isWeighted && (kind === 'count' || kind === 'present'));
    return isRows ? this.#rows.length : null;
  }

  /** Whether orders know a statistic faster. Of all rows they know more. */
  #isOrdered(stat: Stat): boolean {
    const { kind } = stat;
    const { isAll } = this.#ordered;
    if (this.#measure.isWeighted && isWeighed(stat)) return kind === 'measured';
    if (kind === 'sum' || kind === 'quantile') return isAll;
    if (kind === 'measured') return true;
    if (kind.endsWith('users')) return isAll && this.#rows.length * FEW > this.#context.table.alive;
    return (kind === 'satisfied' || kind === 'tolerating') && !this.#areLimitsWorth();
  }

  #areLimitsWorth(): boolean {
    const { thresholds, lookup } = this.#measure;
    this.#hasLimits ??= this.#context.limits.areWorth(thresholds, lookup, this.#rows);
    return this.#hasLimits;
  }

  *#gatherOrdered(stats: readonly Stat[], ordered: FromOrders): Steps<void> {
    const above = new Map<number, Float64Array>();
    const aboveOf = (factor: number): Float64Array => {
      const known = above.get(factor) ?? ordered.above(factor);
      above.set(factor, known);
      return known;
    };
    const quantiles = stats.filter((stat) => stat.kind === 'quantile');
    const values = this.#ordered.isAll ? ordered.quantiles(quantiles.map(({ q }) => q)) : null;
    if (values !== null) {
      for (const [index, stat] of quantiles.entries()) {
        this.#gathered.set(statName(stat), values.slice(index, index + 1));
      }
    }
    for (const stat of stats.filter((one) => this.#isOrdered(one))) {
      yield;
      const own = yield* this.#ofOrders(stat, ordered, aboveOf);
      if (own !== null) this.#gathered.set(statName(stat), own);
    }
  }

  *#ofOrders(
    stat: Stat,
    ordered: FromOrders,
    aboveOf: (factor: number) => Float64Array,
  ): Steps<Float64Array | null> {
    switch (stat.kind) {
      case 'sum':
        return Float64Array.of(ordered.sum());
      case 'users':
        return Float64Array.of(yield* ordered.users());
      case 'measured users': {
        const users = yield* ordered.measuredUsers();
        return users === null ? null : Float64Array.of(users);
      }
      case 'miserable users':
        return Float64Array.of(yield* ordered.usersAbove(4));
      case 'measured':
        return ordered.areAllMeasured() ? yield* this.#counts() : null;
      case 'satisfied': {
        const beyond = aboveOf(1);
        const all = yield* this.#rowCounts();
        return all.map((rows, index) => rows - beyond[index]!);
      }
      case 'tolerating': {
        const beyond = aboveOf(4);
        return aboveOf(1).map((rows, index) => rows - beyond[index]!);
      }
      default:
        return null;
    }
  }

  *#counts(): Steps<Float64Array> {
    if (!this.#gathered.has('count')) yield* this.#gather([{ kind: 'count' }]);
    return this.#gathered.get('count')!;
  }

  *#rowCounts(): Steps<Float64Array> {
    if (!this.#gathered.has('rows')) yield* this.#gather([{ kind: 'rows' }]);
    return this.#gathered.get('rows')!;
  }

  *#gather(stats: readonly Stat[]): Steps<void> {
    const weighed = this.#measure.isWeighted ? stats.filter(isWeighed) : [];
    const others = stats.filter((stat) => !weighed.includes(stat));
    if (weighed.length > 0) yield* this.#weigh(weighed);
    if (others.length > 0) yield* this.#gatherRows(others);
  }

  /** Those that count rows by their weight. */
  *#weigh(stats: readonly Stat[]): Steps<void> {
    const { table, weights } = this.#context;
    for (const { kind } of stats) yield* prepareMarks(this.#context, kind, this.#measure, this.#rows);
    const classes = (yield* weights.of(this.#rows))!;
    const marks = stats.map(({ kind }) => marksFor(this.#context, kind, this.#measure, this.#rows));
    const found = yield* weightedBuckets(table, this.#rows, this.#buckets, classes, stats, marks);
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }

  *#gatherRows(stats: readonly Stat[]): Steps<void> {
    const { table } = this.#context;
    for (const { kind } of stats) yield* prepareMarks(this.#context, kind, this.#measure, this.#rows);
    const marks = stats.map(({ kind }) => marksFor(this.#context, kind, this.#measure, this.#rows));
    const space = new BucketSpace(table.heap, this.#buckets);
    const codes = Math.ceil((table.text('user')?.values.length ?? 0) / 32) * 4 + 64;
    const found = stats.map(() => new Float64Array(this.#buckets.length));
    let read = 0;
    let seen: Address = 0;
    try {
      seen = table.heap.allocate(codes);
      for (const [index, parts] of this.#buckets.entries()) {
        const bucket = new Bucket(table, space, this.#rows.at, parts);
        for (const [at, stat] of stats.entries()) {
          if (stat.kind.endsWith('users')) table.heap.u8(seen, codes).fill(0);
          found[at]![index] = this.#statOf(stat, bucket, marks[at]!, seen);
          read += bucket.length;
          if (read < BLOCK) continue;
          read = 0;
          yield;
        }
      }
    } finally {
      if (seen !== 0) table.heap.free(seen, codes);
      space.free();
    }
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
      case 'scored':
      case 'unscored':
      case 'score sum':
        throw new RangeError(`Bitmaps do not know the statistic "${stat.kind}".`);
    }
  }
}
