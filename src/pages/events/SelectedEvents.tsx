import { Columns2 } from 'lucide-react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { Button } from '../../ui/Button.tsx';
import type { EventRow } from '../../view/event-rows.ts';
import { compareTracesLink } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';

/** Why events cannot be compared; null where they can. */
function obstacle([one, two, ...more]: readonly EventRow[]): string | null {
  if (one === undefined || two === undefined || more.length > 0) return 'Select two events';
  return one.trace === two.trace ? 'Both are of the same trace' : null;
}

/** What can be done with events that were picked out of the list, besides taking them along. */
export function SelectedEvents({ selected }: { readonly selected: readonly EventRow[] }): ReactNode {
  const { view } = useView();
  const navigate = useNavigate();
  const reason = obstacle(selected);
  const [one, two] = selected;
  return (
    <Button
      size="small"
      icon={<Columns2 size={14} strokeWidth={1.5} aria-hidden />}
      // In the order of the keys also where it can do nothing, and says why.
      aria-disabled={reason !== null}
      title={reason ?? 'What one trace has and the other has not'}
      onClick={() => {
        if (reason !== null || one === undefined || two === undefined) return;
        const { project, transaction } = one;
        void navigate(compareTracesLink({ ...view, transaction: { project, transaction } }, one, two.trace));
      }}
    >
      Compare traces
    </Button>
  );
}
