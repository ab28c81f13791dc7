import { Filter, List, X } from 'lucide-react';
import type { ReactNode } from 'react';
import type { DurationSpan } from '../../ui/chart/use-duration-brush.ts';
import { useEdit } from '../../view/address-queue.tsx';
import { withDurations } from '../../view/with-durations.ts';

/** What can be done with durations that are selected: to search by them, or to look at their events. */
export function DurationChip(props: {
  readonly span: DurationSpan;
  readonly onClear: () => void;
}): ReactNode {
  const { span, onClear } = props;
  const edit = useEdit();
  return (
    <>
      <button
        type="button"
        title="Search by these durations"
        onClick={() => edit(({ search }) => ({ search: withDurations(search, span), durations: null }))}
      >
        <Filter size={14} strokeWidth={1.5} aria-hidden />
        Filter
      </button>
      <button
        type="button"
        title="To the list of these events"
        onClick={() => document.getElementById('events')?.scrollIntoView({ block: 'start' })}
      >
        <List size={14} strokeWidth={1.5} aria-hidden />
        Show events
      </button>
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
