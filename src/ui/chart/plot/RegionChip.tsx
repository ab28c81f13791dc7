import { Suspense } from 'react';
import type { ReactNode } from 'react';
import { formatInterval } from '../../filter/range-words.ts';
import { formatCount, formatDuration, formatRate, zoneName } from '../../format.ts';
import { extraPart } from '../../part/lazy-part.ts';
import type { PointValue } from '../PointMenu.tsx';
import { SelectionButtons } from '../SelectionButtons.tsx';
import type { SelectionActions } from '../SelectionButtons.tsx';
import selection from '../selection.module.css';
import type { PlotPoint } from './LatencyPlot.tsx';
import { countIn } from './plot-cells.ts';
import { rowWords } from './plot-words.ts';

const PointMenu = extraPart(async () => (await import('../PointMenu.tsx')).PointMenu);

/** What a plot shows of a bucket, and of the cell that was pressed in it. */
function valuesOf({ data, bucket, at }: PlotPoint): PointValue[] {
  if (!bucket.isLoaded) return [];
  const { curves, lines } = data;
  const throughput = curves.throughput[at.column] ?? Number.NaN;
  const count = countIn(at, data, bucket);
  return [
    ...lines.map((label) => {
      const value = curves.values[label][at.column] ?? Number.NaN;
      return { label, value, words: formatDuration(value) };
    }),
    { label: 'throughput', value: throughput, words: formatRate(throughput) },
    ...(at.row === null ? [] : [{ label: 'events of this cell', value: count, words: formatCount(count) }]),
  ].filter(({ value }) => Number.isFinite(value));
}

/** Whether there is nothing where it was pressed. */
function isEmpty({ data, bucket, at }: PlotPoint): boolean {
  if (!bucket.isLoaded) return false;
  return (at.row === null ? data.curves.rows[at.column] : countIn(at, data, bucket)) === 0;
}

/** Which bucket it is, and which durations. */
function titleOf(point: PlotPoint): string {
  const { data, bucket, at, zone } = point;
  const when = `${formatInterval(bucket, zone)} ${zoneName(bucket.start, zone)}`;
  const where = at.row === null ? when : `${when}, ${rowWords(data, at.row)}`;
  return isEmpty(point) ? `${where}: no events` : where;
}

/** What can be done with what is selected in a plot, which gives it its place; the menu of the point that was pressed. */
export function RegionChip(props: SelectionActions & { readonly point: PlotPoint | null }): ReactNode {
  const { point, ...actions } = props;
  if (point !== null) {
    // Of nothing there are no events, no trace and nothing to explain.
    const offered = isEmpty(point) ? { onZoom: actions.onZoom } : actions;
    return (
      <Suspense>
        <PointMenu {...offered} title={titleOf(point)} point={point} values={valuesOf(point)} />
      </Suspense>
    );
  }
  return (
    <div className={selection.chip} data-placed role="group" aria-label="What is selected">
      <SelectionButtons {...actions} />
    </div>
  );
}
