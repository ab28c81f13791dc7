import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import { BELOW_ZERO, floatUpTo } from '../number-bounds.ts';
import type { Steps } from '../steps.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import type { GroupRows } from './group-rows.ts';
import { quantilesOf } from './ordered-quantiles.ts';
import type { OrderedRows } from './ordered-rows.ts';
import type { OrderedUsers } from './ordered-users.ts';
import { weightedQuantilesOf } from './weighted-quantiles.ts';
import { YoungUsers } from './young-users.ts';

/** How rows count, and what they are measured against. */
export interface Measure {
  readonly isWeighted: boolean;
  readonly thresholds: ThresholdLookup;
  readonly minutes: number;
}

/** Whether the orders know a statistic of a group of rows by project and transaction. */
export function isOrdered(stat: Stat, { thresholds }: Measure): boolean {
  switch (stat.kind) {
    case 'rows':
    case 'count':
    case 'failed':
    case 'users':
    case 'minutes':
      return true;
    case 'measured':
    case 'satisfied':
    case 'tolerating':
    case 'measured users':
    case 'miserable users':
      return thresholds.isLcp.every((isLcp) => isLcp === 0);
    case 'max':
      return stat.of === 'duration' || stat.of === 'timestamp';
    case 'present':
    case 'sum':
    case 'quantile':
    case 'min':
    case 'variance':
      return stat.of === 'duration';
    case 'scored':
    case 'unscored':
    case 'score sum':
      return false;
  }
}

/** Selected rows that are read in one block where groups are read one by one, but for a group with more. */
const BLOCK = 2 ** 19;

/** Stands for a group that has no rows on this side. */
export const NONE = -1;

/** The statistics of groups of rows, each read from the orders when it is first asked for. */
export class OrderedSide {
  readonly #rows: OrderedRows;
  /** The groups' places among the candidates. */
  readonly #indices: Int32Array;
  readonly #measure: Measure;
  /** Answers what the orders do not know, for the same groups. */
  readonly #fallback: (stats: readonly Stat[]) => Steps<Gathered>;
  readonly #gathered = new Map<string, Float64Array>();

  constructor(
    rows: OrderedRows,
    indices: Int32Array,
    measure: Measure,
    fallback: (stats: readonly Stat[]) => Steps<Gathered>,
  ) {
    this.#rows = rows;
    this.#indices = indices;
    this.#measure = measure;
    this.#fallback = fallback;
  }

