import type { ReactNode } from 'react';
import type { Result } from '../../model/result.ts';
import { strokeOf } from '../../ui/chart/stroke.ts';
import { formatDuration } from '../../ui/format.ts';
import { isKnown, readShow } from '../../view/read-result.ts';
import { refined } from '../../view/refine.ts';
import { useView } from '../../view/use-view.ts';
import css from './events.module.css';

const CHIPS = ['p50', 'p75', 'p95', 'p99', 'p100'] as const;

/** What of the events is at least as slow as each percentile, one click away and the slowest first. */
export function PercentileChips({ facts }: { readonly facts: Result | undefined }): ReactNode {
  const { edit } = useView();
  const isAwaited = facts === undefined || !isKnown(facts);
  return (
    <div className={css.chips} role="group" aria-label="Events at least as slow as">
      <span className={css.quiet}>At least</span>
      {CHIPS.map((metric) => {
        const value = facts === undefined ? Number.NaN : readShow(facts, { metric });
        const look = metric === 'p100' ? 'plain' : metric;
        return (
          <button
            key={metric}
            type="button"
            className={css.chip}
            disabled={!Number.isFinite(value)}
            title={
              isAwaited
                ? 'Not known yet'
                : `Only events of at least ${formatDuration(value)}, the slowest first`
            }
            onClick={() =>
              edit(({ search, events }) => ({
                search: refined(search, { kind: 'at-least', field: 'duration', value }),
                events: { ...events, order: 'slowest' },
              }))
            }
          >
            <span style={{ color: strokeOf(look).text }}>{metric}</span>{' '}
            <span data-metric={metric} data-exact={Number.isFinite(value) ? String(value) : 'none'}>
              {isAwaited ? '' : formatDuration(value)}
            </span>
          </button>
        );
      })}
    </div>
  );
}
