import { useEffect, useState } from 'react';
import type { ReactNode } from 'react';
import { MINUTE, SECOND } from '../../model/time.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { formatDuration, momentParts } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import css from './EmptyPlot.module.css';

/** A transaction as a point: when it ended, and how long it took. */
export interface Point {
  readonly at: EpochMs;
  readonly duration: Milliseconds;
}

const LEFT = 52;
const BOTTOM = 28;
/** The part of the width that lies before now. */
const PAST = 0.86;
const SPAN: Milliseconds = 12 * MINUTE;
const FASTEST: Milliseconds = 5;
const SLOWEST: Milliseconds = 40_000;
const TICKS: readonly Milliseconds[] = [10, 100, 1000, 10_000];

/** Where a duration lies, from 0 at the bottom to 1 at the top, on a log scale. */
function toHeight(duration: Milliseconds): number {
  const clamped = Math.min(Math.max(duration, FASTEST), SLOWEST);
  return Math.log(clamped / FASTEST) / Math.log(SLOWEST / FASTEST);
}

/** Time against duration as on the Performance page, with nothing in it yet; the first points are drawn in it. */
export function EmptyPlot(props: {
  readonly points: readonly Point[];
  readonly zone: Zone;
  readonly children: ReactNode;
}): ReactNode {
  const { points, zone, children } = props;
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), SECOND);
    return () => clearInterval(timer);
  }, []);
  const toX = (at: EpochMs): string => `${PAST * (1 - (now - at) / SPAN) * 100}%`;
  const firstMark = Math.ceil((now - SPAN) / (3 * MINUTE)) * 3 * MINUTE;
  const marks = [0, 1, 2, 3].map((i) => firstMark + i * 3 * MINUTE);
  return (
    <section className={css.plot} aria-label="The first transactions">
      <div className={css.words}>{children}</div>
      <svg
        className={css.canvas}
        role="img"
        aria-label={`${points.length} transactions in the last 12 minutes`}
      >
        <defs>
          <pattern id="first-run-dots" width="12" height="12" patternUnits="userSpaceOnUse">
            <rect x="5" y="5" width="1" height="1" fill="var(--border-strong)" opacity="0.55" />
          </pattern>
        </defs>
        <svg x={LEFT} width={`calc(100% - ${LEFT}px)`} height={`calc(100% - ${BOTTOM}px)`} overflow="visible">
          <rect width="100%" height="100%" fill="url(#first-run-dots)" />
          {TICKS.map((tick) => (
            <text key={tick} x={-8} y={`${(1 - toHeight(tick)) * 100}%`} dy="4" textAnchor="end">
              {formatDuration(tick).replace(/\.0+(?=\D)/, '')}
            </text>
          ))}
          <line x1="0" x2="100%" y1="100%" y2="100%" stroke="var(--border-mid)" />
          <line x1={`${PAST * 100}%`} x2={`${PAST * 100}%`} y1="0" y2="100%" stroke="var(--accent)" />
          <circle className={css.pulse} cx={`${PAST * 100}%`} cy="100%" r="3.5" fill="var(--accent)" />
          <text className={css.now} x={`${PAST * 100}%`} y="100%" dy="20" textAnchor="middle">
            now
          </text>
          {marks
            .filter((mark) => now - mark > MINUTE)
            .map((mark) => (
              <text key={mark} x={toX(mark)} y="100%" dy="20" textAnchor="middle">
                {momentParts(mark, zone)?.time.slice(0, 5)}
              </text>
            ))}
          {points
            .filter(({ at }) => now - at < SPAN)
            .map(({ at, duration }, i) => (
              <circle
                key={i}
                cx={toX(Math.min(at, now))}
                cy={`${(1 - toHeight(duration)) * 100}%`}
                r="4"
                fill="var(--accent)"
                stroke="var(--surface)"
                strokeWidth="2"
              />
            ))}
        </svg>
      </svg>
    </section>
  );
}
