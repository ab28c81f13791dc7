import type { ReactNode } from 'react';
import { LatencyPlot } from '../../ui/chart/plot/LatencyPlot.tsx';
import { RegionChip } from '../../ui/chart/plot/RegionChip.tsx';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { ResultPanel } from '../../ui/states/ResultPanel.tsx';
import { Skeleton } from '../../ui/states/Skeleton.tsx';
import type { ComparedScope } from '../../view/compare.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useRegionPlot } from '../../view/use-region-plot.ts';
import { useView } from '../../view/use-view.ts';
import css from './events.module.css';
import { PercentileChips } from './PercentileChips.tsx';

const HEIGHT = 220;

/** When events were and how long they took; dragging over a part of it shows that part alone. */
export function EventStrip({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const words = useCompareWords(formatMinute);
  const plot = useRegionPlot(scope, { hasHeat: true, fewest: LOW_ROWS, rows: 20 }, words.noun);
  const { used, data, marks, selected, onSelect, onZoom } = plot;
  const hold = usePointedHold();
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
              onSelect={onSelect}
              onZoom={onZoom}
              chip={
                selected !== null && (
                  <RegionChip onZoom={() => onZoom(selected)} onClear={() => onSelect(null)} />
                )
              }
            />
          )
        }
      </ResultPanel>
    </section>
  );
}
