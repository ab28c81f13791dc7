import type { ReactNode } from 'react';
import { formatCount } from '../../ui/format.ts';
import css from './vitals.module.css';

const SIZE = 84;
const WIDTH = 7;
const RADIUS = (SIZE - WIDTH) / 2;
const AROUND = 2 * Math.PI * RADIUS;

/** How a score is called: Lighthouse's limits. */
function toneOf(score: number): 'good' | 'meh' | 'poor' {
  if (score >= 0.9) return 'good';
  return score >= 0.5 ? 'meh' : 'poor';
}

/** A performance score from 0 to 100 as a ring. NaN: no page view has one. */
export function ScoreRing({ score }: { readonly score: number }): ReactNode {
  const isKnown = Number.isFinite(score);
  const points = isKnown ? formatCount(Math.round(score * 100)) : '—';
  return (
    <span className={css.ring} data-tone={isKnown ? toneOf(score) : undefined}>
      <svg width={SIZE} height={SIZE} aria-hidden>
        <circle cx={SIZE / 2} cy={SIZE / 2} r={RADIUS} className={css.ringTrack} strokeWidth={WIDTH} />
        {isKnown && (
          <circle
            cx={SIZE / 2}
            cy={SIZE / 2}
            r={RADIUS}
            className={css.ringValue}
            strokeWidth={WIDTH}
            strokeDasharray={`${AROUND * score} ${AROUND}`}
            transform={`rotate(-90 ${SIZE / 2} ${SIZE / 2})`}
          />
        )}
      </svg>
      <b data-metric="score" data-exact={isKnown ? String(score) : 'none'}>
        {points}
      </b>
    </span>
  );
}
