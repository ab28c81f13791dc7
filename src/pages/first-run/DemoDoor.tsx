import { Play } from 'lucide-react';
import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { To } from 'react-router-dom';
import { BUTTON_CLASS } from '../../ui/Button.tsx';
import { formatCount } from '../../ui/format.ts';
import css from './DemoDoor.module.css';

const COLUMNS = 96;
const ROWS = 22;

/** How many events a cell of the picture has, 0 to 6: a daily wave, and a release that makes the tail heavier. */
function level(column: number, row: number): { ink: number; isTail: boolean } {
  const day = 0.7 + 0.3 * Math.cos(((column - 70) / COLUMNS) * 2 * Math.PI);
  const isSlow = column > COLUMNS * 0.7;
  const bump = (centre: number, width: number): number => Math.exp(-(((row - centre) / width) ** 2));
  const body = 5 * bump(2.5, 1.5) + 3.4 * bump(7, 3) + 3.6 * bump(11, 2.6);
  const tail = 2.4 * bump(15, 2.2) + 1.1 * bump(19, 2.6) + (isSlow ? 4.4 * bump(15, 0.9) : 0);
  // A fixed grain in place of chance, so that the picture is the same for everyone.
  const noise = Math.sin(column * 12.9898 + row * 78.233) * 43_758.5453;
  const grain = 0.65 + 0.5 * (noise - Math.floor(noise));
  const isTail = row >= 14;
  return { ink: Math.min(6, Math.round(Math.max(body, tail) * day * grain)), isTail };
}

function toPaths(): ReadonlyMap<string, string> {
  const paths = new Map<string, string>();
  for (let column = 0; column < COLUMNS; column++) {
    for (let row = 0; row < ROWS; row++) {
      const { ink, isTail } = level(column, row);
      if (ink < 1) continue;
      const colour = `var(--${isTail ? 't' : 'b'}${ink})`;
      const cell = `M${column * 10} ${(ROWS - 1 - row) * 10}h9v9h-9z`;
      paths.set(colour, (paths.get(colour) ?? '') + cell);
    }
  }
  return paths;
}

const PATHS = [...toPaths()];

/** Opens the demo. */
export function DemoDoor({ to, rows }: { readonly to: To; readonly rows: number }): ReactNode {
  return (
    <Link className={css.card} to={to}>
      <svg
        className={css.picture}
        viewBox={`0 0 ${COLUMNS * 10} ${ROWS * 10}`}
        preserveAspectRatio="none"
        aria-hidden
      >
        {PATHS.map(([colour, path]) => (
          <path key={colour} d={path} fill={colour} />
        ))}
      </svg>
      <span className={css.foot}>
        <span>
          <b>Open the demo</b>
          <small>{formatCount(rows)} transactions, 14 days, one bad release</small>
        </span>
        <span className={`${BUTTON_CLASS} ${css.open ?? ''}`} data-look="primary" data-size="small">
          <Play size={14} strokeWidth={1.5} aria-hidden />
          Open
        </span>
      </span>
    </Link>
  );
}
