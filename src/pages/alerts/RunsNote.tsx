import { Info } from 'lucide-react';
import type { ReactNode } from 'react';
import type { Alerts } from '../../model/alerts.ts';
import css from './alerts.module.css';

/** Where rules are evaluated: by whoever holds the data, or in this page as long as it is open. */
export function RunsNote({ alerts }: { readonly alerts: Pick<Alerts, 'runs'> }): ReactNode {
  return (
    <p className={css.runs}>
      <Info size={14} strokeWidth={1.5} aria-hidden />
      {alerts.runs === 'source'
        ? 'Evaluated by the collector every 60 s, also while no page is open.'
        : 'Evaluated in this tab only, every 60 s while it is open. The demo keeps rules until it is closed, and sends nothing: run the collector for that.'}
    </p>
  );
}
