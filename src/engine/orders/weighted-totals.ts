import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Steps } from '../steps.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { between, weightedRanksOf } from '../type7.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { OrderedSide } from './ordered-side.ts';
import { sortKey, valueOfKey } from './sort-key.ts';

/** Statistics of which those of the groups add up to that of all rows. */
const ADDED: ReadonlySet<Stat['kind']> = new Set(['count', 'failed', 'measured', 'satisfied', 'tolerating']);

/** Whether a statistic of all rows, counted by their weight, follows from what the orders say of each group. */
export function isOfGroups(stat: Stat): boolean {
  if (stat.kind === 'quantile' || stat.kind === 'sum' || stat.kind === 'present')
    return stat.of === 'duration';
  return ADDED.has(stat.kind);
}

/** What the rows up to a duration weigh, as far as it was asked for: by sort keys, ascending. */
class Weights {
  readonly #rows: OrderedRows;
  readonly #known: { readonly key: number; readonly weight: number }[] = [];

  constructor(rows: OrderedRows) {
    this.#rows = rows;
  }

  /** The smallest duration up to which rows weigh more than `moment`; the largest where all together do not. */
  *valueAt(moment: number): Steps<number> {
    const extent = this.#rows.extent();
    if (extent === null) return Number.NaN;
    let low = sortKey(extent.min);
    let high = sortKey(extent.max);
    for (const { key, weight } of this.#known) {
      if (weight > moment) high = Math.min(high, key);
      else low = Math.max(low, key + 1);
    }
    while (low < high) {
      const middle = low + Math.floor((high - low) / 2);
      const weight = this.#weightUpTo(valueOfKey(middle));
      this.#known.push({ key: middle, weight });
      if (weight > moment) high = middle;
      else low = middle + 1;
      yield;
    }
    return valueOfKey(high);
  }

  #weightUpTo(value: number): number {
    let weight = 0;
    for (const index of this.#rows.present) weight += this.#rows.rowsOf(index).weightUpTo(value, true, true);
    return weight;
  }
}

/** Each statistic once: what is asked for twice would be read twice. */
function unique(stats: readonly Stat[]): Stat[] {
  return [...new Map(stats.map((stat) => [statName(stat), stat])).values()];
}

/**
 * Statistics of all rows together, counted by their weight: sums of those of the groups, and quantiles by looking for the
 * duration up to which rows weigh enough. In blocks.
 */
export function* weightedTotals(
  rows: OrderedRows,
  thresholds: ThresholdLookup,
  stats: readonly Stat[],
): Steps<Map<string, number>> {
  const indices = Int32Array.from(rows.present);
  const side = new OrderedSide(rows, indices, { isWeighted: true, thresholds, minutes: Number.NaN }, () => {
    throw new RangeError('The orders do not know a statistic that was said to follow from them.');
  });
  const added = unique([{ kind: 'count' }, ...stats.filter(({ kind }) => kind !== 'quantile')]);
  const gathered = yield* side.steps(added);
  const totalOf = (stat: Stat): number => {
    if (stat.kind === 'sum' && indices.length === 0) return Number.NaN;
    return gathered.get(statName(stat))!.reduce((sum, value) => sum + value, 0);
  };
  const found = new Map(added.map((stat) => [statName(stat), totalOf(stat)]));
  const weights = new Weights(rows);
  for (const stat of stats) {
    if (stat.kind !== 'quantile') continue;
    const { lower, upper, part } = weightedRanksOf(stat.q, totalOf({ kind: 'count' }));
    const one = yield* weights.valueAt(lower);
    const other = part === 0 ? one : yield* weights.valueAt(upper);
    found.set(statName(stat), between(part, one, other));
  }
  return found;
}
