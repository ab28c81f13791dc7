import type { Heap } from '../heap.ts';
import type { NumberColumn } from '../number-column.ts';
import { between, weightedRanksOf } from '../type7.ts';
import { weightOf } from '../weights.ts';
import type { ColumnStat } from './gather-column.ts';
import type { Gathering } from './gathering.ts';

interface Weighed {
  readonly value: number;
  readonly weight: number;
}

function measure(rows: readonly Weighed[], stat: ColumnStat): number {
  const total = rows.reduce((sum, { weight }) => sum + weight, 0);
  if (stat.kind === 'present') return total;
  if (rows.length === 0) return Number.NaN;
  if (stat.kind !== 'quantile') return rows.reduce((sum, { value, weight }) => sum + value * weight, 0);
  const { lower, upper, part } = weightedRanksOf(stat.q, total);
  const valueAt = (moment: number): number => {
    let sum = 0;
    return (rows.find(({ weight }) => (sum += weight) > moment) ?? rows.at(-1)!).value;
  };
  return between(part, valueAt(lower), valueAt(upper));
}

/** Weighted statistics of a float64 column. No metric of the product asks for them, so they need not be fast. */
export function gatherDoubles(
  heap: Heap,
  column: NumberColumn,
  weights: NumberColumn,
  groups: number,
  stats: readonly ColumnStat[],
): Gathering {
  const rows = Array.from({ length: groups }, (): Weighed[] => []);
  return {
    visit(list, own, count) {
      const [positions, groupOf] = [heap.u32(list, count), heap.u32(own, count)];
      const [values, heavy] = [column.values, weights.values];
      for (let index = 0; index < (values === null ? 0 : count); index++) {
        const position = positions[index]!;
        const value = values![position]!;
        const weight = weightOf(heavy?.[position] ?? 1);
        if (!Number.isNaN(value)) rows[groupOf[index]!]?.push({ value, weight });
      }
    },
    *done() {
      yield;
      for (const group of rows) group.sort((one, two) => one.value - two.value);
      return stats.map((stat) => Float64Array.from(rows, (group) => measure(group, stat)));
    },
    release: () => undefined,
  };
}
