import type { IncomingMessage } from 'node:http';
import type { Exchange } from '../http/answer.ts';
import type { Headers } from '../http/refusal.ts';

/** Any page may send here, and learn whether it was taken; nothing is given back that it could read. */
export const CORS_HEADERS: Headers = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': 'x-sentry-error, x-sentry-rate-limits, retry-after',
  'cross-origin-resource-policy': 'cross-origin',
};

function preflightHeaders(request: IncomingMessage): Headers {
  const asked = request.headers['access-control-request-headers'];
  const fromPublic = request.headers['access-control-request-private-network'] === 'true';
  return {
    ...CORS_HEADERS,
    'access-control-allow-methods': 'POST',
    'access-control-allow-headers': asked ?? 'content-type',
    'access-control-max-age': '86400',
    vary: 'access-control-request-headers, access-control-request-private-network',
    ...(fromPublic ? { 'access-control-allow-private-network': 'true' } : {}),
  };
}

/** Answers what a browser asks before it sends. */
export function answerPreflight({ request, response }: Exchange): void {
  response.writeHead(204, preflightHeaders(request));
  response.end();
}
