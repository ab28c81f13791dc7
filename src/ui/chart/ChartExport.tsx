import type { ReactNode } from 'react';
import { PictureExport } from '../export/PictureExport.tsx';
import type { Zone } from '../format.ts';
import type { Series } from './series.ts';
import { takenSeries } from './taken-series.ts';

/** Takes a chart over time along: as a picture, as SVG, or as its numbers. What cannot be copied is downloaded. */
export function ChartExport(props: {
  readonly name: string;
  /** Null while there is nothing to take. */
  readonly series: () => Series | null;
  readonly zone: Zone;
}): ReactNode {
  const { name, series, zone } = props;
  return <PictureExport name={name} {...takenSeries(name, zone, series)} />;
}
