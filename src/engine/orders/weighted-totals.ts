import { statName } from '../../metrics/stat.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Steps } from '../steps.ts';
import type { ThresholdLookup } from '../thresholds.ts';
import { mergedWeightedQuantiles } from './merged-weighted.ts';
import type { OrderedRows } from './ordered-rows.ts';
import { OrderedSide } from './ordered-side.ts';

/** Statistics of which those of the groups add up to that of all rows. */
const ADDED: ReadonlySet<Stat['kind']> = new Set(['count', 'failed', 'measured', 'satisfied', 'tolerating']);

/** Whether a statistic of all rows, counted by their weight, follows from what the orders say of each group. */
export function isOfGroups(stat: Stat): boolean {
  if (stat.kind === 'quantile' || stat.kind === 'sum' || stat.kind === 'present')
    return stat.of === 'duration';
  return ADDED.has(stat.kind);
}

/** Each statistic once: what is asked for twice would be read twice. */
function unique(stats: readonly Stat[]): Stat[] {
  return [...new Map(stats.map((stat) => [statName(stat), stat])).values()];
}

/**
 * Statistics of all rows together, counted by their weight: sums of those of the groups, and quantiles, which are missing
 * where another way is faster. In blocks.
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
  const quantiles = stats.filter((stat) => stat.kind === 'quantile');
  const values =
    quantiles.length === 0
      ? null
      : mergedWeightedQuantiles(
          rows,
          quantiles.map(({ q }) => q),
          totalOf({ kind: 'count' }),
        );
  if (values !== null) {
    for (const [index, stat] of quantiles.entries()) found.set(statName(stat), values[index]!);
  }
  return found;
}
