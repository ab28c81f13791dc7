import type { ExportTable } from '../../ui/export/table-text.ts';
import { exportedName, exportedTime } from '../../ui/table/to-export-table.ts';
import type { TrendLook } from '../../view/trend-look.ts';
import type { FoundTrend } from './found.ts';
import { lookWords, trendUnit } from './trend-words.ts';

/** Trends as a table of plain values: changes as ratios, how sure they are in numbers. */
export function toTrendTable(trends: readonly FoundTrend[], look: TrendLook): ExportTable {
  const unit = trendUnit(look.of);
  const words = lookWords(look);
  return {
    names: [
      'transaction',
      'project',
      'direction',
      exportedName(`${words} before`, unit),
      exportedName(`${words} after`, unit),
      'after / before',
      'events before',
      'events after',
      'since',
      't',
      'p',
      'q',
    ],
    rows: trends.map((trend) => [
      trend.id.transaction,
      trend.id.project,
      trend.direction,
      trend.before,
      trend.after,
      trend.after / trend.before,
      trend.countBefore,
      trend.countAfter,
      // Halves of a range meet in its middle, which is no time of a change.
      trend.between === null ? null : exportedTime(trend.at),
      trend.t,
      trend.p,
      trend.q,
    ]),
  };
}
