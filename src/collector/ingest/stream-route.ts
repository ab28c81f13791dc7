import type { Exchange } from '../http/answer.ts';
import { printProblem } from './ingest-route.ts';
import type { IngestRoute, Taken } from './ingest-route.ts';
import type { Intake } from './intake.ts';

/** The project of everything that comes without a DSN. */
const PROJECT = 'spotlight';

/**
 * Takes envelopes as SDKs send them to Spotlight (`SENTRY_SPOTLIGHT`): beside their DSN or without one, so that there
 * is no key and no project, and with whatever content type.
 */
export function streamRoute(intake: Intake): IngestRoute {
  const take = async ({ request }: Exchange): Promise<Taken> => {
    const how = { format: 'sentry', project: PROJECT, key: null } as const;
    const { eventId, ...taken } = await intake.take(request, how);
    const body = JSON.stringify(eventId === null ? {} : { id: eventId });
    return { ...taken, reply: { type: 'application/json', body } };
  };
  return { path: /^\/stream\/?$/, take, printRefusal: printProblem };
}
