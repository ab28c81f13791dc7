import type { ReactNode } from 'react';
import type { LegendUse } from '../hidden-lines.ts';
import { Legend } from '../Legend.tsx';
import { strokeOf } from '../stroke.ts';
import { PLOT_CURVES } from './plot-data.ts';
import type { PlotCurve } from './plot-data.ts';

/** The percentiles of a latency plot by name. `lines`: all it has, also those that are left away. */
export function PlotLegend(props: {
  readonly name: string;
  readonly lines: readonly PlotCurve[];
  readonly use: LegendUse;
  readonly onEmphasise: (id: string | null) => void;
}): ReactNode {
  const { name, lines, use, onEmphasise } = props;
  return (
    <Legend
      name={name}
      entries={PLOT_CURVES.toReversed()
        .filter((curve) => lines.includes(curve))
        .map((curve) => {
          const { colour, dashes } = strokeOf(curve);
          return { id: curve, label: curve, colour, dashes };
        })}
      use={use}
      onEmphasise={onEmphasise}
    />
  );
}
