import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { columnOf } from '../../metrics/derive.ts';
import { ruleFilter } from '../../alerts/question.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident } from '../../model/alert-state.ts';
import { both } from '../../model/filter.ts';
import type { Filter } from '../../model/filter.ts';
import type { List } from '../../model/query.ts';
import { NUMBER_COLUMNS } from '../../model/column.ts';
import { NOT_FAILED } from '../../model/status.ts';
import type { Range } from '../../model/time.ts';
import { metricOf } from '../../metrics/registry.ts';
import { Figure } from '../../ui/figure/Figure.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { formatTime } from '../../ui/format.ts';
import { toVisibleLine } from '../../ui/visible-text.ts';
import { traceLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf, textsOf } from '../../view/read-result.ts';
import { useList } from '../../view/use-ask.ts';
import { useView } from '../../view/use-view.ts';
import css from './alerts.module.css';

const MOST = 10;

/** Of the rows of a rule, those that count against it. */
function against({ measure }: AlertRule): Filter {
  const isOfFailures = measure.metric === 'failure_rate' || measure.metric === 'failed';
  return isOfFailures
    ? { kind: 'not', of: { kind: 'in', field: 'status', values: [...NOT_FAILED, null] } }
    : both();
}

/** When the rows of an incident ended: from the first window that counted to its end. */
export function incidentRange({ since, closed }: Incident, now: number): Range {
  return { start: since, end: closed ?? now };
}

/** The events of an incident that are farthest on the bad side, each with its trace. */
export function SlowEvents({ rule, range }: { readonly rule: AlertRule; readonly range: Range }): ReactNode {
  const { view } = useView();
  const hasColumn = metricOf(rule.measure.metric).columns.length > 0;
  const field = hasColumn ? columnOf(rule.measure) : 'duration';
  const isDesc = !hasColumn || rule.side === 'above';
  const list: List = {
    of: 'transactions',
    range,
    where: both(ruleFilter(rule), against(rule), { kind: 'has', field }),
    fields: ['timestamp', 'transaction', field, 'status', 'user.display', 'trace', 'span'],
    order: { field, desc: isDesc },
    limit: MOST,
  };
  const answer = useList(list);
  return (
    <ResultPanel
      answer={answer}
      skeleton={<Skeleton height={160} />}
      empty={<EmptyPanel message="No events of it are held any more" />}
    >
      {(result) => {
        const [traces, spans] = [textsOf(result, 'trace'), textsOf(result, 'span')];
        const [names, users] = [textsOf(result, 'transaction'), textsOf(result, 'user.display')];
        const statuses = textsOf(result, 'status');
        const { values } = numbersOf(result, field);
        const { values: at } = numbersOf(result, 'timestamp');
        return (
          <table className={css.table}>
            <caption className="hidden">Events of the incident, each with a link to its trace</caption>
            <thead>
              <tr>
                <th scope="col">Ended</th>
                <th scope="col">Transaction</th>
                <th scope="col" data-wide>
                  User
                </th>
                <th scope="col" data-wide>
                  Status
                </th>
                <th scope="col" data-number>
                  {field === 'duration' ? 'Duration' : columnWords(field)}
                </th>
              </tr>
            </thead>
            <tbody>
              {Array.from({ length: result.length }, (_, row) => (
                <tr key={`${traces[row]} ${spans[row]}`}>
                  <td>
                    <Link to={traceLink(view, { trace: traces[row] ?? '', span: spans[row] ?? null })}>
                      {formatTime(at[row] ?? Number.NaN, view.zone).slice(4)}
                    </Link>
                  </td>
                  <td>{toVisibleLine(names[row] ?? '(no name)')}</td>
                  <td data-wide>{toVisibleLine(users[row] ?? '—')}</td>
                  <td data-wide>{(statuses[row] ?? '—').replaceAll('_', ' ')}</td>
                  <td data-number>
                    <Figure
                      name={field}
                      value={values[row] ?? Number.NaN}
                      unit={NUMBER_COLUMNS.get(field)?.unit ?? 'ms'}
                      isColumn
                    />
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        );
      }}
    </ResultPanel>
  );
}
