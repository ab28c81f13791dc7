import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Address } from '../kernels.ts';
import { boundsOf } from '../number-bounds.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { between, weightedRanksOf } from '../type7.ts';
import { valuesOf } from '../values-of.ts';
import type { GroupRows } from './group-rows.ts';
import { quantilesOf } from './ordered-quantiles.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { valuesAtWeights } from './weighted-ranks.ts';
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

/** The statistics of groups of rows, each read from the orders when it is first asked for. */
export class OrderedSide {
  readonly #rows: OrderedRows;
  readonly #groups: readonly (GroupRows | null)[];
  readonly #measure: Measure;
  /** Answers what the orders do not know, for the same groups. */
  readonly #fallback: (stats: readonly Stat[]) => Gathered;
  readonly #gathered = new Map<string, Float64Array>();

  constructor(
    rows: OrderedRows,
    groups: readonly (GroupRows | null)[],
    measure: Measure,
    fallback: (stats: readonly Stat[]) => Gathered,
  ) {
    this.#rows = rows;
    this.#groups = groups;
    this.#measure = measure;
    this.#fallback = fallback;
  }

  of(stats: readonly Stat[]): Gathered {
    const missing = stats.filter((stat) => !this.#gathered.has(statName(stat)));
    const others = missing.filter((stat) => !isOrdered(stat, this.#measure));
    if (others.length > 0) {
      for (const [name, values] of this.#fallback(others)) this.#gathered.set(name, values);
    }
    const own = missing.filter((stat) => isOrdered(stat, this.#measure));
    const quantiles = own.filter((stat) => stat.kind === 'quantile');
    if (quantiles.length > 0) this.#gatherQuantiles(quantiles);
    for (const stat of own) {
      if (stat.kind !== 'quantile') this.#gathered.set(statName(stat), this.#gather(stat));
    }
    return this.#gathered;
  }

  #gather(stat: Stat): Float64Array {
    switch (stat.kind) {
      case 'satisfied':
        return this.#weightsUpTo(1);
      case 'tolerating': {
        const satisfied = this.#gathered.get('satisfied') ?? this.#weightsUpTo(1);
        return this.#weightsUpTo(4).map((weight, index) => weight - satisfied[index]!);
      }
      case 'users':
        return this.#countUsers(this.#rows.statistics.users, null, 0);
      case 'measured users':
        return this.#groups.every((rows) => rows === null || rows.length === 0 || rows.valueAt(0) > 0)
          ? this.#gather({ kind: 'users' })
          : this.#usersAbove(() => 0);
      case 'miserable users':
        return this.#usersAbove((group) => 4 * this.#limitOf(group));
      default:
        return valuesOf(this.#groups, (rows) => this.#measureGroup(stat, rows));
    }
  }

  #measureGroup(stat: Stat, rows: GroupRows | null): number {
    const { isWeighted, minutes } = this.#measure;
    if (stat.kind === 'minutes') return minutes;
    if (rows === null || rows.length === 0) return 'of' in stat && stat.kind !== 'present' ? Number.NaN : 0;
    switch (stat.kind) {
      case 'rows':
        return rows.length;
      case 'count':
      case 'present':
        return rows.weight(isWeighted);
      case 'failed':
        return rows.failed(isWeighted);
      case 'measured':
        return rows.weight(isWeighted) - (rows.valueAt(0) >= 0 ? 0 : rows.weightUpTo(0, false, isWeighted));
      case 'sum':
        return rows.sum(isWeighted);
      case 'min':
        return rows.valueAt(0);
      case 'max':
        return stat.of === 'timestamp' ? rows.latest() : rows.valueAt(rows.length - 1);
      case 'variance':
        return rows.variance();
      default:
        throw new RangeError(`${stat.kind} is gathered for all groups together.`);
    }
  }

  /** How much the rows of each group weigh whose duration is at most so many times T. */
  #weightsUpTo(factor: number): Float64Array {
    if (this.#measure.isWeighted) {
      return valuesOf(this.#groups, (rows) =>
        rows === null ? 0 : rows.weightUpTo(factor * this.#limitOf(rows.group), true, true),
      );
    }
    const bounds = this.#ofCandidates(
      (group) => boundsOf('<=', factor * this.#limitOf(group), 'float32')?.high ?? -Infinity,
    );
    const old = this.#rows.statistics.upTo(bounds);
    return valuesOf(this.#groups, (rows) =>
      rows === null ? 0 : old[rows.index]! + rows.youngUpTo(bounds[rows.index]!),
    );
  }

  #usersAbove(limitOf: (group: number) => number): Float64Array {
    const limits = this.#ofCandidates(limitOf);
    const marks = this.#rows.spare(this.#rows.context.orders.byUser.places);
    return this.#countUsers(this.#rows.statistics.usersAbove(limits, marks), limits, marks);
  }

  /** The users of leaves and those that only young rows have. */
  #countUsers(old: Float64Array, limits: Float64Array | null, marks: Address): Float64Array {
    const young = new YoungUsers(this.#rows);
    return valuesOf(this.#groups, (rows) => {
      if (rows === null) return 0;
      const { group, index } = rows;
      return old[index]! + young.count(group, limits === null ? null : limits[index]!, marks);
    });
  }

  /** A value for each candidate. */
  #ofCandidates(of: (group: number) => number): Float64Array {
    return valuesOf(this.#rows.candidates, of);
  }

  /** T of a group's transaction. */
  #limitOf(group: number): number {
    const { groups } = this.#rows.context.orders;
    const { thresholds } = this.#measure;
    return thresholds.ms[thresholds.indexOf(groups.transactions[group]!, groups.projects[group]!)]!;
  }

  #gatherQuantiles(stats: readonly (Stat & { kind: 'quantile' })[]): void {
    const found = this.#measure.isWeighted
      ? this.#weightedQuantiles(stats)
      : quantilesOf(this.#rows, this.#groups, stats);
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }

  #weightedQuantiles(stats: readonly (Stat & { kind: 'quantile' })[]): Float64Array[] {
    const found = stats.map(() => new Float64Array(this.#groups.length).fill(Number.NaN));
    for (const [index, rows] of this.#groups.entries()) {
      if (rows === null || rows.length === 0) continue;
      const values = this.#weightedQuantilesOf(rows, stats);
      for (const [at, value] of values.entries()) found[at]![index] = value;
    }
    return found;
  }

  #weightedQuantilesOf(rows: GroupRows, stats: readonly (Stat & { kind: 'quantile' })[]): number[] {
    const total = rows.weight(true);
    const ranks = stats.map(({ q }) => weightedRanksOf(q, total));
    const all = new Set(ranks.flatMap(({ lower, upper }) => [lower, upper]));
    const moments = [...all].toSorted((a, b) => a - b);
    const values = valuesAtWeights(this.#rows, rows, moments);
    return ranks.map(({ lower, upper, part }) =>
      between(part, values[moments.indexOf(lower)]!, values[moments.indexOf(upper)]!),
    );
  }
}
