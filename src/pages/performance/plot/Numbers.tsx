import { useMediaQuery } from '@mantine/hooks';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { REGISTRY } from '../../../metrics/registry.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { strokeOf } from '../../../ui/chart/stroke.ts';
import { PLOT_CURVES } from '../../../ui/chart/plot/plot-data.ts';
import type { PlotData } from '../../../ui/chart/plot/plot-data.ts';
import { PlotMargin } from '../../../ui/chart/plot/PlotMargin.tsx';
import { formatPercent } from '../../../ui/format.ts';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { eventsLink } from '../../../view/links.ts';
import { refined } from '../../../view/refine.ts';
import { useView } from '../../../view/use-view.ts';
import type { PlotTail } from '../../../view/use-latency-plot.ts';
import { readerOf } from './metric-reader.tsx';
import { viewOfRows } from '../tabs.ts';
import css from './plot.module.css';

const NARROW = '(max-width: 1000px)';

/** Whether the numbers stand below the plot. */
function useIsNarrow(): boolean {
  return useMediaQuery(NARROW, matchMedia(NARROW).matches) ?? false;
}

/** The whole filter in numbers: beside the plot on its own axis, or below one another where there is none. */
export function Numbers(props: {
  readonly asked: Query;
  readonly result: Result;
  /** Null: nothing is drawn that the numbers could stand beside. */
  readonly data: PlotData | null;
  readonly tail: PlotTail | null;
  readonly height: number;
  readonly onExplain: () => void;
  /** What changes are against. */
  readonly against: ReactNode;
}): ReactNode {
  const { asked, result, data, tail, height, onExplain, against } = props;
  const read = readerOf(asked, result);
  const isNarrow = useIsNarrow();
  const isBeside = data !== null && !isNarrow;
  const { view } = useView();
  const percentiles = PLOT_CURVES.map((curve) => {
    const told = read(curve);
    const search = refined(view.search, { kind: 'at-least', field: 'duration', value: told.value });
    const isKnown = Number.isFinite(told.value);
    const figure = isKnown ? (
      <Link
        to={eventsLink(viewOfRows({ ...view, search }), 'slowest')}
        className={css.way}
        title="The events that took at least so long"
      >
        {told.figure}
      </Link>
    ) : (
      told.figure
    );
    return { curve, value: told.value, change: told.change, figure };
  });
  const count = read('count');
  return (
    <>
      <p className={css.count}>
        <span>Transactions</span>
        <span>
          {count.figure} {count.change}
        </span>
      </p>
      {tail !== null && (!tail.isOther || Number.isFinite(tail.share)) && (
        <TailLine tail={tail} onExplain={onExplain} />
      )}
      {isBeside && (
        <div className={css.beside}>
          <PlotMargin
            data={data}
            height={height}
            labels={percentiles.map(({ curve, value, figure, change }) => ({
              curve,
              at: value,
              figure,
              change,
            }))}
          />
        </div>
      )}
      {!isBeside && (
        <dl className={css.strip}>
          {percentiles.map(({ curve, figure, change }) => (
            <div key={curve}>
              <dt style={{ color: strokeOf(curve).text }}>{curve}</dt>
              <dd>
                {figure}
                {change}
              </dd>
            </div>
          ))}
        </dl>
      )}
      <dl className={css.rates} data-beside={isBeside ? true : undefined}>
        {RATES.map((metric) => {
          const { figure, change } = read(metric);
          return (
            <div key={metric} title={REGISTRY[metric].help}>
              <dt>{REGISTRY[metric].label}</dt>
              <dd>
                {figure}
                {change}
              </dd>
            </div>
          );
        })}
      </dl>
      <p className={css.against}>Changes are against {against}</p>
    </>
  );
}

/** The numbers while nothing is known, in the places where they will be. `isBeside`: beside a plot. */
export function NumbersSkeleton({
  isBeside,
  against,
}: {
  readonly isBeside: boolean;
  readonly against: ReactNode;
}): ReactNode {
  const isNarrow = useIsNarrow();
  return (
    <>
      {isNarrow && isBeside && (
        <dl className={css.strip}>
          {PLOT_CURVES.map((curve) => (
            <div key={curve}>
              <dt>{curve}</dt>
              <dd>
                <Skeleton height={16} width={48} />
              </dd>
            </div>
          ))}
        </dl>
      )}
      <dl className={css.rates} data-beside={isBeside && !isNarrow ? true : undefined}>
        {RATES.map((metric) => (
          <div key={metric}>
            <dt>{REGISTRY[metric].label}</dt>
            <dd>
              <Skeleton height={16} width={72} />
            </dd>
          </div>
        ))}
      </dl>
      <p className={css.against}>Changes are against {against}</p>
    </>
  );
}

const RATES = ['throughput', 'failure_rate'] as const;

/** How large the tail is, and a way to what it has in common. */
function TailLine({
  tail,
  onExplain,
}: {
  readonly tail: PlotTail;
  readonly onExplain: () => void;
}): ReactNode {
  return (
    <p className={css.tail}>
      {tail.isOther ? (
        <span>
          <b data-metric="tail" data-exact={String(tail.share)}>
            {formatPercent(tail.share)}
          </b>{' '}
          in the tail, was 5%
        </span>
      ) : (
        <span>The tail is the slowest 5%</span>
      )}
      <button type="button" data-screen onClick={onExplain} title="What do the slow ones have in common?">
        Explain
      </button>
    </p>
  );
}
