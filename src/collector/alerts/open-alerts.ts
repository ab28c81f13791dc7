import type { Settings } from '../../model/source.ts';
import type { Milliseconds } from '../../model/time.ts';
import type { Reader } from '../contract/reader.ts';
import type { Route } from '../http/routes.ts';
import { alertRoutes } from './alert-routes.ts';
import { Alerts } from './alerts.ts';
import { answerQuery } from './answer-query.ts';
import type { KeptAlerts } from './kept-alerts.ts';
import { whenStored } from './when-stored.ts';

/** What of the collector alerts work with. */
export interface AlertsWith {
  readonly kept: KeptAlerts;
  readonly reader: Reader;
  readonly settled: () => Promise<void>;
  readonly settings: () => Settings;
  readonly report: (error: unknown) => void;
  readonly every?: Milliseconds | undefined;
}

/** The alerts of a collector, and their routes. */
export function openAlerts({ kept, reader, settled, settings, report, every }: AlertsWith): {
  readonly alerts: Alerts;
  readonly routes: readonly Route[];
} {
  const alerts = new Alerts({
    kept,
    now: () => Date.now(),
    settled: () => whenStored({ settled, change: () => reader.store.progress.change }),
    ask: (query, at) => answerQuery(reader, query, at),
    lastRow: () => reader.store.progress.row,
    askedWith: () => ({ delay: kept.config.alertDelay, thresholds: settings().thresholds }),
    deliverWith: { allowed: kept.config.alertTargets, print: (line) => process.stdout.write(`${line}\n`) },
    report,
    ...(every === undefined ? {} : { every }),
  });
  return { alerts, routes: alertRoutes(alerts, kept) };
}
