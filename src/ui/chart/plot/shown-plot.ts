import { useMemo } from 'react';
import { shownOf } from '../hidden-lines.ts';
import type { LegendUse } from '../hidden-lines.ts';
import type { PlotData } from './plot-data.ts';

/** A plot without the lines that are left away; the same object where none is. */
export function useShownPlot(data: PlotData | null, { hidden }: LegendUse): PlotData | null {
  return useMemo(() => {
    if (data === null) return null;
    const shown = shownOf(
      data.lines.map((id) => ({ id })),
      hidden,
    ).map(({ id }) => id);
    return shown.length === data.lines.length ? data : { ...data, lines: shown };
  }, [data, hidden]);
}
