import type { ReactNode } from 'react';
import type { Scope } from '../../model/query.ts';
import { isFailure } from '../../model/status.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { statusQuery } from './questions.ts';
import css from './transaction.module.css';

/** How the transactions ended; nothing where none said it. */
export function StatusBreakdown({ scope }: { readonly scope: Scope }): ReactNode {
  const { data, problem, retry } = useAsk(statusQuery(scope));
  const make = useValueActions();
  if (data === undefined) {
    return problem === null ? null : <ProblemPanel size="widget" problem={problem} onRetry={retry} />;
  }
  const statuses = textsOf(data, 'status');
  if (statuses.every((status) => status === null)) return null;
  const counts = numbersOf(data, 'count').values;
  const all = counts.reduce((sum, count) => sum + count, 0);
  return (
    <section aria-label="Status" className={css.side}>
      <h2>Status</h2>
      <ul className={css.shares}>
        {statuses.map((status, group) => {
          const count = counts[group] ?? 0;
          const words = status === null ? 'not told' : status.replaceAll('_', ' ');
          return (
            <li key={words} title={`${formatCount(count)} ${count === 1 ? 'transaction' : 'transactions'}`}>
              <span className={css.words} data-failed={isFailure(status) ? true : undefined}>
                <ValueMenu values={[make.ofText('status', 'status', status)]} label={`Filter by ${words}`}>
                  {words}
                </ValueMenu>
              </span>
              <i
                data-failed={isFailure(status) ? true : undefined}
                style={{ width: `${(count / all) * 100}%` }}
                aria-hidden
              />
              <span data-metric={`status ${status ?? ''}`} data-exact={String(count)}>
                {formatPercent(count / all)}
              </span>
            </li>
          );
        })}
      </ul>
    </section>
  );
}
