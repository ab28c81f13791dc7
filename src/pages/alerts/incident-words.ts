import type { Incident } from '../../model/alert-state.ts';
import type { EpochMs, Milliseconds } from '../../model/time.ts';
import { momentParts } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';

/** How long an incident lasted, or lasts by now. */
export function lengthOf(
  { opened, closed }: Pick<Incident, 'opened' | 'closed'>,
  now: EpochMs,
): Milliseconds {
  return Math.max(0, (closed ?? now) - opened);
}

/** A moment as lists write it: `Wed 4 Nov 12:50`. */
export function shortMoment(at: EpochMs, zone: Zone): string {
  const moment = momentParts(at, zone);
  if (moment === null) return '—';
  return `${moment.day.split(' ').slice(0, 3).join(' ')} ${moment.time.slice(0, 5)}`;
}

/** How many of incidents were of which level: `1 critical, 2 warning`. */
export function levelCounts(incidents: readonly Incident[]): string {
  const critical = incidents.filter(({ level }) => level === 'critical').length;
  const warning = incidents.length - critical;
  return [
    ...(critical > 0 ? [`${critical} critical`] : []),
    ...(warning > 0 ? [`${warning} warning`] : []),
  ].join(', ');
}
