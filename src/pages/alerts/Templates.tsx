import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { BUTTON_CLASS } from '../../ui/Button.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { newAlertLink } from '../../view/links.ts';
import { useView } from '../../view/use-view.ts';
import type { Widget } from '../../view/view.ts';
import css from './alerts.module.css';

const TEMPLATES: readonly { readonly label: string; readonly measure: Widget }[] = [
  { label: 'Slow responses: p95 duration', measure: { metric: 'p95' } },
  { label: 'Failures: failure rate', measure: { metric: 'failure_rate' } },
  { label: 'Slow pages: p75 LCP', measure: { metric: 'p75', of: 'lcp' } },
];

/** While there is no rule: what most people begin with. Its thresholds are suggested by what came in so far. */
export function Templates(): ReactNode {
  const { view } = useView();
  return (
    <EmptyPanel
      message="Nothing is watched yet"
      advice="Begin with one of these; its thresholds are suggested by what came in so far. Or take any chart’s bell."
      action={
        <span className={css.templates}>
          {TEMPLATES.map(({ label, measure }) => (
            <Link
              key={label}
              className={BUTTON_CLASS}
              data-size="small"
              to={newAlertLink(view, measure, null)}
            >
              {label}
            </Link>
          ))}
        </span>
      }
    />
  );
}
