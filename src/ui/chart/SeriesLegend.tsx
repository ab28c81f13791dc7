import type { ReactNode } from 'react';
import { Legend } from './Legend.tsx';
import type { LegendUse } from './hidden-lines.ts';
import type { SeriesLine } from './series.ts';
import { strokeOf } from './stroke.ts';

/** The legend of a chart over time; nothing where it has one line. `lines`: all it has, also those that are left away. */
export function SeriesLegend(props: {
  readonly name: string;
  readonly lines: readonly SeriesLine[];
  readonly use: LegendUse;
  readonly onEmphasise: (id: string | null) => void;
}): ReactNode {
  const { name, lines, use, onEmphasise } = props;
  if (lines.length < 2) return null;
  return (
    <Legend
      name={name}
      entries={lines.map(({ id, label, look }) => {
        const { colour, dashes } = strokeOf(look);
        return { id, label, colour, dashes };
      })}
      use={use}
      onEmphasise={onEmphasise}
    />
  );
}
