import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Result } from '../../../model/result.ts';
import { BinMenu } from '../../../ui/chart/BinMenu.tsx';
import { Histogram } from '../../../ui/chart/Histogram.tsx';
import type { HistogramMark } from '../../../ui/chart/histogram-shape.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../../view/compare.ts';
import { eventsLink } from '../../../view/links.ts';
import { readShow } from '../../../view/read-result.ts';
import { useAsk } from '../../../view/use-ask.ts';
import { useView } from '../../../view/use-view.ts';
import { withDurations } from '../../../view/with-durations.ts';
import { totalDistributionQuery, totalsQuery } from '../questions.ts';
import { viewOfRows } from '../tabs.ts';
import { toDistribution } from '../transaction-rows.ts';

const MARKS = ['p50', 'p95', 'p99'] as const;

/** How often each duration occurs, all transactions together. */
export function DurationsPanel(props: { readonly scope: ComparedScope; readonly height: number }): ReactNode {
  const { scope, height } = props;
  const answer = useAsk(totalDistributionQuery(scope));
  const totals = useAsk(totalsQuery(scope)).data;
  return (
    <ResultPanel
      answer={answer}
      size="widget"
      skeleton={<Skeleton height={height} />}
      empty={<EmptyPanel size="widget" message="No transactions" />}
    >
      {(result) => <Drawn result={result} totals={totals} height={height} />}
    </ResultPanel>
  );
}

function Drawn(props: {
  readonly result: Result;
  readonly totals: Result | undefined;
  readonly height: number;
}): ReactNode {
  const { result, totals, height } = props;
  const { view, edit } = useView();
  const distribution = useMemo(() => toDistribution(result), [result]);
  const read = (metric: (typeof MARKS)[number]): number =>
    totals === undefined ? Number.NaN : readShow(totals, { metric });
  const marks = MARKS.map((name): HistogramMark => ({ name, value: read(name) })).filter(({ value }) =>
    Number.isFinite(value),
  );
  return (
    <Histogram
      distribution={distribution}
      earlier={null}
      isLog
      marks={marks}
      tailFrom={read('p95')}
      tailLabel={null}
      height={height}
      renderMenu={(point, span) => (
        <BinMenu
          point={point}
          events={eventsLink(viewOfRows({ ...view, search: withDurations(view.search, span) }))}
          onFilter={() => edit(({ search }) => ({ search: withDurations(search, span) }))}
        />
      )}
    />
  );
}
