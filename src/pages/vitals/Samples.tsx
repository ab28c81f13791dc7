import type { ReactNode } from 'react';
import type { Bands } from '../../metrics/vital-bands.ts';
import { formatCount } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { RowsSkeleton } from '../../ui/states/RowsSkeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { columnWords } from '../../view/metric-words.ts';
import { isKnown } from '../../view/read-result.ts';
import { useList } from '../../view/use-ask.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { samplesList } from './questions.ts';
import { SampleTable } from './SampleTable.tsx';
import css from './vitals.module.css';

/** The page views with the largest values of a vital, each with its trace. */
export function Samples(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { vital, scope, bands } = props;
  const answer = useList(samplesList(scope, vital));
  const { data, asked } = answer;
  // Of another vital while the new list is on its way.
  const shown = asked?.order.field === vital ? data : undefined;
  return (
    <section aria-label={`Samples of ${columnWords(vital)}`} className={css.samples}>
      <h2>
        Slowest samples
        {shown !== undefined && isKnown(shown) && (
          <span>
            {formatCount(shown.length)} of {formatCount(shown.total)} page views, the largest{' '}
            {columnWords(vital)} first
          </span>
        )}
      </h2>
      <ResultPanel
        answer={{ ...answer, data: shown }}
        skeleton={<RowsSkeleton rows={6} height={40} />}
        empty={<EmptyPanel size="widget" message={`No page view has ${columnWords(vital)}`} />}
      >
        {(result) => <SampleTable result={result} vital={vital} bands={bands} />}
      </ResultPanel>
    </section>
  );
}
