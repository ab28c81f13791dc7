import { readCurves, readHeat } from './read-plot.ts';
import type { ReadCurves, ReadHeat } from './read-plot.ts';
import type { Curve } from './plot-questions.ts';
import type { Asked } from './use-latency-plot.ts';

/** What a latency plot draws. */
export interface ReadPlot {
  readonly curves: ReadCurves;
  /** Null where no heatmap is drawn. */
  readonly heat: ReadHeat | null;
  /** The durations that the axis reaches over; a linear one begins at 0. */
  readonly axis: { readonly from: number; readonly to: number; readonly isLog: boolean };
  readonly tail: { readonly from: number; readonly words: string };
  /** The lines that are drawn. */
  readonly lines: readonly Curve[];
}

const WITH_HEAT: readonly Curve[] = ['p99', 'p95', 'p50'];
const ALONE: readonly Curve[] = ['p99', 'p95', 'p75', 'p50'];

/** What the plot draws of its answers; null where there is no duration at all. `edges`: the axis without a heatmap. */
export function toPlotData(answered: {
  readonly curves: Asked;
  readonly heat: Asked | null;
  readonly edges: readonly number[] | null;
  readonly tail: ReadPlot['tail'];
  readonly isLog: boolean;
}): ReadPlot | null {
  const { curves, heat, edges, tail, isLog } = answered;
  const read = heat === null ? null : readHeat(heat.asked, heat.result);
  const shown = read !== null && read.edges.length > 1 ? read : null;
  const axisEdges = shown?.edges ?? edges;
  const [from, to] = [axisEdges?.[0], axisEdges?.at(-1)];
  if (from === undefined || to === undefined) return null;
  return {
    curves: readCurves(curves.asked, curves.result),
    heat: shown,
    axis: { from: isLog ? from : 0, to, isLog },
    tail,
    lines: shown === null ? ALONE : WITH_HEAT,
  };
}
