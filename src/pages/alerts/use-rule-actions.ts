import { useState } from 'react';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { EpochMs } from '../../model/time.ts';
import type { UsedAlerts } from '../../view/use-alerts.ts';
import type { RuleActions } from './RuleTable.tsx';

/** What can be done with rules, and what was deleted last, which can be taken back. */
export interface UsedRuleActions extends RuleActions {
  readonly deleted: readonly AlertRule[];
  readonly onUndo: () => void;
}

export function useRuleActions({ alerts, changeRules }: UsedAlerts): UsedRuleActions {
  const [deleted, setDeleted] = useState<readonly AlertRule[]>([]);
  // What fails is said above the page (`changeProblem`).
  const change = (update: (rules: readonly AlertRule[]) => readonly AlertRule[]): void =>
    void changeRules(update).catch(() => undefined);
  const each = (ids: ReadonlySet<string>, part: Partial<AlertRule>): void =>
    change((rules) => rules.map((rule) => (ids.has(rule.id) ? { ...rule, ...part } : rule)));
  return {
    onMute: (ids, until: EpochMs | null) => each(ids, { mutedUntil: until }),
    onEnable: (ids, enabled) => each(ids, { enabled }),
    onDelete: (ids) => {
      setDeleted((alerts?.rules ?? []).filter(({ id }) => ids.has(id)));
      change((rules) => rules.filter(({ id }) => !ids.has(id)));
    },
    deleted,
    onUndo: () => {
      const back = deleted;
      setDeleted([]);
      change((rules) => [...rules, ...back.filter(({ id }) => !rules.some((rule) => rule.id === id))]);
    },
  };
}
