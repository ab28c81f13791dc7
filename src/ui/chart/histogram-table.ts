import type { ExportTable } from '../export/table-text.ts';
import { formatCount, formatDuration, formatPercent } from '../format.ts';
import { exportedName } from '../table/to-export-table.ts';
import type { NumbersRow } from './NumbersTable.tsx';
import type { Distribution } from './strip-path.ts';

/** The bins that hold anything, on either side. */
function heldBins({ counts }: Distribution, earlier: Float64Array | null): number[] {
  return [...counts.keys()].filter((bin) => (counts[bin] ?? 0) > 0 || (earlier?.[bin] ?? 0) > 0);
}

/** A histogram's bins as rows; `other`: what the earlier counts are of. */
export function histogramRows(
  distribution: Distribution,
  earlier: Float64Array | null,
  other: string,
): { readonly heads: readonly string[]; readonly rows: readonly NumbersRow[] } {
  const { edges, counts } = distribution;
  return {
    heads: ['Duration', 'Events', ...(earlier === null ? [] : [`Events, ${other}`])],
    rows: heldBins(distribution, earlier).map((bin) => ({
      name: `${formatDuration(edges[bin] ?? Number.NaN)} to ${formatDuration(edges[bin + 1] ?? Number.NaN)}`,
      cells: [formatCount(counts[bin] ?? 0), ...(earlier === null ? [] : [formatCount(earlier[bin] ?? 0)])],
    })),
  };
}

/** The same to take along, in milliseconds. */
export function toHistogramTable(
  distribution: Distribution,
  earlier: Float64Array | null,
  other: string,
): ExportTable {
  const { edges, counts } = distribution;
  return {
    names: [
      exportedName('from', 'ms'),
      exportedName('to', 'ms'),
      'events',
      ...(earlier === null ? [] : [`events, ${other}`]),
    ],
    rows: heldBins(distribution, earlier).map((bin) => [
      edges[bin] ?? null,
      edges[bin + 1] ?? null,
      counts[bin] ?? 0,
      ...(earlier === null ? [] : [earlier[bin] ?? 0]),
    ]),
  };
}

/** Which share of all took at most as long as each bin's upper edge; NaN of none. */
function sharesBelow(counts: Float64Array): number[] {
  const total = counts.reduce((sum, count) => sum + count, 0);
  let below = 0;
  return Array.from(counts, (count) => {
    below += count;
    return total > 0 ? below / total : Number.NaN;
  });
}

/** The curve of percentiles as rows: a share a bin. */
export function percentileRows(
  distribution: Distribution,
  earlier: Float64Array | null,
  other: string,
): { readonly heads: readonly string[]; readonly rows: readonly NumbersRow[] } {
  const { edges, counts } = distribution;
  const now = sharesBelow(counts);
  const before = earlier === null ? null : sharesBelow(earlier);
  return {
    heads: ['Took at most', 'Share of events', ...(before === null ? [] : [`Share, ${other}`])],
    rows: heldBins(distribution, earlier).map((bin) => ({
      name: formatDuration(edges[bin + 1] ?? Number.NaN),
      cells: [
        formatPercent(now[bin] ?? Number.NaN),
        ...(before === null ? [] : [formatPercent(before[bin] ?? Number.NaN)]),
      ],
    })),
  };
}

/** The same to take along: durations in milliseconds, shares from 0 to 1. */
export function toPercentileTable(
  distribution: Distribution,
  earlier: Float64Array | null,
  other: string,
): ExportTable {
  const { edges, counts } = distribution;
  const now = sharesBelow(counts);
  const before = earlier === null ? null : sharesBelow(earlier);
  return {
    names: [
      exportedName('took at most', 'ms'),
      'share of events',
      ...(before === null ? [] : [`share of events, ${other}`]),
    ],
    rows: heldBins(distribution, earlier).map((bin) => [
      edges[bin + 1] ?? null,
      now[bin] ?? null,
      ...(before === null ? [] : [before[bin] ?? null]),
    ]),
  };
}
