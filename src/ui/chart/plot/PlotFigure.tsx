import { useState } from 'react';
import type { ComponentProps, ReactNode } from 'react';
import { ResultPanel } from '../../states/ResultPanel.tsx';
import { Skeleton } from '../../states/Skeleton.tsx';
import { ChartTools } from '../ChartTools.tsx';
import type { ChartToolsProps } from '../ChartTools.tsx';
import type { LegendUse } from '../hidden-lines.ts';
import { LatencyPlot } from './LatencyPlot.tsx';
import type { LatencyPlotProps } from './LatencyPlot.tsx';
import type { PlotData } from './plot-data.ts';
import { PlotLegend } from './PlotLegend.tsx';
import { useShownPlot } from './shown-plot.ts';
import { PlotTable } from './PlotTable.tsx';
import { takenPlot } from './taken-plot.ts';

type PanelProps = ComponentProps<typeof ResultPanel>;

/** A latency plot with its legend and its tools: as a plot or as a table of the same numbers. */
export function PlotFigure(
  props: Omit<LatencyPlotProps, 'data' | 'emphasised'> &
    ChartToolsProps & {
      /** Null until its lines are known. */
      readonly data: PlotData | null;
      readonly answer: PanelProps['answer'];
      readonly empty: ReactNode;
      readonly size?: PanelProps['size'];
      readonly legend: LegendUse;
      /** What stands before the legend. */
      readonly title?: ReactNode;
    },
): ReactNode {
  const { data, answer, empty, size = 'section', legend, title, ...tools } = props;
  const { alert, events, tableUse, scaleUse, ...drawing } = tools;
  const { name, zone, height, other } = drawing;
  const shown = useShownPlot(data, legend);
  const [emphasised, setEmphasised] = useState<string | null>(null);
  return (
    <>
      <ChartTools
        name={name}
        alert={alert}
        events={events}
        tableUse={tableUse}
        scaleUse={scaleUse}
        taken={takenPlot(name, zone, shown, other)}
      >
        {title}
        {data !== null && (
          <PlotLegend name={name} lines={data.lines} use={legend} onEmphasise={setEmphasised} />
        )}
      </ChartTools>
      <ResultPanel answer={answer} size={size} skeleton={<Skeleton height={height} />} empty={empty}>
        {() => {
          if (shown === null) return <Skeleton height={height} />;
          return tableUse?.isTable === true ? (
            <PlotTable name={name} data={shown} zone={zone} height={height} />
          ) : (
            <LatencyPlot {...drawing} data={shown} emphasised={emphasised} />
          );
        }}
      </ResultPanel>
    </>
  );
}
