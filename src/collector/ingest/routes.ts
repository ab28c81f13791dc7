import type { Route } from '../http/routes.ts';
import { envelopeRoute } from './envelope-route.ts';
import { ingestRoutes } from './ingest-route.ts';
import type { Intake } from './intake.ts';
import { skippedRoute, tracesRoute } from './otlp-routes.ts';
import type { RequestLog } from './request-log.ts';
import { streamRoute } from './stream-route.ts';

/** What the ingest routes need beside the intake. */
export interface IngestParts {
  readonly intake: Intake;
  readonly log: RequestLog;
  readonly key: string;
  readonly dsn: () => string;
  readonly countRefused: (reason: string) => void;
  readonly report: (error: unknown) => void;
}

/** Every address to which something can be sent. */
export function allIngestRoutes({ intake, log, key, dsn, countRefused, report }: IngestParts): Route[] {
  return [
    envelopeRoute(intake, key, dsn),
    streamRoute(intake),
    tracesRoute(intake),
    skippedRoute(intake, 'metrics'),
    skippedRoute(intake, 'logs'),
  ].flatMap((route) => ingestRoutes(route, log, countRefused, report));
}
