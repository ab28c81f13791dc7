import { X } from 'lucide-react';
import { useEffect, useLayoutEffect, useMemo, useRef } from 'react';
import type { ReactNode, RefObject } from 'react';
import { Button } from '../../../ui/Button.tsx';
import { ChartExport } from '../../../ui/chart/ChartExport.tsx';
import { SeriesChart } from '../../../ui/chart/SeriesChart.tsx';
import { ScaleToggle } from '../../../ui/chart/ScaleToggle.tsx';
import { SeriesLegend } from '../../../ui/chart/SeriesLegend.tsx';
import { SeriesTable } from '../../../ui/chart/SeriesTable.tsx';
import { TableToggle } from '../../../ui/chart/TableToggle.tsx';
import { useLegend } from '../../../ui/chart/use-legend.ts';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../../view/compare.ts';
import { toVisibleLine } from '../../../ui/visible-text.ts';
import { widgetWords } from '../../../view/metric-words.ts';
import { useAsk } from '../../../view/use-ask.ts';
import { useChartTable, useHiddenLines } from '../../../view/use-chart-look.ts';
import { useReleaseMarks } from '../../../view/use-release-marks.ts';
import { useScale } from '../../../view/use-scale.ts';
import { useView } from '../../../view/use-view.ts';
import { MetricMenu } from '../MetricMenu.tsx';
import { TogetherTable } from './TogetherTable.tsx';
import { togetherNumbersQuery, togetherSeriesQuery, toTogetherSeries } from './questions.ts';
import css from './together.module.css';

const HEIGHT = 260;

/**
 * Who asked for a comparison at selected rows is led to it: it stands above them, out of sight as a rule. As it goes away
 * with the focus in it, that goes back to where it came from. `of`: what is compared.
 */
function useFocusFromRows(
  part: RefObject<HTMLElement | null>,
  head: RefObject<HTMLElement | null>,
  of: string,
): void {
  const from = useRef<Element | null>(null);
  const told = useRef<string | null>(null);
  useEffect(() => {
    if (told.current === of) return;
    told.current = of;
    const { activeElement } = document;
    if (activeElement?.closest('[data-selected-rows]') == null) return;
    from.current = activeElement;
    head.current?.focus({ preventScroll: true });
    part.current?.scrollIntoView({ block: 'start' });
  }, [part, head, of]);
  useLayoutEffect(() => {
    const { current: box } = part;
    return () => {
      if (box?.contains(document.activeElement) !== true) return;
      const own = from.current?.isConnected === true ? from.current : null;
      const back = own ?? document.querySelector('a[data-row-link]');
      if (back instanceof HTMLElement) back.focus();
    };
  }, [part]);
}

/** Some transactions that were picked out of the table: one line each in one chart, and their numbers side by side. */
export function Together({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view, edit } = useView();
  const { together, togetherBy, zone } = view;
  const name = widgetWords(togetherBy);
  const query = togetherSeriesQuery(scope, together, togetherBy);
  const answer = useAsk(query);
  const numbers = useAsk(togetherNumbersQuery(scope, together));
  const { data, asked = query } = answer;
  const { part, isLog, onScale } = useScale<HTMLElement>('curveScale');
  const series = useMemo(
    () => (data === undefined ? null : { ...toTogetherSeries(asked, data, together, togetherBy), isLog }),
    [asked, data, together, togetherBy, isLog],
  );
  const marks = useReleaseMarks(asked.range);
  const head = useRef<HTMLHeadingElement>(null);
  useFocusFromRows(part, head, JSON.stringify(together));
  const legend = useHiddenLines();
  const tableUse = useChartTable('together');
  const { shown, emphasised, onEmphasise } = useLegend(series, legend);
  return (
    <section ref={part} className={css.together} aria-label="Transactions compared">
      <header className={css.head}>
        <h2 ref={head} tabIndex={-1}>
          {together.length} {together.length === 1 ? 'transaction' : 'transactions'} compared by
        </h2>
        <MetricMenu widget={togetherBy} onChoose={(togetherBy) => edit({ togetherBy })} />
        <span className={css.tools}>
          {series?.unit === 'ms' && !tableUse.isTable && (
            <ScaleToggle name={name} isLog={isLog} onScale={onScale} />
          )}
          <ChartExport name={`${name} of ${together.length} transactions`} series={() => shown} zone={zone} />
          <TableToggle name={name} {...tableUse} />
          <Button
            look="ghost"
            size="small"
            icon={<X size={14} strokeWidth={1.5} aria-hidden />}
            onClick={() => edit({ together: [] })}
          >
            Close
          </Button>
        </span>
      </header>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<p className={css.none}>None of them has an event here.</p>}
      >
        {() =>
          shown !== null &&
          series !== null && (
            <>
              <SeriesLegend
                name={name}
                lines={series.lines.map((line, index) => ({
                  ...line,
                  label: `${line.label} ${toVisibleLine(together[index]?.transaction ?? '')}`,
                }))}
                use={legend}
                onEmphasise={onEmphasise}
              />
              {tableUse.isTable ? (
                <SeriesTable name={name} series={shown} zone={zone} height={HEIGHT} />
              ) : (
                <SeriesChart
                  name={name}
                  series={shown}
                  zone={zone}
                  height={HEIGHT}
                  hasEndLabels
                  marks={marks}
                  emphasised={emphasised}
                />
              )}
            </>
          )
        }
      </ResultPanel>
      <ResultPanel
        answer={numbers}
        size="widget"
        skeleton={<Skeleton height={40 * together.length} />}
        empty={null}
      >
        {(result) => <TogetherTable result={result} ids={together} />}
      </ResultPanel>
    </section>
  );
}
