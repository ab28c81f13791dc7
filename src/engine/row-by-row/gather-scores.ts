import { rowScores } from '../../metrics/performance-score.ts';
import type { Stat } from '../../metrics/stat.ts';
import type { Table } from '../table.ts';
import { weightOf } from '../weights.ts';
import type { Gathering } from './gathering.ts';

/** Statistics of performance scores. */
export type ScoreStat = Extract<Stat, { readonly kind: 'scored' | 'unscored' | 'score sum' }>;

/**
 * Scores the rows one by one, in one pass for all of these statistics: a score takes six columns and is held nowhere,
 * so that it costs memory for nobody who does not ask.
 */
export function gatherScores(
  table: Table,
  groups: number,
  isWeighted: boolean,
  stats: readonly ScoreStat[],
): Gathering {
  const sums = new Float64Array(groups);
  const scored = new Float64Array(groups);
  const unscored = new Float64Array(groups);
  return {
    visit(list, own, count) {
      const { heap } = table;
      const [positions, groupOf] = [heap.u32(list, count), heap.u32(own, count)];
      const weights = isWeighted ? table.values('weight') : null;
      const scores = rowScores((vital) => table.values(vital));
      for (let index = 0; index < count; index++) {
        const group = groupOf[index]!;
        if (group >= groups) continue;
        const position = positions[index]!;
        const score = scores.at(position);
        if (Number.isNaN(score) && !scores.isPageView(position)) continue;
        const weight = weights === null ? 1 : weightOf(weights[position]!);
        if (Number.isNaN(score)) {
          unscored[group]! += weight;
        } else {
          scored[group]! += weight;
          sums[group]! += weight * score;
        }
      }
    },
    *done() {
      yield;
      return stats.map(({ kind }) => {
        if (kind === 'scored') return scored;
        if (kind === 'unscored') return unscored;
        return sums.map((sum, group) => (scored[group]! > 0 ? sum : Number.NaN));
      });
    },
    release: () => undefined,
  };
}
