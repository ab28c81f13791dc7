import type { ReactNode } from 'react';
import type { Incident } from '../../model/alert-state.ts';
import { DAY } from '../../model/time.ts';
import type { EpochMs } from '../../model/time.ts';
import { formatDuration } from '../../ui/format.ts';
import { lengthOf } from './incident-words.ts';
import css from './alerts.module.css';

/** The last 24 hours of a rule: when an incident was open. */
export function DayBar({
  incidents,
  now,
}: {
  readonly incidents: readonly Incident[];
  readonly now: EpochMs;
}): ReactNode {
  const start = now - DAY;
  const shown = incidents.filter(({ closed }) => closed === null || closed > start);
  const total = shown.reduce(
    (sum, incident) => sum + lengthOf({ ...incident, opened: Math.max(incident.opened, start) }, now),
    0,
  );
  const words =
    shown.length === 0
      ? 'No incident in the last 24 h'
      : `${shown.length === 1 ? '1 incident' : `${shown.length} incidents`}, ${formatDuration(total)} of the last 24 h`;
  return (
    <span className={css.day} role="img" aria-label={words} title={words}>
      {shown.map(({ number, opened, closed, level }) => {
        const from = Math.max(opened, start);
        return (
          <i
            key={number}
            data-level={level}
            style={{
              left: `${((from - start) / DAY) * 100}%`,
              width: `max(2px, ${(((closed ?? now) - from) / DAY) * 100}%)`,
            }}
          />
        );
      })}
    </span>
  );
}
