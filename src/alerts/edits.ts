import type { AlertRule } from '../model/alert-rule.ts';
import type { RuleEdit } from '../model/alerts.ts';
import type { EpochMs } from '../model/time.ts';

/** Versions of a rule that are kept. */
const MOST = 50;

/** The versions of a rule after it was written once more; one that is as it was adds none. */
export function withEdit(edits: readonly RuleEdit[], rule: AlertRule, at: EpochMs): readonly RuleEdit[] {
  const last = edits.at(-1);
  if (last !== undefined && JSON.stringify(last.rule) === JSON.stringify(rule)) return edits;
  return [...edits, { at, rule }].slice(-MOST);
}
