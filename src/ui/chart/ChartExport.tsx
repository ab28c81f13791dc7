import type { ReactNode } from 'react';
import { PictureExport, lookOf } from '../export/PictureExport.tsx';
import type { Zone } from '../format.ts';
import { loadPart } from '../part/load-part.ts';
import { toSeriesTable } from './series-rows.ts';
import type { Series } from './series.ts';

const WIDTH = 960;
const HEIGHT = 360;

/** Takes a chart along: as a picture, as SVG, or as its numbers. What cannot be copied is downloaded. */
export function ChartExport(props: {
  readonly name: string;
  /** Null while there is nothing to take. */
  readonly series: () => Series | null;
  readonly zone: Zone;
  readonly onOpenChange?: (isOpen: boolean) => void;
}): ReactNode {
  const { name, series, zone, onOpenChange } = props;
  return (
    <PictureExport
      name={name}
      picture={() => {
        const shown = series();
        if (shown === null) return null;
        const look = lookOf(name, zone, WIDTH, HEIGHT);
        const svg = loadPart(() => import('./series-svg.ts')).then(({ toSeriesSvg }) =>
          toSeriesSvg(shown, look),
        );
        return { svg, width: WIDTH, height: HEIGHT };
      }}
      table={() => {
        const shown = series();
        return shown === null ? null : toSeriesTable(shown);
      }}
      {...(onOpenChange === undefined ? {} : { onOpenChange })}
    />
  );
}
