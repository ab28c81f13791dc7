import type { Gathered } from '../../metrics/derive.ts';
import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { between, ranksOf, weightedRanksOf } from '../type7.ts';
import type { GroupRows } from './group-rows.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { valuesAtWeights } from './weighted-ranks.ts';

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
    const marks = own.some(({ kind }) => kind === 'measured users' || kind === 'miserable users')
      ? this.#rows.spare(this.#rows.context.orders.byUser.places)
      : 0;
    for (const stat of own) {
      if (stat.kind === 'quantile') continue;
      this.#gathered.set(
        statName(stat),
        Float64Array.from(this.#groups, (rows) => this.#measureGroup(stat, rows, marks)),
      );
    }
    return this.#gathered;
  }

  #measureGroup(stat: Stat, rows: GroupRows | null, marks: number): number {
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
        return rows.weight(isWeighted) - rows.weightUpTo(0, false, isWeighted);
      case 'satisfied':
        return rows.weightUpTo(this.#limitOf(rows), true, isWeighted);
      case 'tolerating': {
        const limit = this.#limitOf(rows);
        return rows.weightUpTo(4 * limit, true, isWeighted) - rows.weightUpTo(limit, true, isWeighted);
      }
      case 'users':
        return this.#rows.usersOf(rows.group).count();
      case 'measured users': {
        const users = this.#rows.usersOf(rows.group);
        return rows.valueAt(0) > 0 ? users.count() : users.countAbove(0, marks);
      }
      case 'miserable users':
        return this.#rows.usersOf(rows.group).countAbove(4 * this.#limitOf(rows), marks);
      case 'sum':
        return rows.sum(isWeighted);
      case 'min':
        return rows.valueAt(0);
      case 'max':
        return stat.of === 'timestamp' ? rows.latest() : rows.valueAt(rows.length - 1);
      case 'variance':
        return rows.variance();
      case 'quantile':
        throw new RangeError('Quantiles are gathered together.');
    }
  }

  /** T of a group's transaction. */
  #limitOf({ group }: GroupRows): number {
    const { groups } = this.#rows.context.orders;
    const { thresholds } = this.#measure;
    return thresholds.ms[thresholds.indexOf(groups.transactions[group]!, groups.projects[group]!)]!;
  }

  #gatherQuantiles(stats: readonly (Stat & { kind: 'quantile' })[]): void {
    const found = stats.map(() => new Float64Array(this.#groups.length).fill(Number.NaN));
    for (const [index, rows] of this.#groups.entries()) {
      if (rows === null || rows.length === 0) continue;
      if (this.#measure.isWeighted) {
        const values = this.#weightedQuantiles(rows, stats);
        for (const [at, value] of values.entries()) found[at]![index] = value;
        continue;
      }
      for (const [at, { q }] of stats.entries()) {
        const { lower, upper, part } = ranksOf(q, rows.length);
        const below = rows.valueAt(lower);
        found[at]![index] = part === 0 ? below : between(part, below, rows.valueAt(upper));
      }
    }
    for (const [at, stat] of stats.entries()) this.#gathered.set(statName(stat), found[at]!);
  }

  #weightedQuantiles(rows: GroupRows, stats: readonly (Stat & { kind: 'quantile' })[]): number[] {
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
