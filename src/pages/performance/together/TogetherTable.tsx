import { X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { unitOfShow } from '../../../metrics/derive.ts';
import { metricOf } from '../../../metrics/registry.ts';
import type { Result } from '../../../model/result.ts';
import { IconButton } from '../../../ui/Button.tsx';
import { NUMBERED_LOOKS } from '../../../ui/chart/series.ts';
import { strokeOf } from '../../../ui/chart/stroke.ts';
import { Figure } from '../../../ui/figure/Figure.tsx';
import { formatFactor } from '../../../ui/format.ts';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { markOf } from '../../../view/compare.ts';
import { transactionLink } from '../../../view/links.ts';
import { readShow } from '../../../view/read-result.ts';
import { useView } from '../../../view/use-view.ts';
import type { TransactionId } from '../../../view/view.ts';
import { TOGETHER_METRICS, groupsOf } from './questions.ts';
import css from './together.module.css';

/** The numbers of the transactions below one another, and how much more each is than the first one's. */
export function TogetherTable(props: {
  readonly result: Result;
  readonly ids: readonly TransactionId[];
}): ReactNode {
  const { result, ids } = props;
  const { view, edit } = useView();
  const [first = -1, ...others] = groupsOf(result, ids);
  const read = (metric: (typeof TOGETHER_METRICS)[number], group: number): number =>
    group < 0 ? Number.NaN : readShow(result, { metric }, group);
  return (
    <div className={css.scroll} tabIndex={0} role="region" aria-label="Their numbers">
      <table className={css.table}>
        <caption className="hidden">
          The numbers of the compared transactions; factors are of the first one’s
        </caption>
        <thead>
          <tr>
            <th scope="col">Transaction</th>
            {TOGETHER_METRICS.map((metric) => (
              <th key={metric} scope="col" title={metricOf(metric).help}>
                {metricOf(metric).label}
              </th>
            ))}
            <th scope="col">
              <span className="hidden">Remove</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {[first, ...others].map((group, index) => {
            const id = ids[index];
            if (id === undefined) return null;
            const { colour, dashes } = strokeOf(NUMBERED_LOOKS[index] ?? 'plain');
            const name = id.transaction === '' ? '(no name)' : toVisibleLine(id.transaction);
            return (
              <tr key={JSON.stringify(id)}>
                <th scope="row">
                  <b>{index + 1}</b>
                  <svg width="20" height="8" aria-hidden>
                    <path
                      d="M0 4H20"
                      stroke={colour}
                      strokeWidth="2"
                      {...(dashes === null ? {} : { strokeDasharray: dashes })}
                    />
                  </svg>
                  <Link to={transactionLink(view, id)} title={name}>
                    {name}
                  </Link>
                </th>
                {TOGETHER_METRICS.map((metric) => {
                  const unit = unitOfShow({ metric });
                  const [value, versus] = [read(metric, group), read(metric, first)];
                  return (
                    <td key={metric}>
                      <Figure name={metric} value={value} unit={unit} mark={markOf(metric, result)} />
                      {index > 0 && <Times value={value} of={versus} />}
                    </td>
                  );
                })}
                <td>
                  <IconButton
                    size="small"
                    label={`Remove ${name}`}
                    icon={<X size={14} strokeWidth={1.5} aria-hidden />}
                    onClick={({ currentTarget }) => {
                      // The button goes with its row: the next one has the focus then, of the last row the one before.
                      const row = currentTarget.closest('tr');
                      const next = row?.nextElementSibling ?? row?.previousElementSibling ?? null;
                      next?.querySelector('button')?.focus();
                      edit(({ together }) => ({
                        together: together.length > 2 ? together.filter((_, place) => place !== index) : [],
                      }));
                    }}
                  />
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </div>
  );
}

/** How many times the first transaction's number it is. */
function Times({ value, of }: { readonly value: number; readonly of: number }): ReactNode {
  const factor = value / of;
  if (!Number.isFinite(factor)) return null;
  return <small title={`${formatFactor(factor)} of the first one’s`}>{formatFactor(factor)}</small>;
}
