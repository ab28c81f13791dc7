import { isAlertMetric } from '../model/alert-rule.ts';
import type { EpochMs } from '../model/time.ts';
import type { Widget } from './view.ts';

/** What the page of alerts shows. */
export const ALERT_LISTS = ['rules', 'channels', 'deliveries'] as const;
export type AlertList = (typeof ALERT_LISTS)[number];

/** What of alerts is looked at, and what a new rule begins with. */
export interface AlertPlace {
  readonly list: AlertList;
  /** The id of the rule that is shown, or changed. */
  readonly rule: string | null;
  /** The id of the rule that a new one begins as a copy of. */
  readonly like: string | null;
  /** What a new rule measures. */
  readonly measure: Widget | null;
  /** The incident that is looked at, by the moment at which it was found; null: the last. */
  readonly incident: EpochMs | null;
}

export const DEFAULT_ALERT_PLACE: AlertPlace = {
  list: 'rules',
  rule: null,
  like: null,
  measure: null,
  incident: null,
};

/** Whether a rule can watch what a chart shows. */
export function isWatchable({ metric }: Widget): boolean {
  return isAlertMetric(metric);
}
