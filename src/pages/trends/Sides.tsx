import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Scope } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { ChartTools } from '../../ui/chart/ChartTools.tsx';
import { NumbersTable } from '../../ui/chart/NumbersTable.tsx';
import { useTakenDrawing } from '../../ui/chart/use-taken-drawing.ts';
import { useWidth } from '../../ui/chart/use-width.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable } from '../../view/use-chart-look.ts';
import { useView } from '../../view/use-view.ts';
import type { TrendColumn } from '../../view/trend-look.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import type { FoundTrend } from './found.ts';
import { sidesQuery } from './questions.ts';
import { sidesRows, toSidesTable } from './sides-table.ts';
import type { Shares } from './sides-table.ts';
import css from './trends.module.css';
import { formatTrendValue } from './trend-words.ts';

const HEIGHT = 132;
const BOTTOM = 20;
const TOP = 22;

/** Shares rather than counts: sides have different numbers of events. */
function toShares(result: Result, of: TrendColumn): Shares | null {
  const { edges } = result;
  if (edges === null) return null;
  const places = new Map(edges.map((edge, place) => [edge, place]));
  const lows = numbersOf(result, `bin:${of}`).values;
  const bins = { before: new Float64Array(edges.length - 1), after: new Float64Array(edges.length - 1) };
  for (const [row, low] of lows.entries()) {
    const place = places.get(low);
    if (place === undefined) continue;
    bins.after[place] = numbersOf(result, 'count').values[row] ?? 0;
    bins.before[place] = numbersOf(result, 'count:versus').values[row] ?? 0;
  }
  const has = (_: number, place: number): boolean => (bins.before[place] ?? 0) + (bins.after[place] ?? 0) > 0;
  const first = bins.after.findIndex(has);
  const last = bins.after.findLastIndex(has);
  if (first < 0) return null;
  const shares = (counts: Float64Array): number[] => {
    const total = counts.reduce((sum, count) => sum + count, 0);
    return Array.from(counts.subarray(first, last + 1), (count) => (total > 0 ? count / total : 0));
  };
  return { edges: edges.slice(first, last + 2), before: shares(bins.before), after: shares(bins.after) };
}

/** How the values were spread before and after: shares of each side's events, on one axis of ratios. */
export function Sides(props: {
  readonly trend: FoundTrend;
  readonly scope: Scope;
  readonly of: TrendColumn;
}): ReactNode {
  const { trend, scope, of } = props;
  const answer = useAsk(sidesQuery(scope, trend.id, of, trend.at));
  const { data } = answer;
  const { view } = useView();
  const tableUse = useChartTable('sides');
  const shares = useMemo(() => (data === undefined ? null : toShares(data, of)), [data, of]);
  const { box, taken } = useTakenDrawing(() => (shares === null ? null : toSidesTable(shares, of)));
  return (
    <section className={css.sides} aria-label="Before and after">
      <ChartTools
        name="Before and after"
        events={widgetEventsLink({ ...view, transaction: trend.id }, { metric: 'p95', of })}
        taken={taken}
        tableUse={tableUse}
      >
        <h3>
          Before and after <span>share of the events</span>
        </h3>
      </ChartTools>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Skeleton height={2 * HEIGHT} />}
        empty={<EmptyPanel size="widget" message="No events after the change" />}
      >
        {() =>
          shares !== null &&
          (tableUse.isTable ? (
            <NumbersTable
              name="Before and after"
              heads={['Value', 'Share before', 'Share after']}
              rows={sidesRows(shares, of)}
              height={2 * HEIGHT}
            />
          ) : (
            <div ref={box}>
              <Histogram
                name={`Before, ${formatCount(trend.countBefore)} events`}
                shares={shares.before}
                all={shares}
                value={trend.before}
                of={of}
                tone="before"
              />
              <Histogram
                name={`After, ${formatCount(trend.countAfter)} events`}
                shares={shares.after}
                all={shares}
                value={trend.after}
                of={of}
                tone="after"
              />
            </div>
          ))
        }
      </ResultPanel>
    </section>
  );
}

function Histogram(props: {
  readonly name: string;
  readonly shares: readonly number[];
  readonly all: Shares;
  /** What the statistic says of this side. */
  readonly value: number;
  readonly of: TrendColumn;
  readonly tone: 'before' | 'after';
}): ReactNode {
  const { name, shares, all, value, of, tone } = props;
  const { ref, width } = useWidth<HTMLDivElement>(420);
  const [pointed, setPointed] = useState(-1);
  const { edges } = all;
  const [from = 1, to = 10] = [edges[0], edges.at(-1)];
  const x = (at: number): number => (Math.log(at / from) / Math.log(to / from)) * width;
  const highest = Math.max(...all.before, ...all.after, 1e-9);
  const base = HEIGHT - BOTTOM;
  const told = pointed < 0 ? undefined : shares[pointed];
  const words =
    told === undefined
      ? ''
      : `${formatTrendValue(of, edges[pointed] ?? from)} to ${formatTrendValue(of, edges[pointed + 1] ?? to)}: ${formatPercent(told)}`;
  const mark = x(value);
  return (
    <div
      ref={ref}
      className={css.side}
      role="slider"
      tabIndex={0}
      aria-label={`${name}: ${formatTrendValue(of, value)}`}
      aria-valuemin={0}
      aria-valuemax={shares.length - 1}
      aria-valuenow={Math.max(pointed, 0)}
      aria-valuetext={words === '' ? 'No bin chosen' : words}
      onPointerMove={({ clientX, currentTarget }) => {
        const at = clientX - currentTarget.getBoundingClientRect().left;
        setPointed(edges.findIndex((edge) => x(edge) > at) - 1);
      }}
      onPointerLeave={() => setPointed(-1)}
      onBlur={() => setPointed(-1)}
      onKeyDown={(event) => {
        const move = { ArrowLeft: -1, ArrowRight: 1 }[event.key];
        if (move === undefined) return;
        event.preventDefault();
        setPointed(Math.min(Math.max(pointed + move, 0), shares.length - 1));
      }}
    >
      <svg width={width} height={HEIGHT} aria-hidden>
        <path d={`M0 ${base + 0.5}H${width}`} className={css.axis} />
        {shares.map((share, bin) => {
          if (share === 0) return null;
          const left = x(edges[bin] ?? from);
          const tall = Math.max(1, (share / highest) * (base - TOP));
          return (
            <rect
              key={bin}
              x={left}
              y={base - tall}
              width={Math.max(1, x(edges[bin + 1] ?? to) - left - 1)}
              height={tall}
              data-tone={tone}
              data-pointed={bin === pointed ? true : undefined}
            />
          );
        })}
        <path d={`M${mark} ${TOP - 6}V${base}`} className={css.sideMark} />
        <text x={0} y={HEIGHT - 5} className={css.tick}>
          {formatTrendValue(of, from)}
        </text>
        <text x={width} y={HEIGHT - 5} textAnchor="end" className={css.tick}>
          {formatTrendValue(of, to)}
        </text>
        <text
          x={mark + (mark > width * 0.7 ? -5 : 5)}
          y={TOP - 8}
          textAnchor={mark > width * 0.7 ? 'end' : 'start'}
          className={css.markText}
        >
          {formatTrendValue(of, value)}
        </text>
      </svg>
      <p className={css.sideName}>{words === '' ? name : words}</p>
    </div>
  );
}
