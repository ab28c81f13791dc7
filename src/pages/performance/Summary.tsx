import type { ReactNode } from 'react';
import { REGISTRY } from '../../metrics/registry.ts';
import type { Scope } from '../../model/query.ts';
import type { Update } from '../../model/source.ts';
import { MINUTE } from '../../model/time.ts';
import type { Range } from '../../model/time.ts';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Facts } from '../../ui/figure/Facts.tsx';
import type { Fact } from '../../ui/figure/Facts.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatInterval } from '../../ui/filter/range-words.ts';
import { NO_VALUE, formatCount } from '../../ui/format.ts';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { isPreviousHeld, markOf, readCompared } from '../../view/compare.ts';
import { previousRange } from '../../view/period.ts';
import { useHeard } from '../../view/source-context.tsx';
import { useAsk } from '../../view/use-ask.ts';
import { useInfo } from '../../view/use-info.ts';
import type { Zone } from '../../view/view.ts';
import css from './performance.module.css';
import { SUMMARY, summaryQuery } from './questions.ts';

const LABELS = SUMMARY.map((metric) => (metric === 'count' ? 'Transactions' : REGISTRY[metric].label));

function unknown(label: string): Fact {
  return { label, help: '', value: <Skeleton height={20} width={72} /> };
}

/** The whole filter in five numbers, and the period they are compared with. */
export function Summary({ scope, zone }: { readonly scope: Scope; readonly zone: Zone }): ReactNode {
  const loading = useHeard()?.loading ?? null;
  const query = summaryQuery(scope);
  const answer = useAsk(query);
  const period = {
    label: loading === null ? 'Changes are against' : 'Loading, the newest first',
    help: 'The period of equal length right before.',
    value: <ComparedWith scope={scope} zone={zone} loading={loading} />,
  };
  return (
    <section aria-label="Summary">
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Facts facts={[...LABELS.map(unknown), period]} />}
        empty={<Facts facts={[...LABELS.map((label) => ({ label, help: '', value: NO_VALUE })), period]} />}
      >
        {(result) => {
          const isHeld = isPreviousHeld(answer.asked ?? query, result);
          const facts = SUMMARY.map((metric, index) => {
            const compared = readCompared(result, { metric });
            const { value, unit } = compared;
            return {
              label: LABELS[index] ?? metric,
              help: REGISTRY[metric].help,
              value: <Figure name={metric} value={value} unit={unit} mark={markOf(metric, result)} />,
              change: <ChangeMark name={metric} compared={isHeld ? compared : null} none="" />,
            };
          });
          return <Facts facts={[...facts, period]} />;
        }}
      </ResultPanel>
    </section>
  );
}

/** Less than this part of a period without data is a pause between two transactions. */
const NOTED_PART = 0.05;

/** Says the period that changes are measured against, and how much of it there is. */
function ComparedWith(props: {
  readonly scope: Scope;
  readonly zone: Zone;
  readonly loading: Update['loading'];
}): ReactNode {
  const { scope, zone, loading } = props;
  const { info } = useInfo();
  const earlier = previousRange(scope.range);
  const first = info?.extent?.start;
  if (loading !== null) {
    const { rows, total } = loading;
    return (
      <span className={css.period} role="status">
        {formatCount(rows)}
        {total === null ? '' : ` of ${formatCount(total)}`} rows loaded, the newest first; numbers are of
        these
      </span>
    );
  }
  if (first !== undefined && first >= earlier.end) {
    return <span className={css.period}>nothing: there is no earlier data</span>;
  }
  const missed = first === undefined ? 0 : first - earlier.start;
  const isShort = first !== undefined && missed > NOTED_PART * (earlier.end - earlier.start);
  const told = isShort ? { start: first, end: earlier.end } : earlier;
  return (
    <span className={css.period}>
      {formatInterval(roundedToMinutes(told), zone)} {zone === 'utc' ? 'UTC' : ''}
      {isShort && ', all there is of it'}
    </span>
  );
}

function roundedToMinutes({ start, end }: Range): Range {
  return { start: Math.round(start / MINUTE) * MINUTE, end: Math.round(end / MINUTE) * MINUTE };
}
