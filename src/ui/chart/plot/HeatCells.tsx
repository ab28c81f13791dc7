import { useEffect, useRef } from 'react';
import type { ReactNode } from 'react';
import { useInks } from '../../theme/use-inks.ts';
import { cellsOf, paintCells } from './paint-heat.ts';
import type { PlotData } from './plot-data.ts';
import type { plotAxes, plotFrame } from './plot-frame.ts';
import css from './plot.module.css';

/** The cells of the heatmap, on a canvas: there are thousands. */
export function HeatCells(props: {
  readonly data: PlotData;
  readonly frame: ReturnType<typeof plotFrame>;
  readonly axes: ReturnType<typeof plotAxes>;
}): ReactNode {
  const { data, frame, axes } = props;
  const { heat, tail } = data;
  const inks = useInks();
  const canvas = useRef<HTMLCanvasElement>(null);
  useEffect(() => {
    if (canvas.current === null || heat === null) return;
    paintCells(canvas.current, frame, cellsOf(heat, frame, axes, tail.from), inks);
  }, [heat, frame, axes, tail.from, inks]);
  return <canvas ref={canvas} className={css.cells} aria-hidden />;
}
