import type { NumbersRow } from '../../ui/chart/NumbersTable.tsx';
import type { ExportTable } from '../../ui/export/table-text.ts';
import { formatPercent } from '../../ui/format.ts';
import { exportedName } from '../../ui/table/to-export-table.ts';
import type { TrendColumn } from '../../view/trend-look.ts';
import { formatTrendValue, trendUnit } from './trend-words.ts';

/** The shares of both sides by bin, from the first bin with an event to the last. */
export interface Shares {
  readonly edges: readonly number[];
  readonly before: readonly number[];
  readonly after: readonly number[];
}

/** Both histograms as rows: a bin each that holds anything. */
export function sidesRows({ edges, before, after }: Shares, of: TrendColumn): NumbersRow[] {
  return before.flatMap((share, bin) => {
    const later = after[bin] ?? 0;
    if (share === 0 && later === 0) return [];
    const [from = Number.NaN, to = Number.NaN] = [edges[bin], edges[bin + 1]];
    return [
      {
        name: `${formatTrendValue(of, from)} to ${formatTrendValue(of, to)}`,
        cells: [formatPercent(share), formatPercent(later)],
      },
    ];
  });
}

/** The same to take along: shares from 0 to 1. */
export function toSidesTable({ edges, before, after }: Shares, of: TrendColumn): ExportTable {
  const unit = trendUnit(of);
  return {
    names: [exportedName('from', unit), exportedName('to', unit), 'share before', 'share after'],
    rows: before.flatMap((share, bin) => {
      const later = after[bin] ?? 0;
      return share === 0 && later === 0 ? [] : [[edges[bin] ?? null, edges[bin + 1] ?? null, share, later]];
    }),
  };
}
