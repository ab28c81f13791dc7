import type { IncomingMessage, ServerResponse } from 'node:http';
import { FormatError } from '../../formats/format-error.ts';
import { CONTENT_SECURITY_POLICY_HEADER } from '../../model/policy.ts';
import type { Problem } from '../../model/result.ts';
import { Refusal } from './refusal.ts';
import type { Headers } from './refusal.ts';

/** Sent with every answer. */
export const SECURITY_HEADERS: Headers = {
  'content-security-policy': CONTENT_SECURITY_POLICY_HEADER,
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
};

/** One request on its way through a route. */
export interface Exchange {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly url: URL;
  /** What the groups of the route's path matched, percent-decoded. */
  readonly parts: readonly string[];
}

/** Answers with JSON, whole and uncompressed. */
export function answerJson(
  response: ServerResponse,
  status: number,
  body: unknown,
  headers: Headers = {},
): void {
  const bytes = Buffer.from(JSON.stringify(body));
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': String(bytes.byteLength),
    'cache-control': 'no-store',
    ...headers,
  });
  response.end(bytes);
}

/**
 * What any thrown value is to the sender: a refusal as it is, what could not be decoded a fault of the request,
 * everything else a failure of ours, of which `report` is told.
 */
export function toRefusal(error: unknown, report: (error: unknown) => void): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof FormatError) return new Refusal(400, error.problem.message, error.problem.advice);
  report(error);
  const reason = error instanceof Error ? error.message : String(error);
  return new Refusal(500, `The collector failed: ${reason}`, 'Try again; the collector printed the details.');
}

/** Answers with a problem. When the answer has already begun, the connection is cut, so that no one takes it for whole. */
export function answerRefusal(response: ServerResponse, refusal: Refusal, headers: Headers = {}): void {
  if (response.headersSent) {
    response.destroy();
    return;
  }
  const body: { readonly problem: Problem } = { problem: refusal.problem };
  answerJson(response, refusal.status, body, { ...refusal.headers, ...headers });
}
