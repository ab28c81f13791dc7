import { List, Sparkles, Waypoints, X, ZoomIn } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';

export interface SelectionActions {
  /** What zooming leads to, for a tooltip. */
  readonly zoomTitle?: string;
  readonly onZoom: () => void;
  /** Tells it from everything else; left out where nothing is told. */
  readonly onExplain?: (() => void) | undefined;
  /** The way to its events; left out where there is none. */
  readonly events?: { readonly pathname: string; readonly search: string } | undefined;
  /** Goes to the trace of one of them that stands for all; left out where there is none. */
  readonly onExemplar?: (() => void) | undefined;
  readonly onClear: () => void;
}

/** What can be done with what is selected in a chart. */
export function SelectionButtons(props: SelectionActions): ReactNode {
  const { zoomTitle = 'Look at this alone', onZoom, onExplain, events, onExemplar, onClear } = props;
  return (
    <>
      <button type="button" onClick={onZoom} title={zoomTitle}>
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
      {onExemplar !== undefined && (
        <button type="button" onClick={onExemplar} title="The trace of the slowest event up to the p95">
          <Waypoints size={14} strokeWidth={1.5} aria-hidden />
          Trace
        </button>
      )}
      <button
        type="button"
        aria-label="Drop the selection"
        title="Drop the selection, key Esc"
        onClick={onClear}
      >
        <X size={14} strokeWidth={1.5} aria-hidden />
      </button>
    </>
  );
}
