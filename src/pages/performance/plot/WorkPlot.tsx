import { useMemo, useState } from 'react';
import type { ReactNode } from 'react';
import type { Query } from '../../../model/query.ts';
import { isTimeKey } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { WORK } from '../../../model/transaction.ts';
import type { Work } from '../../../model/transaction.ts';
import { shownOf } from '../../../ui/chart/hidden-lines.ts';
import { Legend } from '../../../ui/chart/Legend.tsx';
import { toSeriesTable } from '../../../ui/chart/series-rows.ts';
import { SeriesTable } from '../../../ui/chart/SeriesTable.tsx';
import { StackChart } from '../../../ui/chart/StackChart.tsx';
import type { NamedLayer } from '../../../ui/chart/StackChart.tsx';
import { toBuckets } from '../../../ui/chart/series.ts';
import type { Series } from '../../../ui/chart/series.ts';
import { TableToggle } from '../../../ui/chart/TableToggle.tsx';
import { useTakenDrawing } from '../../../ui/chart/use-taken-drawing.ts';
import { PictureExport } from '../../../ui/export/PictureExport.tsx';
import { toOpLook } from '../../../ui/op.ts';
import { EmptyPanel } from '../../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../../ui/states/Skeleton.tsx';
import { ValueMenu } from '../../../ui/table/CellMenu.tsx';
import { useToast } from '../../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { eventsLink } from '../../../view/links.ts';
import { workQuery } from '../../../view/plot-questions.ts';
import { numbersOf } from '../../../view/read-result.ts';
import { useAsk } from '../../../view/use-ask.ts';
import { useValueActions } from '../../../view/use-value-actions.ts';
import { useChartTable, useHiddenLines } from '../../../view/use-chart-look.ts';
import { useExemplar } from '../../../view/use-exemplar.ts';
import { useReleaseMarks } from '../../../view/use-release-marks.ts';
import { selectionIn } from '../../../view/use-selection.ts';
import type { UsedSelection } from '../../../view/use-selection.ts';
import { useView } from '../../../view/use-view.ts';
import { viewOfRegion } from '../../../view/view-of-region.ts';
import { viewOfRows } from '../tabs.ts';
import css from './plot.module.css';

const NAME = 'Mean time by kind of work';
/** Height of its legend. */
const LEGEND = 24;

/** One layer of a colour of its own: `browser` and `ui` have the same, and are one. */
interface WorkLayer extends NamedLayer {
  readonly works: readonly Work[];
}

/** Milliseconds of each kind of work in the mean transaction of a bucket; what no kind explains is the last. */
function toLayers(result: Result): WorkLayer[] {
  const count = numbersOf(result, 'count').values;
  const mean = (sums: Float64Array): Float64Array =>
    sums.map((sum, index) =>
      (count[index] ?? 0) > 0 ? (Number.isFinite(sum) ? sum : 0) / (count[index] ?? 1) : Number.NaN,
    );
  const layers = new Map<string, WorkLayer>();
  for (const work of WORK) {
    const values = mean(numbersOf(result, `sum(spans.${work})`).values);
    if (!values.some((value) => value > 0)) continue;
    const colour = `var(${toOpLook(work).cssVar})`;
    const same = layers.get(colour);
    layers.set(colour, {
      key: same?.key ?? work,
      label: same === undefined ? work : `${same.label}, ${work}`,
      colour,
      values: same === undefined ? values : values.map((value, index) => value + (same.values[index] ?? 0)),
      works: [...(same?.works ?? []), work],
    });
  }
  const works = [...layers.values()];
  const whole = mean(numbersOf(result, 'sum').values);
  // Kinds that ran at the same time may sum up to more than the transaction took.
  const other = whole.map((value, index) =>
    Math.max(0, value - works.reduce((sum, { values }) => sum + (values[index] ?? 0), 0)),
  );
  return [
    ...works,
    { key: 'other', label: 'other time', colour: 'var(--body-fill)', values: other, works: [] },
  ];
}

function seriesOf(asked: Query, result: Result, layers: readonly NamedLayer[]): Series {
  return {
    times: numbersOf(result, 'time').values,
    step: asked.by.find(isTimeKey)?.time ?? 1,
    range: asked.range,
    shift: 0,
    other: '',
    unit: 'ms',
    isShare: false,
    lines: layers.map(({ key, label, values }) => ({ id: key, label, look: 'plain', values, versus: null })),
    rows: numbersOf(result, 'sampled_count').values,
    covered: result.covered,
  };
}

/** Where the time of the mean transaction goes, over time; dragging selects a time. */
export function WorkPlot(props: {
  readonly scope: ComparedScope;
  readonly height: number;
  readonly selection: UsedSelection;
  /** Its place among the charts of the page. */
  readonly chart: number;
}): ReactNode {
  const { scope, height, selection, chart } = props;
  const { view, edit } = useView();
  const { zone } = view;
  const query = workQuery(scope);
  const answer = useAsk(query);
  const { data, asked } = answer;
  const make = useValueActions();
  const legend = useHiddenLines();
  const tableUse = useChartTable('work');
  const marks = useReleaseMarks(scope.range);
  const onExemplar = useExemplar(scope, useToast());
  const [emphasised, setEmphasised] = useState<string | null>(null);
  const { hidden } = legend;
  const all = useMemo(() => (data === undefined ? [] : toLayers(data)), [data]);
  const entries = useMemo(() => all.map((layer) => ({ ...layer, id: layer.key })), [all]);
  const layers = useMemo(() => shownOf(entries, hidden), [entries, hidden]);
  const series = useMemo(
    () => (data === undefined || asked === undefined ? null : seriesOf(asked, data, layers)),
    [data, asked, layers],
  );
  const { box, taken } = useTakenDrawing(() => series && toSeriesTable(series));
  const buckets = useMemo(() => (series === null ? [] : toBuckets(series)), [series]);
  return (
    <ResultPanel
      answer={answer}
      skeleton={<Skeleton height={height} />}
      empty={<EmptyPanel message="No transactions" />}
    >
      {() =>
        series !== null && (
          <>
            <div className={css.work}>
              <ValueMenu
                values={entries.flatMap(({ works }) =>
                  works.map((work) => make.ofPresence(`Time in ${work}`, `spans.${work}`)),
                )}
                label="Filter by kind of work"
              >
                Mean time of a transaction, by kind of work
              </ValueMenu>
              <Legend name={NAME} entries={entries} use={legend} onEmphasise={setEmphasised} />
              <span className={css.workTools}>
                <PictureExport name={NAME} {...taken} />
                <TableToggle name={NAME} {...tableUse} />
              </span>
            </div>
            {tableUse.isTable ? (
              <SeriesTable name={NAME} series={series} zone={zone} height={height - LEGEND} />
            ) : (
              <div ref={box}>
                <StackChart
                  name={NAME}
                  range={series.range}
                  buckets={buckets}
                  layers={layers}
                  emphasised={emphasised}
                  zone={zone}
                  height={height - LEGEND}
                  marks={marks}
                  selecting={{
                    ...selectionIn(selection, chart),
                    onExplain: () => edit({ explained: true }, 'replace'),
                    events: eventsLink(viewOfRows(viewOfRegion(view))),
                    onExemplar,
                  }}
                />
              </div>
            )}
          </>
        )
      }
    </ResultPanel>
  );
}
