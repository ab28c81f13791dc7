import { List, Sparkles, X, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import selection from '../selection.module.css';
import css from './region-chip.module.css';

/** What can be done with what is selected in a plot. */
export function RegionChip(props: {
  readonly onZoom: () => void;
  /** Tells it from everything else; left out where nothing is told. */
  readonly onExplain?: () => void;
  /** The way to its events; left out where they are below anyway. */
  readonly events?: { readonly pathname: string; readonly search: string };
  readonly onClear: () => void;
}): ReactNode {
  const { onZoom, onExplain, events, onClear } = props;
  return (
    <div className={`${selection.chip} ${css.chip}`} role="group" aria-label="What is selected">
      <button type="button" onClick={onZoom} title="Look at this alone">
        <ZoomIn size={14} strokeWidth={1.5} aria-hidden />
        Zoom <kbd>↵</kbd>
      </button>
      {onExplain !== undefined && (
        <button type="button" onClick={onExplain} title="What is different from everything else?">
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
