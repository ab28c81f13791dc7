import { useEffect } from 'react';
import { isMuted } from '../../alerts/told.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Alerts } from '../../model/alerts.ts';
import type { EpochMs } from '../../model/time.ts';

/** The rules that fire now and that nobody has muted or turned off. */
export function firingRules(
  { rules, records }: Pick<Alerts, 'rules' | 'records'>,
  now: EpochMs,
): readonly AlertRule[] {
  return rules.filter(
    (rule) => rule.enabled && !isMuted(rule, now) && (records[rule.id]?.state.incident ?? null) !== null,
  );
}

/** Marks the icon of the tab while an alert fires. */
export function useFiredIcon(alerts: Pick<Alerts, 'rules' | 'records'> | undefined): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link === null || alerts === undefined || firingRules(alerts, Date.now()).length === 0) return;
    const usual = link.href;
    link.href = usual.replace(/favicon[^/]*\.svg/, 'favicon-fired.svg');
    return () => {
      link.href = usual;
    };
  }, [alerts]);
}
