import type { AlertRule } from '../../model/alert-rule.ts';
import type { RuleEdit } from '../../model/alerts.ts';
import type { EpochMs } from '../../model/time.ts';
import { print } from '../../search/print.ts';
import { formatMinute } from '../../ui/format.ts';
import type { Zone } from '../../ui/format.ts';
import { widgetWords } from '../../view/metric-words.ts';
import { timeWords, valueWords } from './rule-words.ts';

/** Everything of a rule that somebody can change, each in words. */
function parts(rule: AlertRule, zone: Zone): Readonly<Record<string, string>> {
  const threshold = (value: number | null): string => (value === null ? 'none' : valueWords(rule, value));
  return {
    name: rule.name,
    // Versions from before rules had one have none.
    owner: rule.owner || 'nobody',
    state: rule.enabled ? 'on' : 'off',
    metric: widgetWords(rule.measure),
    environments:
      rule.environments.length === 0 ? 'every' : rule.environments.map((one) => one ?? 'none').join(', '),
    search: print(rule.where) === '' ? 'everything' : print(rule.where),
    window: timeWords(rule.window),
    'bad is': rule.side,
    critical: threshold(rule.thresholds.critical),
    warning: threshold(rule.thresholds.warning),
    resolved: threshold(rule.thresholds.resolve),
    'compared with': rule.earlier === null ? 'fixed thresholds' : `${timeWords(rule.earlier)} earlier`,
    'minutes in a row': String(rule.periods),
    'at least': `${rule.least} events`,
    'no data': rule.noData,
    'as Sentry in 2022': rule.classic ? 'yes' : 'no',
    tells: rule.actions.map(({ channel, from }) => `${channel} from ${from}`).join(', ') || 'nobody',
    muted: rule.mutedUntil === null ? 'no' : `until ${formatMinute(rule.mutedUntil, zone)}`,
  };
}

/** A version of a rule, and what was changed to make it. */
export interface DescribedEdit {
  readonly at: EpochMs;
  readonly rule: AlertRule;
  readonly changes: readonly string[];
}

/** The versions of a rule, the newest first. */
export function describeEdits(edits: readonly RuleEdit[], zone: Zone): readonly DescribedEdit[] {
  return edits
    .map(({ at, rule }, index): DescribedEdit => {
      const before = edits[index - 1];
      if (before === undefined) return { at, rule, changes: ['first version that is kept'] };
      const [old, next] = [parts(before.rule, zone), parts(rule, zone)];
      const changes = Object.entries(next)
        .filter(([name, words]) => words !== old[name])
        .map(([name, words]) => `${name}: ${old[name] ?? ''} → ${words}`);
      return { at, rule, changes };
    })
    .toReversed();
}
