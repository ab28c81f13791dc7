import type { ComponentProps, ReactNode } from 'react';
import { ChartTools } from './ChartTools.tsx';
import type { ChartToolsProps } from './ChartTools.tsx';
import type { LegendUse } from './hidden-lines.ts';
import { SeriesChart } from './SeriesChart.tsx';
import { SeriesLegend } from './SeriesLegend.tsx';
import { SeriesTable } from './SeriesTable.tsx';
import { takenSeries } from './taken-series.ts';
import { useLegend } from './use-legend.ts';

/** A chart over time with its tools and, where it has several lines, their legend: as a chart or as a table of the lines that are shown. */
export function SeriesFigure(
  props: Omit<ComponentProps<typeof SeriesChart>, 'emphasised'> &
    ChartToolsProps & {
      readonly legend: LegendUse;
      /** What stands before the legend, such as a heading. */
      readonly title?: ReactNode;
    },
): ReactNode {
  const { name, series, zone, height, legend, title, alert, events, tableUse, scaleUse, ...drawing } = props;
  const { shown, emphasised, onEmphasise } = useLegend(series, legend);
  return (
    <>
      <ChartTools
        name={name}
        alert={alert}
        events={events}
        tableUse={tableUse}
        scaleUse={series.unit === 'ms' ? scaleUse : undefined}
        taken={takenSeries(name, zone, () => shown)}
      >
        {title}
        <SeriesLegend name={name} lines={series.lines} use={legend} onEmphasise={onEmphasise} />
      </ChartTools>
      {tableUse?.isTable === true ? (
        <SeriesTable name={name} series={shown} zone={zone} height={height} />
      ) : (
        <SeriesChart
          name={name}
          series={shown}
          zone={zone}
          height={height}
          emphasised={emphasised}
          {...drawing}
        />
      )}
    </>
  );
}
