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
import { toPlotData } from '../../view/to-plot-data.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useLatencyPlot } from '../../view/use-latency-plot.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useReleaseMarks } from '../../view/use-release-marks.ts';
import { useSelection } from '../../view/use-selection.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import css from './events.module.css';
import { PercentileChips } from './PercentileChips.tsx';

const HEIGHT = 220;

/** When events were and how long they took; dragging over a part of it shows that part alone. */
export function EventStrip({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const selection = useSelection();
  const used = useLatencyPlot(scope, { hasHeat: true, fewest: LOW_ROWS, rows: 20 });
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
  return (
    <section aria-label="Durations over time" className={css.strip} {...hold}>
      <PercentileChips facts={used.facts.data} />
      <ResultPanel
        answer={used.curves}
        size="widget"
        skeleton={<Skeleton height={HEIGHT} />}
        empty={<EmptyPanel size="widget" message="No events" />}
      >
        {() =>
          data === null ? (
            <Skeleton height={HEIGHT} />
          ) : (
            <LatencyPlot
              name="Events by time and duration"
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
                  <RegionChip onZoom={() => zoom(selected)} onClear={() => selection.select(null, 0)} />
                )
              }
            />
          )
        }
      </ResultPanel>
    </section>
  );
}