  /** One statistic of all groups at a step, or of some where it is read group by group. */
  *steps(stats: readonly Stat[]): Steps<Gathered> {
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    const others = missing.filter((stat) => !isOrdered(stat, this.#measure));
    if (others.length > 0) {
      for (const [name, values] of yield* this.#fallback(others)) this.#gathered.set(name, values);
    }
    const own = missing.filter((stat) => isOrdered(stat, this.#measure));
    const quantiles = own.filter((stat) => stat.kind === 'quantile');
    if (quantiles.length > 0) yield* this.#gatherQuantiles(quantiles);
    for (const stat of own) {
      if (stat.kind === 'quantile') continue;
      if (stat.kind.endsWith('users')) yield* this.#rows.prepareUsers();
      yield;
      this.#gathered.set(statName(stat), yield* this.#gather(stat));
    }
    return this.#gathered;
  }

  *#gather(stat: Stat): Steps<Float64Array> {
    const { isWeighted, minutes } = this.#measure;
    const { lengths } = this.#rows;
    const leaves = isWeighted ? this.#rows.weighted : this.#rows.statistics;
    switch (stat.kind) {
      case 'minutes':
        return new Float64Array(this.#indices.length).fill(minutes);
      case 'rows':
        return this.#taken(lengths, 0);
      case 'satisfied':
        return yield* this.#weightsUpTo(1);
      case 'tolerating': {
        const satisfied = this.#gathered.get('satisfied') ?? (yield* this.#weightsUpTo(1));
        const upTo4 = yield* this.#weightsUpTo(4);
        return upTo4.map((weight, index) => weight - satisfied[index]!);
      }
      case 'users':
        return yield* this.#countUsers(this.#rows.users);
      case 'measured users':
        return this.#rows.areAbove(0, false)
          ? yield* this.#gather({ kind: 'users' })
          : yield* this.#usersAbove(() => 0);
      case 'miserable users':
        return yield* this.#usersAbove((group) => 4 * this.#limitOf(group));
      case 'count':
      case 'present':
        return isWeighted ? yield* this.#weights() : this.#taken(lengths, 0);
      case 'measured':
        return this.#rows.areAbove(0, true)
          ? yield* this.#gather({ kind: 'count' })
          : yield* this.#notBelowZero();
      case 'failed':
        return yield* this.#eachOr(leaves.failed, 0, (rows) => rows.failed(isWeighted));
      case 'sum':
        if (isWeighted) yield* this.#rows.weighted.prepareSums();
        return yield* this.#eachOr(leaves.sums, Number.NaN, (rows) => rows.sum(isWeighted));
      case 'min':
        return yield* this.#each(Number.NaN, (rows) => rows.valueAt(0));
      case 'max':
        return stat.of === 'timestamp'
          ? yield* this.#each(Number.NaN, (rows) => rows.latest())
          : yield* this.#each(Number.NaN, (rows) => rows.valueAt(rows.length - 1));
      case 'variance':
        return yield* this.#each(Number.NaN, (rows) => rows.variance());
      default:
        throw new RangeError(`${stat.kind} is not read group by group from the orders.`);
    }
  }

  /** A value of each group, of those of all candidates. */
  #taken(values: Float64Array, missing: number): Float64Array {
    const taken = new Float64Array(this.#indices.length);
    for (let at = 0; at < taken.length; at++) {
      const index = this.#indices[at]!;
      taken[at] = index === NONE ? missing : values[index]!;
    }
    return taken;
  }

  /** A number of each group; `missing` of those without rows. */
  *#each(missing: number, of: (rows: GroupRows) => number): Steps<Float64Array> {
    const values = new Float64Array(this.#indices.length);
    let read = 0;
    for (let at = 0; at < values.length; at++) {
      const index = this.#indices[at]!;
      const rows = index === NONE ? null : this.#rows.rowsOf(index);
      values[at] = rows === null ? missing : of(rows);
      read += rows?.length ?? 0;
      if (read < BLOCK) continue;
      read = 0;
      yield;
    }
    return values;
  }

  /** How much the rows of each group weigh. */
  *#weights(): Steps<Float64Array> {
    return yield* this.#eachOr(this.#rows.weighted.totals, 0, (rows) => rows.weight(true));
  }

  /** The same, where `old` says it of groups without young rows. */
  *#eachOr(old: Float64Array | null, missing: number, of: (rows: GroupRows) => number): Steps<Float64Array> {
    if (old === null) return yield* this.#each(missing, of);
    const values = this.#taken(old, missing);
    if (this.#rows.young.spans.size === 0) return values;
    for (let at = 0; at < values.length; at++) {
      const index = this.#indices[at]!;
      if (index !== NONE && this.#rows.hasYoung(index)) values[at] = of(this.#rows.rowsOf(index));
    }
    return values;
  }

  /** How much the rows of each group weigh whose duration is at most so many times T. */
  *#weightsUpTo(factor: number): Steps<Float64Array> {
    return yield* this.#weightsUpToEach(
      this.#ofCandidates((group) => floatUpTo(factor * this.#limitOf(group))),
    );
  }

  /** The same up to a float32 of each candidate. */
  *#weightsUpToEach(bounds: Float64Array): Steps<Float64Array> {
    const { isWeighted } = this.#measure;
    const old = (isWeighted ? this.#rows.weighted : this.#rows.statistics).upTo(bounds);
    return yield* this.#eachOr(
      old,
      0,
      (rows) => old[rows.index]! + rows.youngUpTo(bounds[rows.index]!, isWeighted),
    );
  }

  *#notBelowZero(): Steps<Float64Array> {
    const below = yield* this.#weightsUpToEach(this.#ofCandidates(() => BELOW_ZERO));
    return (yield* this.#gather({ kind: 'count' })).map((weight, index) => weight - below[index]!);
  }

  *#usersAbove(limitOf: (group: number) => number): Steps<Float64Array> {
    return yield* this.#countUsers(yield* this.#rows.usersAbove(this.#ofCandidates(limitOf)));
  }

  /** The users of leaves and those that only young rows have. */
  #countUsers({ counts, limits, marks }: OrderedUsers): Steps<Float64Array> {
    const young = new YoungUsers(this.#rows);
    return this.#eachOr(
      this.#rows.youngUsers.spans.size === 0 ? counts : null,
      0,
      ({ group, index }) =>
        counts[index]! + young.count(group, limits === null ? null : limits[index]!, marks),
    );
  }

  /** A value for each candidate. */
  #ofCandidates(of: (group: number) => number): Float64Array {
    const { candidates } = this.#rows;
    const values = new Float64Array(candidates.length);
    for (let index = 0; index < values.length; index++) values[index] = of(candidates[index]!);
    return values;
  }

  /** T of a group's transaction. */
  #limitOf(group: number): number {
    const { groups } = this.#rows.context.orders;
    const { thresholds } = this.#measure;
    return thresholds.ms[thresholds.indexOf(groups.transactions[group]!, groups.projects[group]!)]!;
  }

  *#gatherQuantiles(stats: readonly (Stat & { kind: 'quantile' })[]): Steps<void> {
    // What was done before may have been known, and no block of its own.
    yield;
    const found = this.#measure.isWeighted
      ? yield* weightedQuantilesOf(this.#rows, this.#indices, stats)
      : quantilesOf(this.#rows, this.#indices, stats);
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }
}
