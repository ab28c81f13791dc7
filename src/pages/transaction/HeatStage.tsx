import { useMemo } from 'react';
import type { ReactNode } from 'react';
import { LatencyPlot } from '../../ui/chart/plot/LatencyPlot.tsx';
import type { PlotRegion } from '../../ui/chart/plot/plot-data.ts';
import { RegionChip } from '../../ui/chart/plot/RegionChip.tsx';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { eventsLink } from '../../view/links.ts';
import { toPlotData } from '../../view/to-plot-data.ts';
import { transactionSearch } from '../../view/transaction-search.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useLatencyPlot } from '../../view/use-latency-plot.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import css from './transaction.module.css';

const HEIGHT = 340;
const NAME = 'Durations over time';

/** How often each duration of a transaction occurs over time; dragging selects a time and durations. */
export function HeatStage({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const selection = useSelection();
  const used = useLatencyPlot(scope, { hasHeat: true, fewest: LOW_ROWS });
  const words = useCompareWords(formatMinute);
  const tailWords = used.tail?.isOther === true ? `the p95 of ${words.noun}` : 'its own p95';
  const data = useMemo(() => toPlotData(used, tailWords), [used, tailWords]);
  const marks = useReleaseMarks(scope.range);
  const hold = usePointedHold();
  const { range, durations } = selection;
  const selected = useMemo(
    (): PlotRegion | null => (range === null ? null : { time: range, durations }),
    [range, durations],
  );
  const zoom = ({ time, durations }: PlotRegion): void =>
    selection.zoom(time, viewOfRegion({ ...view, selection: time, durations }).search);
  const region = viewOfRegion(view);
  return (
    <div className={css.stage} {...hold}>
      <ResultPanel
        answer={used.curves}
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel message="No transactions" />}
      >
        {() =>
          data === null ? (
            <Skeleton height={HEIGHT} />
          ) : (
            <LatencyPlot
              name={NAME}
              data={data}
              zone={view.zone}
              height={HEIGHT}
              marks={marks}
              other={words.noun}
              selected={selected}
              onSelect={(region) => selection.select(region?.time ?? null, 0, region?.durations ?? null)}
              onZoom={zoom}
              chip={
                selected !== null && (
                  <RegionChip
                    onZoom={() => zoom(selected)}
                    events={eventsLink({
                      ...region,
                      search:
                        view.transaction === null
                          ? region.search
                          : transactionSearch(region.search, view.transaction),
                    })}
                    onClear={() => selection.select(null, 0)}
                  />
                )
              }
            />
          )
        }
      </ResultPanel>
    </div>
  );
}
