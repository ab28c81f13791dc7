import type { ReactNode } from 'react';
import type { Query, Scope } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatDuration, formatPercent } from '../../ui/format.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { isPreviousHeld, readCompared } from '../../view/compare.ts';
import { readShow } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useView } from '../../view/use-view.ts';
import { DistributionStage } from './DistributionStage.tsx';
import { OverTime } from './OverTime.tsx';
import { Toggle } from './Toggle.tsx';
import { tailQuery } from './questions.ts';
import css from './transaction.module.css';

const CHARTS = [
  { value: 'distribution', label: 'Distribution' },
  { value: 'time', label: 'Over time' },
] as const;

const SCALES = [
  { value: 'log', label: 'Log' },
  { value: 'linear', label: 'Linear' },
] as const;

/** The transaction's durations: how often each occurs, or percentiles over time. */
export function Stage(props: {
  readonly scope: Scope;
  /** The answer to `factsQuery`. */
  readonly asked: Query;
  readonly facts: Result;
}): ReactNode {
  const { scope, asked, facts } = props;
  const { view, edit } = useView();
  const p95 = readCompared(facts, { metric: 'p95' });
  const isCompared =
    isPreviousHeld(asked, facts) && p95.versusRows >= LOW_ROWS && Number.isFinite(p95.versus);
  const hasEarlier = !isPreviousHeld(asked, facts) || p95.versusRows > 0;
  const tail = isCompared ? { from: p95.versus, isEarlier: true } : { from: p95.value, isEarlier: false };
  return (
    <section aria-label="Durations">
      <div className={css.say}>
        <Sentence scope={scope} from={tail.from} isEarlier={tail.isEarlier} hasEarlier={hasEarlier} />
        <span className={css.tools}>
          {view.chart === 'distribution' && (
            <Toggle
              label="Scale"
              choices={SCALES}
              chosen={view.scale}
              onChoose={(scale) => edit({ scale })}
            />
          )}
          <Toggle label="Chart" choices={CHARTS} chosen={view.chart} onChoose={(chart) => edit({ chart })} />
        </span>
      </div>
      <Boundary what="This chart" resetKeys={[view.chart, view.scale]}>
        {view.chart === 'distribution' ? (
          <DistributionStage scope={scope} facts={facts} scale={view.scale} tail={tail} />
        ) : (
          <OverTime scope={scope} zone={view.zone} />
        )}
      </Boundary>
    </section>
  );
}

/** How large the tail is: slower than the p95 of the previous period. */
function Sentence(props: {
  readonly scope: Scope;
  readonly from: number;
  readonly isEarlier: boolean;
  /** Whether there is, or may be, a previous period at all. */
  readonly hasEarlier: boolean;
}): ReactNode {
  const { scope, from, isEarlier, hasEarlier } = props;
  const { data } = useAsk(isEarlier ? tailQuery(scope, from) : null);
  if (!isEarlier) {
    return (
      <p>
        <span className={css.quiet}>
          Violet is the slowest 5%, above {formatDuration(from)}.
          {!hasEarlier && ' There is no earlier data to compare with.'}
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
      are slower than the p95 of the previous period, {formatDuration(from)}.{' '}
      <span className={css.quiet}>It was 5%.</span>
    </p>
  );
}
