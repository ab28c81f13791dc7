import type { ReactNode } from 'react';
import { PlotFigure } from '../../ui/chart/plot/PlotFigure.tsx';
import { RegionChip } from '../../ui/chart/plot/RegionChip.tsx';
import { LOW_ROWS } from '../../ui/figure/change.ts';
import { formatMinute } from '../../ui/format.ts';
import { EmptyPanel } from '../../ui/states/EmptyPanel.tsx';
import { useToast } from '../../ui/toast/toast-context.ts';
import type { ComparedScope } from '../../view/compare.ts';
import { newAlertLink, partLink } from '../../view/links.ts';
import { useChartTable, useHiddenLines } from '../../view/use-chart-look.ts';
import { useCompareWords } from '../../view/use-compare-words.ts';
import { useExemplar } from '../../view/use-exemplar.ts';
import { usePointedHold } from '../../view/use-pointed-hold.ts';
import { useRegionPlot } from '../../view/use-region-plot.ts';
import { useView } from '../../view/use-view.ts';
import { viewOfRegion } from '../../view/view-of-region.ts';
import { widgetEventsLink } from '../../view/widget-events.ts';
import css from './transaction.module.css';

const HEIGHT = 340;
const NAME = 'Durations over time';

/** How often each duration of a transaction occurs over time; dragging selects a time and durations. */
export function HeatStage({ scope }: { readonly scope: ComparedScope }): ReactNode {
  const { view } = useView();
  const words = useCompareWords(formatMinute);
  const plot = useRegionPlot(scope, { hasHeat: true, fewest: LOW_ROWS }, words.noun);
  const { used, data, marks, selected, onSelect, onZoom, onFit } = plot;
  const onExemplar = useExemplar(scope, useToast());
  const hold = usePointedHold();
  return (
    <div className={css.stage} {...hold}>
      <PlotFigure
        name={NAME}
        data={data}
        answer={used.curves}
        empty={<EmptyPanel message="No transactions" />}
        zone={view.zone}
        height={HEIGHT}
        marks={marks}
        other={words.noun}
        legend={useHiddenLines()}
        tableUse={useChartTable('heatmap')}
        alert={newAlertLink(view, { metric: 'p95' })}
        events={widgetEventsLink(view, { metric: 'p95' })}
        selected={selected}
        onSelect={onSelect}
        onZoom={onZoom}
        onFit={onFit}
        renderChip={(point) =>
          selected !== null && (
            <RegionChip
              point={point}
              onExemplar={onExemplar}
              onZoom={() => onZoom(selected)}
              events={partLink(viewOfRegion(view), { part: 'events' })}
              onClear={() => onSelect(null)}
            />
          )
        }
      />
    </div>
  );
}
