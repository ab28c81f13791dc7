import type { AlertRule, Level } from '../model/alert-rule.ts';
import type { Change } from '../model/alert-state.ts';
import type { EpochMs } from '../model/time.ts';

const SEVERITY: Readonly<Record<Level, number>> = { warning: 1, critical: 2 };

/** The channels that a change is told: those of its level, or of the one it had. */
export function channelsFor(
  { actions }: Pick<AlertRule, 'actions'>,
  { level, from }: Pick<Change, 'level' | 'from'>,
): readonly string[] {
  const severity = Math.max(...[level, from].map((one) => (one === null ? 0 : SEVERITY[one])));
  return actions.filter((action) => SEVERITY[action.from] <= severity).map(({ channel }) => channel);
}

/** Whether nothing of a rule is sent at a moment. */
export function isMuted({ mutedUntil }: Pick<AlertRule, 'mutedUntil'>, at: EpochMs): boolean {
  return mutedUntil !== null && at < mutedUntil;
}

/** What of a rule decides when it fires, as a text; its name, owner, actions and mute may change while an incident is open. */
export function decisive({
  name: _name,
  owner: _owner,
  actions: _actions,
  mutedUntil: _muted,
  ...rule
}: AlertRule): string {
  return JSON.stringify(rule);
}
