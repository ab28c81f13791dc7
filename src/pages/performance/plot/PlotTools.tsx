import { ChevronDown, ChevronUp } from 'lucide-react';
import type { ReactNode } from 'react';
import { IconButton } from '../../../ui/Button.tsx';
import { AlertLink } from '../../../ui/chart/AlertLink.tsx';
import { Toggle } from '../../../ui/Toggle.tsx';
import { newAlertLink } from '../../../view/links.ts';
import { useView } from '../../../view/use-view.ts';
import { DEFAULT_VIEW } from '../../../view/view.ts';
import { viewOfRows } from '../tabs.ts';
import css from './plot.module.css';

const KINDS = [
  { value: 'heatmap', label: 'Heatmap', help: 'How often each duration occurs over time' },
  { value: 'percentiles', label: 'Percentiles', help: 'p50, p75, p95 and p99 over time' },
  { value: 'work', label: 'By op', help: 'Time by kind of work over time' },
  { value: 'table', label: 'Table', help: 'The same numbers as a table' },
] as const;

/** What the plot draws, and whether it does. */
export function PlotTools({ children }: { readonly children?: ReactNode }): ReactNode {
  const { view, edit } = useView();
  const { plot } = view;
  const isHidden = plot === 'hidden';
  return (
    <div className={css.tools}>
      {children}
      <AlertLink name="Latency" to={newAlertLink(viewOfRows(view), { metric: 'p95' }, null)} />
      {plot !== 'hidden' && (
        <Toggle label="Plot" choices={KINDS} chosen={plot} onChoose={(plot) => edit({ plot })} />
      )}
      <IconButton
        label={isHidden ? 'Show the plot' : 'Hide the plot'}
        size="small"
        aria-expanded={!isHidden}
        icon={
          isHidden ? (
            <ChevronDown size={14} strokeWidth={1.5} aria-hidden />
          ) : (
            <ChevronUp size={14} strokeWidth={1.5} aria-hidden />
          )
        }
        onClick={() => edit({ plot: isHidden ? DEFAULT_VIEW.plot : 'hidden' })}
      />
    </div>
  );
}
