import { useMemo, useState } from 'react';
import { shownOf } from './hidden-lines.ts';
import type { LegendUse } from './hidden-lines.ts';

/** What a chart draws of its lines, and which of them is emphasised. */
export interface UsedLegend<S> {
  /** The same object while nothing is left away. */
  readonly shown: S;
  readonly emphasised: string | null;
  readonly onEmphasise: (id: string | null) => void;
}

/** What is left of a chart's lines by its legend. `drawn`: all that the chart has; null while there is nothing. */
export function useLegend<S extends { readonly lines: readonly { readonly id: string }[] } | null>(
  drawn: S,
  { hidden }: LegendUse,
): UsedLegend<S> {
  const [emphasised, onEmphasise] = useState<string | null>(null);
  const shown = useMemo(() => {
    if (drawn === null) return drawn;
    const lines = shownOf(drawn.lines, hidden);
    return lines === drawn.lines ? drawn : { ...drawn, lines };
  }, [drawn, hidden]);
  return { shown, emphasised, onEmphasise };
}
