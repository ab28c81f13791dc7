import type { ReactNode } from 'react';
import { showName } from '../../metrics/derive.ts';
import type { Result } from '../../model/result.ts';
import { WORK } from '../../model/transaction.ts';
import type { Work } from '../../model/transaction.ts';
import { columnDurations } from '../../ui/figure/column-durations.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatDuration, formatPercent } from '../../ui/format.ts';
import { toOpLook } from '../../ui/op.ts';
import { OpGlyph } from '../../ui/OpGlyph.tsx';
import { ProblemPanel } from '../../ui/states/ProblemPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import css from '../../ui/explain/explain.module.css';
import own from './operations.module.css';
import { operationsQuery } from './questions.ts';

interface Operation {
  readonly work: Work;
  /** Its time in all events together, in milliseconds. */
  readonly sum: number;
  readonly p50: number;
  readonly p95: number;
}

function toOperations(result: Result): Operation[] {
  return WORK.map((work): Operation => {
    const of = `spans.${work}` as const;
    return {
      work,
      sum: readShow(result, { metric: 'sum', of }),
      p50: readShow(result, { metric: 'p50', of }),
      p95: readShow(result, { metric: 'p95', of }),
    };
  })
    .filter(({ sum }) => sum > 0)
    .sort((one, two) => two.sum - one.sum);
}

/** Where the time of all events goes, by kind of operation; kinds may run at the same time. */
export function Operations({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { data, problem, retry } = useAsk(operationsQuery(scope));
  if (data === undefined) {
    return problem === null ? (
      <Skeleton height={96} />
    ) : (
      <ProblemPanel size="widget" problem={problem} onRetry={retry} />
    );
  }
  const operations = toOperations(data);
  if (operations.length === 0) return null;
  const whole = readShow(data, { metric: 'sum' });
  const count = readShow(data, { metric: 'count' });
  const known = operations.reduce((sum, { sum: part }) => sum + part, 0);
  const scale = Math.max(whole, known);
  const written = {
    each: columnDurations(operations.map(({ sum }) => sum / count)),
    p50: columnDurations(operations.map(({ p50 }) => p50)),
    p95: columnDurations(operations.map(({ p95 }) => p95)),
  };
  return (
    <section aria-label="Operations" className={css.panel}>
      <header className={css.head}>
        <h2>Operations</h2>
        <span className={css.quiet}>
          time of all events, by kind of operation; kinds may run at the same time
        </span>
      </header>
      <div
        className={own.bar}
        role="img"
        aria-label={operations.map(({ work, sum }) => `${work} ${formatPercent(sum / whole)}`).join(', ')}
      >
        {operations.map(({ work, sum }) => (
          <i
            key={work}
            title={`${work} ${formatDuration(sum)} in all`}
            style={{ width: `${(sum / scale) * 100}%`, background: `var(${toOpLook(work).cssVar})` }}
          />
        ))}
        {known < whole && <i data-other title={`other ${formatDuration(whole - known)} in all`} />}
      </div>
      <div className={css.scroll} tabIndex={0} role="region" aria-label="Table of operations">
        <table>
          <thead>
            <tr>
              <th scope="col" data-left>
                Operation
              </th>
              <th scope="col" title="Of the time of all events">
                Share
              </th>
              <th scope="col" title="Its time ÷ the number of events">
                Per event
              </th>
              <th scope="col" title="Of the events that have any">
                p50
              </th>
              <th scope="col" title="Of the events that have any">
                p95
              </th>
            </tr>
          </thead>
          <tbody>
            {operations.map(({ work, sum, p50, p95 }) => (
              <tr key={work}>
                <td data-left>
                  <span className={own.op}>
                    <OpGlyph op={work} /> {work}
                  </span>
                </td>
                <td>
                  <Figure name={`${work} share`} value={sum / whole} unit="ratio" />
                </td>
                <td>
                  <Figure
                    name={`${work} per event`}
                    value={sum / count}
                    unit="ms"
                    parts={written.each(sum / count)}
                  />
                </td>
                <td>
                  <Figure
                    name={showName({ metric: 'p50', of: `spans.${work}` })}
                    value={p50}
                    unit="ms"
                    parts={written.p50(p50)}
                  />
                </td>
                <td>
                  <Figure
                    name={showName({ metric: 'p95', of: `spans.${work}` })}
                    value={p95}
                    unit="ms"
                    parts={written.p95(p95)}
                  />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
