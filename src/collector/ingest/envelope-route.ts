import type { IncomingMessage } from 'node:http';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import { printProblem } from './ingest-route.ts';
import type { IngestRoute, Taken } from './ingest-route.ts';
import type { Intake } from './intake.ts';
import { WRONG_KEY, WrongKey } from './wrong-key.ts';

/** The key in the address or in a header of the request; null where there is none. */
function keyOf(request: IncomingMessage, url: URL): string | null {
  const inAddress = url.searchParams.get('sentry_key');
  if (inAddress !== null) return inAddress;
  const { authorization } = request.headers;
  const auth =
    request.headers['x-sentry-auth'] ?? (authorization?.startsWith('Sentry ') ? authorization : '');
  return /\bsentry_key=([^,\s]+)/.exec(String(auth))?.[1] ?? null;
}

/** Seconds for which an SDK is asked to hold back. */
const HOLD_BACK = 5;

/**
 * A passing refusal in Sentry's own words. An SDK throws away what it is refused, and of these categories what comes
 * in the next seconds; of a bare 429 it would throw away everything for a minute.
 */
function toRateLimit({ problem, headers }: Refusal): Refusal {
  return new Refusal(429, problem.message, problem.advice, {
    ...headers,
    'retry-after': String(HOLD_BACK),
    'x-sentry-rate-limits': `${HOLD_BACK}:transaction;span;error:key:collector_overload`,
  });
}

/**
 * Takes envelopes of Sentry SDKs, at any path that ends in `/api/{project}/envelope/`. Every project is taken that
 * has the key. `dsn` is shown to the user of the collector, never to a sender.
 */
export function envelopeRoute(intake: Intake, key: string, dsn: () => string): IngestRoute {
  const take = async ({ request, url, parts }: Exchange): Promise<Taken> => {
    const [project = ''] = parts;
    if (!/^[\w.-]{1,64}$/.test(project)) {
      throw new Refusal(
        400,
        'The project in the address is no id.',
        'Use the DSN as it is, or another number.',
      );
    }
    const given = keyOf(request, url);
    if (given !== null && given !== key) throw new WrongKey(given);
    const how = { format: 'sentry', project, key: given === null ? key : null } as const;
    const { eventId, ...taken } = await intake.take(request, how);
    const body = JSON.stringify(eventId === null ? {} : { id: eventId });
    return { ...taken, reply: { type: 'application/json', body } };
  };
  const adapt = (refusal: Refusal): Refusal => (refusal.status === 503 ? toRateLimit(refusal) : refusal);
  const explain = ({ status, problem }: Refusal): string =>
    status === WRONG_KEY
      ? `${problem.message} Use the DSN ${dsn()}.`
      : `${problem.message} ${problem.advice}`.trim();
  return { path: /^(?:\/.*)?\/api\/([^/]+)\/envelope\/?$/, take, adapt, printRefusal: printProblem, explain };
}
