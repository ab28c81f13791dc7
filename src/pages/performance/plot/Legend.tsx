import type { ReactNode } from 'react';
import { formatCount, formatDuration } from '../../../ui/format.ts';
import { SHADES, mostIn } from '../../../ui/chart/plot/heat.ts';
import type { PlotData } from '../../../ui/chart/plot/plot-data.ts';
import css from './plot.module.css';

function Ramp({ ink }: { readonly ink: 'b' | 't' }): ReactNode {
  return (
    <span className={css.ramp} aria-hidden>
      {Array.from({ length: SHADES }, (_, index) => (
        <i key={index} style={{ background: `var(--${ink}${index + 1})` }} />
      ))}
    </span>
  );
}

/** What the shades of the heatmap are. */
export function Legend({ data }: { readonly data: PlotData }): ReactNode {
  const { heat, tail } = data;
  if (heat === null) return null;
  return (
    <p className={css.legend}>
      <span>
        1 <Ramp ink="b" /> {formatCount(mostIn(heat))} a cell
      </span>
      <span title={`Slower than ${tail.words}`}>
        slower than {tail.words}, {formatDuration(tail.from)} <Ramp ink="t" />
      </span>
    </p>
  );
}
