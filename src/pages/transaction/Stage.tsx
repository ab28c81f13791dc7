import type { ReactNode } from 'react';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { Toggle } from '../../ui/Toggle.tsx';
import { formatDuration, formatMinute, formatPercent } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { otherSideOf, readCompared } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { tailQuery } from '../../view/plot-questions.ts';
import { readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useIsCut } from '../../view/use-is-cut.ts';
import { useScale } from '../../view/use-scale.ts';
import { useView } from '../../view/use-view.ts';
import { DistributionStage } from './DistributionStage.tsx';
import { Explain } from './explain/Explain.tsx';
import { HeatStage } from './HeatStage.tsx';
import { OverTime } from './OverTime.tsx';
import css from './transaction.module.css';
import { TrendStage } from './TrendStage.tsx';

const CHARTS = [
  { value: 'distribution', label: 'Distribution', help: 'How often each duration occurs' },
  { value: 'time', label: 'Over time', help: 'Percentiles, throughput and failures over time' },
  { value: 'percentiles', label: 'Percentiles', help: 'How long each share of all took at most' },
  { value: 'heatmap', label: 'Heatmap', help: 'How often each duration occurs over time' },
  { value: 'trend', label: 'Trend', help: 'Whether it became slower or faster within the range' },
] as const;

const SCALES = [
  { value: 'log', label: 'Log' },
  { value: 'linear', label: 'Linear' },
] as const;

/** The transaction's durations: how often each occurs, or percentiles over time. */
export function Stage(props: {
  readonly scope: ComparedScope;
  /** The answer to `factsQuery`. */
  readonly asked: Query;
  readonly facts: Result;
}): ReactNode {
  const { scope, asked, facts } = props;
  const { view, edit } = useView();
  const p95 = readCompared(facts, { metric: 'p95' });
  const side = otherSideOf(asked, facts);
  const isCut = useIsCut();
  const isCompared = side === 'held' && p95.versusRows >= LOW_ROWS && Number.isFinite(p95.versus);
  const tail = isCompared ? { from: p95.versus, isOther: true } : { from: p95.value, isOther: false };
  const scaled = view.chart === 'time' || view.chart === 'trend' ? 'curveScale' : 'scale';
  const { part } = useScale<HTMLElement>(scaled);
  return (
    <section aria-label="Durations" ref={part}>
      <div className={css.say}>
        <Sentence
          scope={scope}
          from={tail.from}
          isOther={tail.isOther}
          isMissing={side === 'held' && p95.versusRows === 0}
          isCut={isCut && scope.versus !== undefined && side !== 'held'}
        />
        <span className={css.tools}>
          <Toggle
            label="Scale"
            choices={SCALES}
            chosen={view[scaled]}
            onChoose={(scale) => edit({ [scaled]: scale })}
          />
          <Toggle label="Chart" choices={CHARTS} chosen={view.chart} onChoose={(chart) => edit({ chart })} />
        </span>
      </div>
      <Boundary what="This chart" resetKeys={[view.chart, view[scaled]]}>
        <Chart scope={scope} facts={facts} tail={tail} />
      </Boundary>
      <Boundary what="What differs" size="widget" resetKeys={[view.selection, view.durations]}>
        <Explain scope={scope} tail={tail} />
      </Boundary>
    </section>
  );
}

/** The chart that is chosen. */
function Chart(props: {
  readonly scope: ComparedScope;
  readonly facts: Result;
  readonly tail: { readonly from: number; readonly isOther: boolean };
}): ReactNode {
  const { scope, facts, tail } = props;
  const { chart, scale, zone } = useView().view;
  switch (chart) {
    case 'distribution':
      return <DistributionStage scope={scope} facts={facts} scale={scale} tail={tail} />;
    case 'percentiles':
      return <DistributionStage scope={scope} facts={facts} scale={scale} tail={tail} isCumulative />;
    case 'heatmap':
      return <HeatStage scope={scope} />;
    case 'trend':
      return <TrendStage scope={scope} />;
    case 'time':
      return <OverTime scope={scope} zone={zone} />;
  }
}

/** How large the tail is: slower than the p95 of what is compared with, else than its own. */
function Sentence(props: {
  readonly scope: ComparedScope;
  readonly from: number;
  readonly isOther: boolean;
  /** Whether there is nothing on the other side. */
  readonly isMissing: boolean;
  /** Whether the reader stopped loading before it was there. */
  readonly isCut: boolean;
}): ReactNode {
  const { scope, from, isOther, isMissing, isCut } = props;
  const words = useCompareWords(formatMinute);
  const { data } = useAsk(isOther ? tailQuery(scope, from) : null);
  if (!isOther) {
    return (
      <p>
        <span className={css.quiet}>
          Violet is the slowest 5%, above {formatDuration(from)}.
          {isMissing && ` Nothing is compared: ${words.none}.`}
          {isCut && ' Nothing is compared: loading was stopped before that time came.'}
        </span>
      </p>
    );
  }
  const share = data === undefined ? Number.NaN : readShow(data, { metric: 'count', read: 'ratio' });
  return (
    <p>
      <b data-metric="tail" data-exact={Number.isFinite(share) ? String(share) : 'none'}>
        {formatPercent(share)}
      </b>{' '}
      are slower than the p95 of {words.noun}, {formatDuration(from)}.{' '}
      <span className={css.quiet}>It was 5%.</span>
    </p>
  );
}
