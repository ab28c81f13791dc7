import type { AlertRule } from '../model/alert-rule.ts';
import { readTick } from './evaluate.ts';
import type { Change, Incident, Tick } from '../model/alert-state.ts';

function worse(rule: AlertRule, one: number, other: number): number {
  if (Number.isNaN(one)) return other;
  if (Number.isNaN(other)) return one;
  return rule.side === 'above' ? Math.max(one, other) : Math.min(one, other);
}

/** The incidents of a rule after one more evaluation, oldest first; what was given is not changed. */
export function addToIncidents(
  incidents: readonly Incident[],
  rule: AlertRule,
  tick: Tick,
  change: Change | null,
): readonly Incident[] {
  const last = incidents.at(-1);
  if (change?.kind === 'opened') {
    const { incident: number, at: opened, since, level, value } = change;
    return [
      ...incidents,
      { number, opened, since, closed: null, level: level ?? 'warning', peak: value, changes: [change] },
    ];
  }
  if (last === undefined || last.closed !== null) return incidents;
  const reading = readTick(rule, tick);
  const value = typeof reading === 'object' ? reading.value : Number.NaN;
  const next: Incident = {
    ...last,
    peak: change?.kind === 'closed' ? last.peak : worse(rule, last.peak, value),
    closed: change?.kind === 'closed' ? change.at : null,
    level: change?.level === 'critical' ? 'critical' : last.level,
    changes: change === null ? last.changes : [...last.changes, change],
  };
  return [...incidents.slice(0, -1), next];
}
