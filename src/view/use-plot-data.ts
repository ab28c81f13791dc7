import { useMemo } from 'react';
import { toPlotData } from './to-plot-data.ts';
import type { ReadPlot } from './to-plot-data.ts';
import { useHeld } from './use-held.ts';
import type { UsedPlot } from './use-latency-plot.ts';
import { useView } from './use-view.ts';

/** What a latency plot draws, all of the same rows; null until its lines are known. `words`: what the tail is slower than. */
export function usePlotData(used: UsedPlot, words: string): ReadPlot | null {
  const { heat, edges, tail } = used;
  const { data, asked, isStale, isPending, problem } = used.curves;
  const tailFrom = tail?.from ?? null;
  const isLog = useView().view.scale === 'log';
  const plot = useMemo(() => {
    if (data === undefined || asked === undefined || tailFrom === null) return null;
    return toPlotData({
      curves: { asked, result: data },
      heat,
      edges,
      tail: { from: tailFrom, words },
      isLog,
    });
  }, [data, asked, heat, edges, tailFrom, words, isLog]);
  return useHeld({ plot }, (isStale || isPending) && problem === null && plot !== null).plot ?? plot;
}
