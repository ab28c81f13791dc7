import { lookOf } from '../export/PictureExport.tsx';
import type { Picture } from '../export/PictureExport.tsx';
import type { ExportTable } from '../export/table-text.ts';
import type { Zone } from '../format.ts';
import { loadPart } from '../part/load-part.ts';
import { toSeriesTable } from './series-rows.ts';
import type { Series } from './series.ts';

/** What is taken along of a chart: as a picture, and as its numbers; null while there is nothing. */
export interface Taken {
  readonly picture: () => Picture | null;
  readonly table: () => ExportTable | null;
}

const SIZE = { width: 960, height: 360 } as const;

/** Of a chart over time, as it is drawn just now. */
export function takenSeries(name: string, zone: Zone, series: () => Series | null): Taken {
  return {
    picture: () => {
      const shown = series();
      if (shown === null) return null;
      const look = lookOf(name, zone, SIZE.width, SIZE.height);
      const svg = loadPart(() => import('./series-svg.ts')).then(({ toSeriesSvg }) =>
        toSeriesSvg(shown, look),
      );
      return { svg, ...SIZE };
    },
    table: () => {
      const shown = series();
      return shown === null ? null : toSeriesTable(shown);
    },
  };
}
