import { lookOf } from '../../export/PictureExport.tsx';
import type { Zone } from '../../format.ts';
import { loadPart } from '../../part/load-part.ts';
import type { Taken } from '../taken-series.ts';
import type { PlotData } from './plot-data.ts';
import { toPlotTable } from './plot-rows.ts';

const SIZE = { width: 1200, height: 480 } as const;

/** What is taken along of a latency plot; `other`: what it is compared with. */
export function takenPlot(name: string, zone: Zone, data: PlotData | null, other: string): Taken {
  return {
    picture: () => {
      if (data === null) return null;
      const look = lookOf(name, zone, SIZE.width, SIZE.height);
      const svg = loadPart(() => import('./plot-svg.ts')).then(({ toPlotSvg }) =>
        toPlotSvg(data, other, look),
      );
      return { svg, ...SIZE };
    },
    table: () => (data === null ? null : toPlotTable(data)),
  };
}
