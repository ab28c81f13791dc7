import { Suspense, useCallback, useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import { LatencyPlot } from '../../../ui/chart/plot/LatencyPlot.tsx';
import type { PlotData, PlotRegion } from '../../../ui/chart/plot/plot-data.ts';
import { useShownPlot } from '../../../ui/chart/plot/shown-plot.ts';
import { takenPlot } from '../../../ui/chart/plot/taken-plot.ts';
import { PictureExport } from '../../../ui/export/PictureExport.tsx';
import { toReportNumber } from '../../../ui/export/report-number.ts';
import { useReportPart } from '../../../ui/export/report-parts.tsx';
import { LOW_ROWS } from '../../../ui/figure/change.ts';
import { formatMinute } from '../../../ui/format.ts';
import { lazyPart } from '../../../ui/part/lazy-part.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { useToast } from '../../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { otherSideOf, readCompared } from '../../../view/compare.ts';
import { eventsLink } from '../../../view/links.ts';
import { isCovered } from '../../../view/period.ts';
import { PLOT_FACTS, plotFactsQuery } from '../../../view/plot-questions.ts';
import { readShow } from '../../../view/read-result.ts';
import { viewOfRegion } from '../../../view/view-of-region.ts';
import { useHeard } from '../../../view/source-context.tsx';
import { useFit } from '../../../view/use-fit.ts';
import { useHiddenLines } from '../../../view/use-chart-look.ts';
import { useCompareWords } from '../../../view/use-compare-words.ts';
import { useLatencyPlot } from '../../../view/use-latency-plot.ts';
import { usePlotData } from '../../../view/use-plot-data.ts';
import { usePointedHold } from '../../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../../view/use-release-marks.ts';
import { useScale } from '../../../view/use-scale.ts';
import type { UsedSelection } from '../../../view/use-selection.ts';
import { useView } from '../../../view/use-view.ts';
import { ComparedWith } from '../ComparedWith.tsx';
import { WayToEvents } from '../WayToEvents.tsx';
import { Tabs } from '../Tabs.tsx';
import { viewOfRows } from '../tabs.ts';
import { Legend } from './Legend.tsx';
import { useExemplar } from '../../../view/use-exemplar.ts';
import { factLabel } from './fact-label.ts';
import { readerOf } from './metric-reader.tsx';
import { Numbers, NumbersSkeleton } from './Numbers.tsx';
import { PlotTools } from './PlotTools.tsx';
import css from './plot.module.css';

// Not what the page begins with.
const NumbersStrip = lazyPart(async () => (await import('./NumbersStrip.tsx')).NumbersStrip);
const WorkPlot = lazyPart(async () => (await import('./WorkPlot.tsx')).WorkPlot);
const RegionChip = lazyPart(async () => (await import('../../../ui/chart/plot/RegionChip.tsx')).RegionChip);
const PlotTable = lazyPart(async () => (await import('../../../ui/chart/plot/PlotTable.tsx')).PlotTable);
const ScaleToggle = lazyPart(async () => (await import('../../../ui/chart/ScaleToggle.tsx')).ScaleToggle);
const PlotLegend = lazyPart(async () => (await import('../../../ui/chart/plot/PlotLegend.tsx')).PlotLegend);

const HEIGHT = 352;
/** Of the numbers on one line. */
const STRIP = 62;
const NAME = 'Latency';
const P95 = { metric: 'p95' } as const;

/** The chart of the selection's buttons: beside the three widgets, which are 0, 1 and 2. */
export const PLOT_CHART = 3;

/** Everything that matches at a glance: latency over time, its distribution, and its numbers. */
export function Plot(props: { readonly scope: ComparedScope; readonly selection: UsedSelection }): ReactNode {
  const { scope, selection } = props;
  const { view, edit } = useView();
  const { plot, zone } = view;
  const hasHeat = plot === 'heatmap' || plot === 'table';
  const used = useLatencyPlot(scope, { hasHeat, fewest: LOW_ROWS });
  const { facts, curves, tail } = used;
  const words = useCompareWords(formatMinute);
  const tailWords = tail?.isOther === true ? `the p95 of ${words.noun}` : 'its own p95';
  const data = usePlotData(used, tailWords);
  const hold = usePointedHold();
  const { part, ...scale } = useScale<HTMLDivElement>('scale');
  const progress = useHeard()?.loading ?? null;
  const asked = facts.asked ?? plotFactsQuery(scope);
  const isWhole = facts.data !== undefined && isCovered(asked.range, facts.data.covered);
  const otherRows =
    facts.data !== undefined && used.side === 'held'
      ? readShow(facts.data, { metric: 'sampled_count', read: 'versus' })
      : Number.NaN;
  const against = (
    <ComparedWith scope={scope} zone={zone} loading={isWhole ? null : progress} otherRows={otherRows} />
  );
  const explainTail = useCallback((): void => {
    if (tail === null) return;
    const { start, end } = scope.range;
    const time = { start: Math.floor(start), end: Math.ceil(end) };
    selection.select(time, PLOT_CHART, { from: tail.from, to: LONGEST });
    edit({ explained: true }, 'replace');
  }, [tail, scope.range, selection, edit]);
  const numbers = useReportPart(() => {
    const { data } = facts;
    if (data === undefined) return null;
    const isHeld = otherSideOf(asked, data) === 'held';
    return {
      kind: 'numbers',
      numbers: PLOT_FACTS.map((metric) =>
        toReportNumber(factLabel(metric), readCompared(data, { metric }), isHeld),
      ),
    };
  }, facts.isStale);
  const legend = useHiddenLines();
  const shown = useShownPlot(data, legend);
  const [emphasised, setEmphasised] = useState<string | null>(null);
  const drawn = data !== null && (plot === 'heatmap' || plot === 'percentiles') ? data : null;
  return (
    <>
      <div className={css.head}>
        <Tabs />
        <PlotTools>
          {drawn !== null && <Legend data={drawn} />}
          <WayToEvents name={NAME} widget={P95} />
          {drawn !== null && <PictureExport name={NAME} {...takenPlot(NAME, zone, shown, words.noun)} />}
        </PlotTools>
      </div>
      <div ref={part} className={css.stage} data-plot={plot} {...hold}>
        {plot !== 'hidden' && (
          <section className={css.plot} aria-label={NAME} style={{ minHeight: HEIGHT }}>
            {drawn !== null && (
              <div className={css.percentiles}>
                <Suspense>
                  <PlotLegend name={NAME} lines={drawn.lines} use={legend} onEmphasise={setEmphasised} />
                  <ScaleToggle name={NAME} {...scale} />
                </Suspense>
              </div>
            )}
            {plot === 'work' ? (
              <Suspense fallback={<Skeleton height={HEIGHT} />}>
                <WorkPlot scope={scope} height={HEIGHT} selection={selection} chart={PLOT_CHART} />
              </Suspense>
            ) : (
              <ResultPanel
                answer={curves}
                skeleton={<Skeleton height={HEIGHT} />}
                empty={<EmptyPanel message="No transactions" />}
              >
                {() => (
                  <Drawn
                    scope={scope}
                    data={shown}
                    emphasised={emphasised}
                    words={words.noun}
                    selection={selection}
                    isTable={plot === 'table'}
                  />
                )}
              </ResultPanel>
            )}
          </section>
        )}
        <section ref={numbers} className={css.numbers} aria-label="Summary">
          <ResultPanel
            answer={facts}
            size="widget"
            skeleton={
              <NumbersSkeleton isBeside={plot === 'heatmap' || plot === 'percentiles'} against={against} />
            }
            empty={
              plot === 'hidden' ? (
                <Suspense fallback={<Skeleton height={STRIP} />}>
                  <NumbersStrip read={null} against={against} />
                </Suspense>
              ) : (
                <p className={css.against}>Changes are against {against}</p>
              )
            }
          >
            {(result) =>
              plot === 'hidden' ? (
                <Suspense fallback={<Skeleton height={STRIP} />}>
                  <NumbersStrip read={readerOf(asked, result)} against={against} />
                </Suspense>
              ) : (
                <Numbers
                  asked={asked}
                  result={result}
                  data={drawn}
                  tail={tail}
                  height={HEIGHT}
                  onExplain={explainTail}
                  against={against}
                />
              )
            }
          </ResultPanel>
        </section>
      </div>
    </>
  );
}

/** Longer than any duration: an end that an address can carry. */
const LONGEST = 1e12;

function Drawn(props: {
  readonly scope: ComparedScope;
  readonly data: PlotData | null;
  readonly emphasised: string | null;
  readonly words: string;
  readonly selection: UsedSelection;
  readonly isTable: boolean;
}): ReactNode {
  const { scope, data, emphasised, words, selection, isTable } = props;
  const onExemplar = useExemplar(scope, useToast());
  const onFit = useFit(scope.range);
  const { view, edit } = useView();
  const { zone } = view;
  const { range, durations } = selection;
  const marks = useReleaseMarks(data?.curves.range ?? NO_RANGE);
  const selected = useMemo(
    (): PlotRegion | null => (range === null ? null : { time: range, durations }),
    [range, durations],
  );
  if (data === null) return <Skeleton height={HEIGHT} />;
  if (isTable) {
    return (
      <Suspense fallback={<Skeleton height={HEIGHT} />}>
        <PlotTable name={NAME} data={data} zone={zone} height={HEIGHT} />
      </Suspense>
    );
  }
  const zoom = (region: PlotRegion): void =>
    selection.zoom(
      region.time,
      viewOfRegion({ ...view, selection: region.time, durations: region.durations }).search,
    );
  return (
    <LatencyPlot
      name={NAME}
      data={data}
      zone={zone}
      height={HEIGHT}
      marks={marks}
      other={words}
      selected={selected}
      emphasised={emphasised}
      onSelect={(region) => selection.select(region?.time ?? null, PLOT_CHART, region?.durations ?? null)}
      onZoom={zoom}
      onFit={onFit}
      renderChip={(point) =>
        selected !== null &&
        selection.chart === PLOT_CHART && (
          <Suspense>
            <RegionChip
              point={point}
              onZoom={() => zoom(selected)}
              events={eventsLink(viewOfRows(viewOfRegion(view)))}
              onExemplar={onExemplar}
              onExplain={() => edit({ explained: true }, 'replace')}
              onClear={() => selection.select(null, PLOT_CHART)}
            />
          </Suspense>
        )
      }
    />
  );
}

const NO_RANGE = { start: 0, end: 0 };
