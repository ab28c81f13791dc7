import { useMemo } from 'react';
import type { ReactNode } from 'react';
import type { Bands } from '../../metrics/vital-bands.ts';
import { readShow } from '../../view/read-result.ts';
import { ChartTools } from '../../ui/chart/ChartTools.tsx';
import { NumbersTable } from '../../ui/chart/NumbersTable.tsx';
import type { NumbersRow } from '../../ui/chart/NumbersTable.tsx';
import { useTakenDrawing } from '../../ui/chart/use-taken-drawing.ts';
import type { ExportTable } from '../../ui/export/table-text.ts';
import { formatCount, formatPercent } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import { exportedName } from '../../ui/table/to-export-table.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink } from '../../view/links.ts';
import { columnWords } from '../../view/metric-words.ts';
import { numbersOf } from '../../view/read-result.ts';
import { useAsk } from '../../view/use-ask.ts';
import { useChartTable } from '../../view/use-chart-look.ts';
import { useView } from '../../view/use-view.ts';
import type { ShownVital } from '../../view/vital-look.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import { VitalHistogram, toVitalBins } from './VitalHistogram.tsx';
import type { VitalBin } from './VitalHistogram.tsx';
import { distributionQuery, vitalEdges, vitalQuery } from './questions.ts';
import css from './vitals.module.css';
import { RATING_WORDS, formatVital } from './vital-words.ts';

const HEIGHT = 220;

/** How often each value of a vital occurs, as a picture or as a table. */
export function VitalDistribution(props: {
  readonly vital: ShownVital;
  readonly scope: ComparedScope;
  readonly bands: Bands;
}): ReactNode {
  const { vital, scope, bands } = props;
  const { view } = useView();
  const answer = useAsk(distributionQuery(scope, vital, bands));
  const p75 = useAsk(vitalQuery(scope, vital)).data;
  const tableUse = useChartTable('vital-distribution');
  const name = `Distribution of ${columnWords(vital)}`;
  const { data } = answer;
  const bins = useMemo(() => {
    if (data === undefined) return [];
    const counts = numbersOf(data, 'count').values;
    const from = numbersOf(data, `bin:${vital}`).values;
    const byEdge = new Map(Array.from(from, (edge, at) => [edge, counts[at] ?? 0]));
    return toVitalBins(vital, data.edges ?? vitalEdges(vital, bands), byEdge, bands);
  }, [data, vital, bands]);
  const { box, taken } = useTakenDrawing(() => toBinTable(vital, bins));
  return (
    <section aria-label={name} className={css.plot}>
      <ChartTools
        name={name}
        alert={newAlertLink(view, { metric: 'p75', of: vital })}
        events={widgetEventsLink(view, { metric: 'p75', of: vital })}
        taken={taken}
        tableUse={tableUse}
      >
        <h2>Distribution</h2>
      </ChartTools>
      <ResultPanel
        answer={answer}
        size="widget"
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel size="widget" message={`No page view has ${columnWords(vital)}`} />}
      >
        {() =>
          tableUse.isTable ? (
            <NumbersTable
              name={name}
              heads={[columnWords(vital), 'Page views', 'Share', 'Rating']}
              rows={binRows(vital, bins)}
              height={HEIGHT}
            />
          ) : (
            <div ref={box}>
              <VitalHistogram
                vital={vital}
                bins={bins}
                bands={bands}
                p75={p75 === undefined ? Number.NaN : readShow(p75, { metric: 'p75', of: vital })}
                height={HEIGHT}
              />
            </div>
          )
        }
      </ResultPanel>
    </section>
  );
}

function ratingWords(rating: VitalBin['rating']): string {
  return rating === null ? 'not judged' : RATING_WORDS[rating];
}

/** The bins that hold anything; the last one has no end. */
function binRows(vital: ShownVital, bins: readonly VitalBin[]): NumbersRow[] {
  const total = bins.reduce((sum, { count }) => sum + count, 0);
  return bins
    .filter(({ count }) => count > 0)
    .map((bin) => ({
      name:
        bin === bins.at(-1)
          ? `${formatVital(vital, bin.from)} and more`
          : `${formatVital(vital, bin.from)} – ${formatVital(vital, bin.to)}`,
      cells: [formatCount(bin.count), formatPercent(bin.count / total), ratingWords(bin.rating)],
    }));
}

/** The same to take along; null while there is nothing. */
function toBinTable(vital: ShownVital, bins: readonly VitalBin[]): ExportTable | null {
  if (bins.length === 0) return null;
  const unit = vital === 'cls' ? 'none' : 'ms';
  return {
    names: [exportedName('from', unit), exportedName('to', unit), 'page views', 'rating'],
    rows: bins
      .filter(({ count }) => count > 0)
      .map((bin) => [bin.from, bin === bins.at(-1) ? null : bin.to, bin.count, ratingWords(bin.rating)]),
  };
}
