import type { IncomingMessage } from 'node:http';
import { toRefusal } from '../http/answer.ts';
import type { Exchange } from '../http/answer.ts';
import { reasonOf } from '../http/refusal.ts';
import type { Headers, Refusal } from '../http/refusal.ts';
import type { Route } from '../http/routes.ts';
import { CORS_HEADERS, answerPreflight } from './cors.ts';
import type { RequestLog } from './request-log.ts';

/** A body of an answer with its type. */
export interface Reply {
  readonly type: string;
  readonly body: string | Uint8Array;
}

/** What a request was found to hold. */
export interface Taken {
  readonly reply: Reply;
  /** For the list of last requests. */
  readonly message: string;
  readonly transactions: number;
  /** Whether something of it was taken, or nothing of it was wrong. */
  readonly accepted: boolean;
}

export interface IngestRoute {
  readonly path: RegExp;
  readonly take: (exchange: Exchange) => Promise<Taken>;
  /** The refusal as this kind of sender understands it. */
  readonly adapt?: (refusal: Refusal) => Refusal;
  /** How a refusal is told to this kind of sender. */
  readonly printRefusal: (refusal: Refusal, request: IncomingMessage) => Reply;
  /** A fuller message for the list of requests, which only this machine's user reads. */
  readonly explain?: (refusal: Refusal) => string;
}

/** JSON as this collector's own routes answer it. */
export function printProblem({ problem }: Refusal): Reply {
  return { type: 'application/json', body: JSON.stringify({ problem }) };
}

function clientOf({ request, url }: Exchange): string | null {
  const auth = /sentry_client=([^,\s]+)/.exec(String(request.headers['x-sentry-auth'] ?? ''))?.[1];
  const client = url.searchParams.get('sentry_client') ?? auth ?? request.headers['user-agent'] ?? null;
  return client === null ? null : client.slice(0, 200);
}

function send({ response }: Exchange, status: number, { type, body }: Reply, headers: Headers = {}): void {
  const bytes = Buffer.from(body);
  response.writeHead(status, {
    ...CORS_HEADERS,
    'content-type': type,
    'content-length': String(bytes.byteLength),
    ...headers,
  });
  response.end(bytes);
}

/** Header values hold no line breaks and nothing beyond Latin-1. */
function headerText(text: string): string {
  return text.replaceAll(/[^\x20-\x7e]/g, '?').slice(0, 500);
}

/** The routes of one ingest address: what is sent, and the question of a browser before. Every request is noted. */
export function ingestRoutes(
  { path, take, adapt = (refusal) => refusal, printRefusal, explain }: IngestRoute,
  log: RequestLog,
  countRefused: (reason: string) => void,
  report: (error: unknown) => void,
): Route[] {
  const answer = async (exchange: Exchange): Promise<void> => {
    const note = { at: Date.now(), path: exchange.url.pathname, client: clientOf(exchange) };
    try {
      const { reply, message, transactions, accepted } = await take(exchange);
      log.add({ ...note, status: 200, message, transactions, accepted });
      send(exchange, 200, reply);
    } catch (error) {
      const refusal = adapt(toRefusal(error, report));
      countRefused(reasonOf(refusal));
      const { message, advice } = refusal.problem;
      const told = explain?.(refusal) ?? `${message} ${advice}`;
      log.add({ ...note, status: refusal.status, message: told, transactions: 0, accepted: false });
      const reply = printRefusal(refusal, exchange.request);
      send(exchange, refusal.status, reply, { 'x-sentry-error': headerText(message), ...refusal.headers });
    }
  };
  return [
    { method: 'POST', path, plane: 'ingest', answer },
    { method: 'OPTIONS', path, plane: 'ingest', answer: answerPreflight },
  ];
}
