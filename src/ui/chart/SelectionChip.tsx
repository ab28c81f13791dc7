import { Suspense } from 'react';
import type { ReactNode } from 'react';
import type { Unit } from '../../model/column.ts';
import type { Range } from '../../model/time.ts';
import { formatInterval } from '../filter/range-words.ts';
import { formatValue, zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import { extraPart } from '../part/lazy-part.ts';
import type { PointValue } from './PointMenu.tsx';
import { SelectionButtons } from './SelectionButtons.tsx';
import type { SelectionActions } from './SelectionButtons.tsx';
import css from './selection.module.css';
import type { ChartPoint } from './use-point.ts';

const PointMenu = extraPart(async () => (await import('./PointMenu.tsx')).PointMenu);

/** What a chart draws, as far as its values are told. */
export interface ToldLines {
  readonly unit: Unit;
  readonly lines: readonly { readonly label: string; readonly values: Float64Array }[];
}

/** What a chart shows of a bucket, the highest first, as the lines lie. */
function valuesOf({ lines, unit }: ToldLines, index: number): PointValue[] {
  return lines
    .map(({ label, values }) => ({ label, value: values[index] ?? Number.NaN }))
    .filter(({ value }) => Number.isFinite(value))
    .sort((one, other) => other.value - one.value)
    .map(({ label, value }) => ({ label, value, words: formatValue(value, unit) }));
}

/** What can be done with the time that is selected in a chart; stands at the selection, or at the point that was pressed. */
export function SelectionChip(
  props: Omit<SelectionActions, 'zoomTitle'> & {
    readonly range: Range;
    readonly zone: Zone;
    /** The middle of the selection within the chart, in pixels. */
    readonly at: number;
    /** Of the chart, so that the buttons stay within it. */
    readonly width: number;
    readonly series: ToldLines;
    /** The bucket that was pressed, by its index; null: none, or what it offers is closed again. */
    readonly point: ChartPoint<number> | null;
  },
): ReactNode {
  const { range, zone, at, width, series, point, ...actions } = props;
  const words = `${formatInterval(range, zone)} ${zoneName(range.start, zone)}`;
  if (point !== null) {
    return (
      <Suspense>
        <PointMenu {...actions} title={words} point={point} values={valuesOf(series, point.at)} />
      </Suspense>
    );
  }
  const middle = Math.min(Math.max(at, WIDTH / 2), Math.max(WIDTH / 2, width - WIDTH / 2));
  return (
    <div className={css.chip} style={{ left: middle }} role="group" aria-label={`Selected: ${words}`}>
      <SelectionButtons {...actions} zoomTitle={`Zoom to ${words}`} />
    </div>
  );
}

/** So wide the buttons are, about. */
const WIDTH = 370;
