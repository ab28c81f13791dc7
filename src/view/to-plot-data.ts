import { readCurves, readHeat } from './read-plot.ts';
import type { ReadCurves, ReadHeat } from './read-plot.ts';
import type { Curve } from './plot-questions.ts';
import type { UsedPlot } from './use-latency-plot.ts';

/** What a latency plot draws. */
export interface ReadPlot {
  readonly curves: ReadCurves;
  /** Null where no heatmap is drawn. */
  readonly heat: ReadHeat | null;
  /** The durations that the axis reaches over. */
  readonly axis: { readonly from: number; readonly to: number };
  readonly tail: { readonly from: number; readonly words: string };
  /** The lines that are drawn. */
  readonly lines: readonly Curve[];
}

const WITH_HEAT: readonly Curve[] = ['p99', 'p95', 'p50'];
const ALONE: readonly Curve[] = ['p99', 'p95', 'p75', 'p50'];

/** What the plot draws; null until its lines are known. `words`: what the tail is slower than. */
export function toPlotData(used: UsedPlot, words: string): ReadPlot | null {
  const { curves, heat, edges, tail } = used;
  if (curves.data === undefined || curves.asked === undefined || tail === null) return null;
  const read = heat === null ? null : readHeat(heat.asked, heat.result);
  const shown = read !== null && read.edges.length > 1 ? read : null;
  const axisEdges = shown?.edges ?? edges;
  const [from, to] = [axisEdges?.[0], axisEdges?.at(-1)];
  if (from === undefined || to === undefined) return null;
  return {
    curves: readCurves(curves.asked, curves.data),
    heat: shown,
    axis: { from, to },
    tail: { from: tail.from, words },
    lines: shown === null ? ALONE : WITH_HEAT,
  };
}
