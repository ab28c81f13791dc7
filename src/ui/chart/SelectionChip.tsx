import type { ReactNode } from 'react';
import type { Range } from '../../model/time.ts';
import { formatInterval } from '../filter/range-words.ts';
import { zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import { SelectionButtons } from './SelectionButtons.tsx';
import type { SelectionActions } from './SelectionButtons.tsx';
import css from './selection.module.css';

/** What can be done with the time that is selected in a chart; stands at the selection. */
export function SelectionChip(
  props: Omit<SelectionActions, 'zoomTitle'> & {
    readonly range: Range;
    readonly zone: Zone;
    /** The middle of the selection within the chart, in pixels. */
    readonly at: number;
    /** Of the chart, so that the buttons stay within it. */
    readonly width: number;
  },
): ReactNode {
  const { range, zone, at, width, ...actions } = props;
  const words = `${formatInterval(range, zone)} ${zoneName(range.start, zone)}`;
  const middle = Math.min(Math.max(at, WIDTH / 2), Math.max(WIDTH / 2, width - WIDTH / 2));
  return (
    <div className={css.chip} style={{ left: middle }} role="group" aria-label={`Selected: ${words}`}>
      <SelectionButtons {...actions} zoomTitle={`Zoom to ${words}`} />
    </div>
  );
}

/** So wide the buttons are, about. */
const WIDTH = 370;
