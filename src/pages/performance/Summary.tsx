import type { ReactNode } from 'react';
import { REGISTRY } from '../../metrics/registry.ts';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Facts } from '../../ui/figure/Facts.tsx';
import type { Fact } from '../../ui/figure/Facts.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { NO_VALUE } from '../../ui/format.ts';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { markOf, otherSideOf, readCompared, toldOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { isCovered } from '../../view/period.ts';
import { readShow } from '../../view/read-result.ts';
import { useHeard } from '../../view/source-context.tsx';
import { useAsk } from '../../view/use-ask.ts';
import type { Zone } from '../../view/view.ts';
import { ComparedWith } from './ComparedWith.tsx';
import { SUMMARY, summaryQuery } from './questions.ts';

const LABELS = SUMMARY.map((metric) => (metric === 'count' ? 'Transactions' : REGISTRY[metric].label));

function unknown(label: string): Fact {
  return { label, help: '', value: <Skeleton height={20} width={72} /> };
}

/** The whole filter in five numbers, and what they are compared with. */
export function Summary({ scope, zone }: { readonly scope: ComparedScope; readonly zone: Zone }): ReactNode {
  const progress = useHeard()?.loading ?? null;
  const query = summaryQuery(scope);
  const answer = useAsk(query);
  const { data, asked } = answer;
  // What is compared with may go on loading behind numbers that are whole.
  const isWhole = data !== undefined && isCovered((asked ?? query).range, data.covered);
  const loading = isWhole ? null : progress;
  const isHeld = data !== undefined && otherSideOf(asked ?? query, data) === 'held';
  const otherRows = isHeld ? readShow(data, { metric: 'sampled_count', read: 'versus' }) : Number.NaN;
  const period = {
    label: loading === null ? 'Changes are against' : 'Loading, the newest first',
    help: 'What is compared with is chosen in the filter bar.',
    value: <ComparedWith scope={scope} zone={zone} loading={loading} otherRows={otherRows} />,
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
          const side = otherSideOf(answer.asked ?? query, result);
          const facts = SUMMARY.map((metric, index) => {
            const compared = readCompared(result, { metric });
            const { value, unit } = compared;
            return {
              label: LABELS[index] ?? metric,
              help: REGISTRY[metric].help,
              value: <Figure name={metric} value={value} unit={unit} mark={markOf(metric, result)} />,
              change: <ChangeMark name={metric} compared={toldOf(compared, side)} none="" />,
            };
          });
          return <Facts facts={[...facts, period]} />;
        }}
      </ResultPanel>
    </section>
  );
}
