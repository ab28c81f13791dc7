import type { ReactNode } from 'react';
import { PlotFigure } from '../../ui/chart/plot/PlotFigure.tsx';
import { RegionChip } from '../../ui/chart/plot/RegionChip.tsx';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink } from '../../view/links.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useExemplar } from '../../view/use-exemplar.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useRegionPlot } from '../../view/use-region-plot.ts';
import { useScale } from '../../view/use-scale.ts';
import { useView } from '../../view/use-view.ts';
import css from './events.module.css';
import { PercentileChips } from './PercentileChips.tsx';

const HEIGHT = 220;
const NAME = 'Events by time and duration';

/** When events were and how long they took; dragging over a part of it shows that part alone. */
export function EventStrip({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const words = useCompareWords(formatMinute);
  const plot = useRegionPlot(scope, { hasHeat: true, fewest: LOW_ROWS, rows: 20 }, words.noun);
  const { used, data, marks, selected, onSelect, onZoom, onFit } = plot;
  const onExemplar = useExemplar(scope, useToast());
  const hold = usePointedHold();
  const { part, ...scaleUse } = useScale<HTMLElement>('scale');
  return (
    <section ref={part} aria-label="Durations over time" className={css.strip} {...hold}>
      <PlotFigure
        name={NAME}
        title={<PercentileChips facts={used.facts.data} />}
        data={data}
        answer={used.curves}
        size="widget"
        empty={<EmptyPanel size="widget" message="No events" />}
        zone={view.zone}
        height={HEIGHT}
        marks={marks}
        other={words.noun}
        legend={useHiddenLines()}
        tableUse={useChartTable('strip')}
        scaleUse={scaleUse}
        alert={newAlertLink(view, { metric: 'p95' })}
        selected={selected}
        onSelect={onSelect}
        onZoom={onZoom}
        onFit={onFit}
        renderChip={(point) =>
          selected !== null && (
            <RegionChip
              point={point}
              onZoom={() => onZoom(selected)}
              onExemplar={onExemplar}
              onClear={() => onSelect(null)}
            />
          )
        }
      />
    </section>
  );
}
