import { Maximize2, Minimize2 } from 'lucide-react';
import { Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { showName, unitOfShow } from '../../metrics/derive.ts';
import type { Query } from '../../model/query.ts';
import type { Result } from '../../model/result.ts';
import { IconButton } from '../../ui/Button.tsx';
import { ChartExport } from '../../ui/chart/ChartExport.tsx';
import type { Series } from '../../ui/chart/series.ts';
import { SeriesChart } from '../../ui/chart/SeriesChart.tsx';
import type { Selecting } from '../../ui/chart/use-brush.ts';
import { AlertLink } from '../../ui/chart/AlertLink.tsx';
import { TableToggle } from '../../ui/chart/TableToggle.tsx';
import { ChangeMark } from '../../ui/figure/ChangeMark.tsx';
import { Figure } from '../../ui/figure/Figure.tsx';
import { formatStep } from '../../ui/figure/time-words.ts';
import { formatCount, formatMinute, formatShortCount } from '../../ui/format.ts';
import { lazyPart } from '../../ui/part/lazy-part.ts';
import { Boundary } from '../../ui/states/Boundary.tsx';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { markOf, otherSideOf, readCompared, toldOf } from '../../view/compare.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { isWatchable } from '../../view/alert-place.ts';
import { newAlertLink } from '../../view/links.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { useView } from '../../view/use-view.ts';
import { stepOf } from '../../view/period.ts';
import { readShow } from '../../view/read-result.ts';
import { useKeysWithin } from '../../view/use-keys-within.ts';
import type { ScaleUse } from '../../view/use-scale.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import type { Widget, Zone } from '../../view/view.ts';
import { MetricMenu } from './MetricMenu.tsx';
import css from './performance.module.css';
import { readingQuery, seriesQuery } from './questions.ts';
import { viewOfRows } from './tabs.ts';
import { toSeries } from './to-series.ts';
import { WayToEvents } from './WayToEvents.tsx';

// Not what the page begins with.
const ScaleToggle = lazyPart(async () => (await import('../../ui/chart/ScaleToggle.tsx')).ScaleToggle);
const SeriesTable = lazyPart(async () => (await import('../../ui/chart/SeriesTable.tsx')).SeriesTable);

const HEIGHT = 132;
const OPEN_HEIGHT = 300;

export interface MetricWidgetProps {
  readonly scope: ComparedScope;
  readonly widget: Widget;
  readonly zone: Zone;
  readonly isOpen: boolean;
  readonly scale: ScaleUse;
  readonly selecting: Selecting;
  readonly isTable: boolean;
  readonly onChoose: (widget: Widget) => void;
  readonly onTable: () => void;
  readonly onToggle: () => void;
}

/** One metric: its number, its change, its curve. */
export function MetricWidget(props: MetricWidgetProps): ReactNode {
  const { scope, widget, zone, isOpen, isTable, scale, selecting, onChoose, onTable, onToggle } = props;
  const name = widgetWords(widget);
  const { view } = useView();
  const height = isOpen ? OPEN_HEIGHT : HEIGHT;
  /** What the chart draws just now, for copies of it. */
  const drawn = useRef<Series | null>(null);
  const onDrawn = useCallback((series: Series | null) => void (drawn.current = series), []);
  const part = useRef<HTMLElement>(null);
  useKeysWithin(part, { f: onToggle });
  return (
    <section ref={part} className={css.widget} aria-label={name} data-open={isOpen ? true : undefined}>
      <header className={css.widgetHead}>
        <MetricMenu widget={widget} onChoose={onChoose} />
        <span className={css.step} title="Width of a bucket of the chart">
          by {formatStep(stepOf(scope.range))}
        </span>
        <span className={css.tools}>
          {isOpen && !isTable && unitOfShow(widget) === 'ms' && (
            <Suspense>
              <ScaleToggle name={name} {...scale} />
            </Suspense>
          )}
          <WayToEvents name={name} widget={widget} />
          {isWatchable(widget) && <AlertLink name={name} to={newAlertLink(viewOfRows(view), widget)} />}
          <ChartExport name={name} series={() => drawn.current} zone={zone} />
          <TableToggle name={name} isTable={isTable} onTable={onTable} />
          <IconButton
            size="small"
            label={isOpen ? `${name}: make small` : `${name}: make large`}
            aria-expanded={isOpen}
            icon={
              isOpen ? (
                <Minimize2 size={14} strokeWidth={1.5} aria-hidden />
              ) : (
                <Maximize2 size={14} strokeWidth={1.5} aria-hidden />
              )
            }
            onClick={onToggle}
          />
        </span>
      </header>
      <Boundary what="This widget" size="widget" resetKeys={[widget]}>
        <Reading scope={scope} widget={widget} />
        <Curve
          scope={scope}
          widget={widget}
          zone={zone}
          height={height}
          isTable={isTable}
          selecting={selecting}
          onDrawn={onDrawn}
        />
      </Boundary>
    </section>
  );
}

function Reading({ scope, widget }: { readonly scope: ComparedScope; readonly widget: Widget }): ReactNode {
  const query = readingQuery(scope, widget);
  const answer = useAsk(query);
  return (
    <div className={css.reading}>
      <ResultPanel answer={answer} size="widget" skeleton={<Skeleton height={28} width={120} />} empty="—">
        {(result) => {
          const compared = readCompared(result, widget);
          const side = otherSideOf(answer.asked ?? query, result);
          const rows = readShow(result, { metric: 'sampled_count' });
          return (
            <p className={css.readingLine}>
              <Figure
                name={showName(widget)}
                value={compared.value}
                unit={compared.unit}
                mark={markOf(widget.metric, result)}
              />
              <ChangeMark name={showName(widget)} compared={toldOf(compared, side)} none="" />
              <span
                className={css.rows}
                title={`${formatCount(rows)} transactions behind this number, each counted once`}
              >
                n{'\u202f'}
                {formatShortCount(rows)}
              </span>
            </p>
          );
        }}
      </ResultPanel>
    </div>
  );
}

interface CurveProps {
  readonly scope: ComparedScope;
  readonly widget: Widget;
  readonly zone: Zone;
  readonly height: number;
  readonly isTable: boolean;
  readonly selecting: Selecting;
  /** Told what the chart draws; null: nothing that can be seen. */
  readonly onDrawn: (series: Series | null) => void;
}

/** What the chart of a widget was drawn of. */
interface Curved {
  readonly asked: Query;
  readonly result: Result;
  readonly widget: Widget;
}

function Curve({ scope, widget, zone, height, isTable, selecting, onDrawn }: CurveProps): ReactNode {
  const query = seriesQuery(scope, widget);
  const answer = useAsk(query);
  const { data, asked = query } = answer;
  const [last, setLast] = useState<Curved | null>(null);
  if (data !== undefined && data !== last?.result) setLast({ asked, result: data, widget });
  // While another metric is awaited the chart stays made, unseen: to make it anew takes several times as long.
  const isOther = data === undefined && answer.problem === null && !isTable;
  const before = isOther && last !== null && last.result.matched > 0 ? last : null;
  return (
    <div className={css.curve} style={{ minHeight: height }}>
      <ResultPanel
        answer={before === null ? answer : { ...answer, data: before.result, isStale: true }}
        size="widget"
        skeleton={<Skeleton height={height} />}
        empty={<EmptyPanel size="widget" message="No transactions" />}
      >
        {(result) => (
          <Drawn
            asked={before?.asked ?? asked}
            result={result}
            widget={before?.widget ?? widget}
            isBlank={before !== null}
            zone={zone}
            height={height}
            isTable={isTable}
            selecting={selecting}
            onDrawn={onDrawn}
          />
        )}
      </ResultPanel>
    </div>
  );
}

function Drawn(
  props: Omit<CurveProps, 'scope'> & {
    readonly asked: Query;
    readonly result: Result;
    readonly isBlank: boolean;
  },
): ReactNode {
  const { asked, result, widget, isBlank, zone, height, isTable, selecting, onDrawn } = props;
  const marks = useReleaseMarks(asked.range);
  const other = useCompareWords(formatMinute).noun;
  const isLog = useView().view.curveScale === 'log';
  const series = useMemo(
    () => ({ ...toSeries(asked, result, widget, other), isLog }),
    [asked, result, widget, other, isLog],
  );
  useEffect(() => onDrawn(isBlank ? null : series), [onDrawn, isBlank, series]);
  const name = widgetWords(widget);
  const hasValues = series.lines.some(({ values }) => values.some((value) => Number.isFinite(value)));
  if (!hasValues) {
    return isBlank ? (
      <Skeleton height={height} />
    ) : (
      <EmptyPanel
        size="widget"
        message={`No ${name}`}
        advice="These transactions carry none. Choose another metric above."
      />
    );
  }
  return isTable ? (
    <Suspense fallback={<Skeleton height={height} />}>
      <SeriesTable name={name} series={series} zone={zone} height={height} />
    </Suspense>
  ) : (
    <SeriesChart
      name={name}
      series={series}
      zone={zone}
      height={height}
      selecting={selecting}
      marks={marks}
      isBlank={isBlank}
    />
  );
}
