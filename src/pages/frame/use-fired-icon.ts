import { useEffect } from 'react';
import { isMuted } from '../../alerts/told.ts';
import type { Alerts } from '../../model/alerts.ts';
import type { EpochMs } from '../../model/time.ts';

/** Whether a rule fires now that nobody has muted or turned off. */
export function isFiring({ rules, records }: Pick<Alerts, 'rules' | 'records'>, now: EpochMs): boolean {
  return rules.some(
    (rule) => rule.enabled && !isMuted(rule, now) && (records[rule.id]?.state.incident ?? null) !== null,
  );
}

/** Marks the icon of the tab while an alert fires. */
export function useFiredIcon(alerts: Pick<Alerts, 'rules' | 'records'> | undefined): void {
  useEffect(() => {
    const link = document.querySelector<HTMLLinkElement>('link[rel="icon"]');
    if (link === null || alerts === undefined || !isFiring(alerts, Date.now())) return;
    const usual = link.href;
    link.href = usual.replace(/favicon[^/]*\.svg/, 'favicon-fired.svg');
    return () => {
      link.href = usual;
    };
  }, [alerts]);
}
