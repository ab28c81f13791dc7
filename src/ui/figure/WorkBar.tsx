import type { ReactNode } from 'react';
import type { Milliseconds } from '../../model/time.ts';
import { formatDuration } from '../format.ts';
import { toOpLook } from '../op.ts';
import css from './work-bar.module.css';

/** Time by kind of work of one event. */
export interface WorkPart {
  /** The first word of the ops it sums up: `db`. */
  readonly work: string;
  readonly ms: Milliseconds;
}

/**
 * An event's time by kind of work, as long as it took beside `longest`. Hatched: time that no such
 * work explains. Kinds may run at the same time; where they sum up to more than the event took, they share its length.
 */
export function WorkBar(props: {
  readonly duration: Milliseconds;
  readonly longest: Milliseconds;
  readonly work: readonly WorkPart[];
}): ReactNode {
  const { duration, longest, work } = props;
  const known = work.reduce((sum, { ms }) => sum + ms, 0);
  const whole = Math.max(known, duration);
  const words = [
    ...work.map(({ work, ms }) => `${work} ${formatDuration(ms)}`),
    ...(known < duration ? [`other ${formatDuration(duration - known)}`] : []),
  ].join(', ');
  return (
    <span
      className={css.work}
      role="img"
      aria-label={`Time by op: ${words}`}
      title={words}
      style={{ width: `${longest > 0 ? Math.max(2, (duration / longest) * 100) : 2}%` }}
    >
      {work.map(({ work, ms }) => (
        <i
          key={work}
          style={{ width: `${(ms / whole) * 100}%`, background: `var(${toOpLook(work).cssVar})` }}
        />
      ))}
      {known < duration && <i data-other />}
    </span>
  );
}
