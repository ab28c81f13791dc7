import type { IncomingMessage } from 'node:http';
import * as z from 'zod';
import type { Exchange } from '../http/answer.ts';
import { Refusal } from '../http/refusal.ts';
import { describe, hasRows } from './contents.ts';
import { printProblem } from './ingest-route.ts';
import type { IngestRoute, Taken } from './ingest-route.ts';
import type { Intake } from './intake.ts';

const LINE_FEED = 10;
/** The first line of an envelope; everything else in it is the decoder's. */
const EnvelopeHead = z.object({ event_id: z.string().optional(), dsn: z.string().optional() });
type EnvelopeHead = z.infer<typeof EnvelopeHead>;

function readHead(body: Uint8Array): EnvelopeHead {
  const end = body.indexOf(LINE_FEED);
  try {
    return EnvelopeHead.parse(
      JSON.parse(Buffer.from(end < 0 ? body : body.subarray(0, end)).toString('utf8')),
    );
  } catch {
    // The decoder says what is wrong with it.
    return {};
  }
}

/** The key in the address or in a header of the request; null where there is none. */
function keyOf(request: IncomingMessage, url: URL): string | null {
  const inAddress = url.searchParams.get('sentry_key');
  if (inAddress !== null) return inAddress;
  const { authorization } = request.headers;
  const auth =
    request.headers['x-sentry-auth'] ?? (authorization?.startsWith('Sentry ') ? authorization : '');
  return /\bsentry_key=([^,\s]+)/.exec(String(auth))?.[1] ?? null;
}

function keyOfDsn(dsn: string | undefined): string | null {
  return dsn !== undefined && URL.canParse(dsn) ? new URL(dsn).username : null;
}

const WRONG_KEY = 403;

/**
 * Takes envelopes of Sentry SDKs, at any path that ends in `/api/{project}/envelope/`. Every project is taken that
 * has the key. `dsn` is shown to the user of the collector, never to a sender.
 */
export function envelopeRoute(
  intake: Intake,
  key: string,
  dsn: () => string,
  countRefused: (reason: string) => void,
): IngestRoute {
  const check = (given: string | null): void => {
    if (given === key) return;
    countRefused('wrong key');
    throw new Refusal(
      WRONG_KEY,
      given === null ? 'The request carries no key.' : 'The key is not the one of this collector.',
      'Use the DSN that the collector printed when it started and shows on its first page.',
    );
  };
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
    if (given !== null) check(given);
    return intake.withBody(request, async (body) => {
      const head = readHead(body.inflated);
      if (given === null) check(keyOfDsn(head.dsn));
      const decoded = await intake.keep(body, 'sentry', project);
      const id = head.event_id;
      return {
        reply: { type: 'application/json', body: JSON.stringify(id === undefined ? {} : { id }) },
        message: describe(decoded),
        transactions: decoded.transactions.length,
        accepted: hasRows(decoded) || decoded.refused.length === 0,
      };
    });
  };
  const explain = ({ status, problem }: Refusal): string =>
    status === WRONG_KEY
      ? `${problem.message} Use the DSN ${dsn()}.`
      : `${problem.message} ${problem.advice}`.trim();
  return { path: /^(?:\/.*)?\/api\/([^/]+)\/envelope\/?$/, take, printRefusal: printProblem, explain };
}
