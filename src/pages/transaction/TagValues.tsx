import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { isTag, nameOf } from '../../model/column.ts';
import { writtenFixed } from '../../model/number-style.ts';
import type { Result } from '../../model/result.ts';
import explain from '../../ui/explain/explain.module.css';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { columnDurations } from '../../ui/figure/column-durations.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatCount } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import { ValueMenu } from '../../ui/table/CellMenu.tsx';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { markOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { readShow, textsOf } from '../../view/read-result.ts';
import type { ListedField } from '../../view/transaction-look.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useValueActions } from '../../view/use-value-actions.ts';
import { listedWords } from './listed-words.ts';
import { breakdownQuery, tagValuesQuery } from './questions.ts';
import css from './tags.module.css';

/** Values that are listed at most: those that most events have. */
const MOST = 100;

/** The values of a tag or field: how many events have each, and how long these took. `onTold`: whose values stand. */
export function TagValues(props: {
  readonly scope: ComparedScope;
  readonly field: ListedField;
  readonly onTold: (name: string) => void;
}): ReactNode {
  const { scope, field, onTold } = props;
  const answer = useAsk(tagValuesQuery(scope, field, MOST));
  const all = useAsk(breakdownQuery(scope, 'project', 1)).data;
  const { data } = answer;
  const isTold = data !== undefined;
  useEffect(() => {
    if (isTold) onTold(nameOf(field));
  }, [isTold, field, onTold]);
  const name = listedWords(field);
  return (
    <section aria-label={`Values of ${name}`} className={css.values}>
      <header className={explain.head}>
        <h2>{name}</h2>
        <span className={explain.quiet}>{isTag(field) ? 'tag' : 'field of every event'}</span>
        {data !== undefined && (
          <span className={explain.quiet}>
            {data.total > data.length
              ? `the ${formatCount(data.length)} most frequent of ${formatCount(data.total)} values`
              : `${formatCount(data.length)} ${data.length === 1 ? 'value' : 'values'}`}
          </span>
        )}
      </header>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<RowsSkeleton rows={6} height={32} />}
        empty={<EmptyPanel size="widget" message="No events" />}
      >
        {(result) => <Table result={result} all={all} field={field} />}
      </ResultPanel>
    </section>
  );
}

function Table(props: {
  readonly result: Result;
  /** Of all events together, once it is known. */
  readonly all: Result | undefined;
  readonly field: ListedField;
}): ReactNode {
  const { result, all, field } = props;
  const values = textsOf(result, nameOf(field));
  if (values.every((value) => value === null)) {
    return (
      <EmptyPanel
        size="widget"
        message={`No event has a value of ${listedWords(field)}`}
        advice="Choose another one."
      />
    );
  }
  const ofAll = (metric: 'count' | 'avg'): number =>
    all === undefined ? Number.NaN : readShow(all, { metric });
  const columnOf = (metric: 'avg' | 'p95') =>
    columnDurations(values.map((_, group) => readShow(result, { metric }, group)));
  const written = { avg: columnOf('avg'), p95: columnOf('p95') };
  return (
    <div className={explain.scroll} tabIndex={0} role="region" aria-label="Table of values">
      <table>
        <thead>
          <tr>
            <th scope="col" data-left>
              Value
            </th>
            <th scope="col" title="Of all events">
              Share
            </th>
            <th scope="col">Events</th>
            <th scope="col">Average</th>
            <th scope="col" title="Its average ÷ the average of all events">
              Against all
            </th>
            <th scope="col">p95</th>
            <th scope="col">Failed</th>
            <th scope="col">Users</th>
          </tr>
        </thead>
        <tbody>
          {values.map((value, group) => {
            const read = (metric: 'count' | 'avg' | 'p95' | 'failure_rate' | 'users'): number =>
              readShow(result, { metric }, group);
            const against = read('avg') / ofAll('avg');
            const share = read('count') / ofAll('count');
            const isLow = readShow(result, { metric: 'sampled_count' }, group) < LOW_ROWS;
            return (
              <tr key={value ?? '\n'} data-muted={isLow ? true : undefined}>
                <td data-left>
                  <Value field={field} value={value} />
                </td>
                <td>
                  <span className={css.share}>
                    <i style={{ width: `${Number.isFinite(share) ? share * 100 : 0}%` }} aria-hidden />
                    <Figure name="share" value={share} unit="ratio" />
                  </span>
                </td>
                <td>
                  <Figure name="count" value={read('count')} unit="count" mark={markOf('count', result)} />
                </td>
                <td>
                  <Figure name="avg" value={read('avg')} unit="ms" parts={written.avg(read('avg'))} />
                </td>
                <td data-metric="against" data-exact={Number.isFinite(against) ? String(against) : 'none'}>
                  {Number.isFinite(against) ? `×${writtenFixed(against, 2)}` : '—'}
                </td>
                <td>
                  <Figure name="p95" value={read('p95')} unit="ms" parts={written.p95(read('p95'))} />
                </td>
                <td>
                  <Figure name="failure_rate" value={read('failure_rate')} unit="ratio" />
                </td>
                <td>
                  <Figure name="users" value={read('users')} unit="count" mark={markOf('users', result)} />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** A value with what can be done with it. */
function Value(props: { readonly field: ListedField; readonly value: string | null }): ReactNode {
  const { field, value } = props;
  const make = useValueActions();
  const words = value === null ? '(no value)' : toVisibleLine(value);
  return (
    <span className={explain.words} title={words}>
      <ValueMenu
        values={[make.ofText(listedWords(field), field, value)]}
        label={`Filter by ${listedWords(field)}`}
      >
        {words}
      </ValueMenu>
    </span>
  );
}
