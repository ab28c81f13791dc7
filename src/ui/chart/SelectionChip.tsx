import { List, Sparkles, X, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { Range } from '../../model/time.ts';
import { formatInterval } from '../filter/range-words.ts';
import { zoneName } from '../format.ts';
import type { Zone } from '../format.ts';
import css from './selection.module.css';

/** What can be done with the time that is selected in a chart; stands at the selection. */
export function SelectionChip(props: {
  readonly range: Range;
  readonly zone: Zone;
  /** The middle of the selection within the chart, in pixels. */
  readonly at: number;
  /** Of the chart, so that the buttons stay within it. */
  readonly width: number;
  readonly onZoom: () => void;
  /** Tells it from the rest; left out where nothing is told. */
  readonly onExplain?: (() => void) | undefined;
  readonly events?: { readonly pathname: string; readonly search: string } | undefined;
  readonly onClear: () => void;
}): ReactNode {
  const { range, zone, at, width, onZoom, onExplain, events, onClear } = props;
  const words = `${formatInterval(range, zone)} ${zoneName(range.start, zone)}`;
  const middle = Math.min(Math.max(at, WIDTH / 2), Math.max(WIDTH / 2, width - WIDTH / 2));
  return (
    <div className={css.chip} style={{ left: middle }} role="group" aria-label={`Selected: ${words}`}>
      <button type="button" onClick={onZoom} title={`Zoom to ${words}`}>
        <ZoomIn size={14} strokeWidth={1.5} aria-hidden />
        Zoom <kbd>↵</kbd>
      </button>
      {onExplain !== undefined && (
        <button type="button" onClick={onExplain} title="What is different from the rest of the range?">
          <Sparkles size={14} strokeWidth={1.5} aria-hidden />
          Explain
        </button>
      )}
      {events !== undefined && (
        <Link to={events} title="The events that are selected, one by one">
          <List size={14} strokeWidth={1.5} aria-hidden />
          Show events
        </Link>
      )}
      <button
        type="button"
        aria-label="Drop the selection"
        title="Drop the selection, key Esc"
        onClick={onClear}
      >
        <X size={14} strokeWidth={1.5} aria-hidden />
      </button>
    </div>
  );
}

/** So wide the buttons are, about. */
const WIDTH = 290;
