import type { ReactNode } from 'react';
import { REGISTRY } from '../../metrics/registry.ts';
import type { Scope } from '../../model/query.ts';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Facts, FactsSkeleton } from '../../ui/figure/Facts.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatInterval } from '../../ui/filter/range-words.ts';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { isPreviousHeld, markOf, readCompared } from '../../view/compare.ts';
import { previousRange } from '../../view/period.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useInfo } from '../../view/use-info.ts';
import type { Zone } from '../../view/view.ts';
import css from './performance.module.css';
import { SUMMARY, summaryQuery } from './questions.ts';

const LABELS = SUMMARY.map((metric) => (metric === 'count' ? 'Transactions' : REGISTRY[metric].label));

/** The whole filter in five numbers, and the period they are compared with. */
export function Summary({ scope, zone }: { readonly scope: Scope; readonly zone: Zone }): ReactNode {
  const query = summaryQuery(scope);
  const answer = useAsk(query);
  return (
    <section aria-label="Summary" className={css.summary}>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<FactsSkeleton labels={LABELS} />}
        empty={<Facts facts={LABELS.map((label) => ({ label, help: '', value: '—' }))} />}
      >
        {(result) => {
          const asked = answer.asked ?? query;
          const isHeld = isPreviousHeld(asked, result);
          return (
            <Facts
              facts={SUMMARY.map((metric, index) => {
                const compared = readCompared(result, { metric });
                return {
                  label: LABELS[index] ?? metric,
                  help: REGISTRY[metric].help,
                  value: (
                    <Figure
                      name={metric}
                      value={compared.value}
                      unit={compared.unit}
                      mark={markOf(metric, result)}
                    />
                  ),
                  change: <ChangeMark name={metric} compared={isHeld ? compared : null} />,
                };
              })}
            />
          );
        }}
      </ResultPanel>
      <ComparedWith scope={scope} zone={zone} />
    </section>
  );
}

/** Says the period that changes are measured against, and how much of it there is. */
function ComparedWith({ scope, zone }: { readonly scope: Scope; readonly zone: Zone }): ReactNode {
  const { info } = useInfo();
  const earlier = previousRange(scope.range);
  const first = info?.extent?.start;
  const interval = `${formatInterval(roundedToMinutes(earlier), zone)}${zone === 'utc' ? ' UTC' : ''}`;
  if (first !== undefined && first >= earlier.end) {
    return <p className={css.period}>Nothing to compare with: no data before this range</p>;
  }
  const isShort = first !== undefined && first > earlier.start;
  return (
    <p className={css.period}>
      Changes are against {interval}
      {isShort && ', of which there is data from '}
      {isShort && formatInterval(roundedToMinutes({ start: first, end: earlier.end }), zone).split(' – ')[0]}
    </p>
  );
}

function roundedToMinutes({ start, end }: Scope['range']): Scope['range'] {
  return { start: Math.round(start / 60_000) * 60_000, end: Math.round(end / 60_000) * 60_000 };
}
