import { setImmediate as yieldToOthers } from 'node:timers/promises';
import type { Job } from './job.ts';
import { runJob } from './run-job.ts';

/** How long it lasts at most, and a turn of it after which those who send come first, in milliseconds. */
const LONGEST_MS = 1_000;
const TURN_MS = 8;
/** How often the sample is decoded: the engine has made the quick form of everything that it takes by then. */
const TIMES = 400;
const SPANS = 20;

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0');

/** An envelope as a server's SDK sends it: a request with queries and calls beneath it. */
function sample(number: number): Uint8Array<ArrayBuffer> {
  const traceId = hex(number + 1, 32);
  const spanId = (index: number): string => hex(index + 1, 16);
  const spans = Array.from({ length: SPANS }, (_, index) => ({
    trace_id: traceId,
    span_id: spanId(index + 1),
    parent_span_id: spanId(index < 5 ? 0 : index % 5),
    op: index % 2 === 0 ? 'db.query' : 'http.client',
    description:
      index % 2 === 0 ? `SELECT name FROM products WHERE id = ${index}` : `GET http://stock/${index}`,
    status: 'ok',
    start_timestamp: index,
    timestamp: index + 1,
    data: { 'sentry.op': 'db.query', 'db.system': 'postgresql', 'server.port': 5432 + index },
  }));
  const transaction = {
    type: 'transaction',
    event_id: hex(number + 1, 32),
    transaction: `GET /products/${number % 8}`,
    transaction_info: { source: 'route' },
    start_timestamp: 0,
    timestamp: SPANS,
    platform: 'node',
    environment: 'production',
    release: 'shop@1.2.3',
    user: { id: `u${number}` },
    tags: { plan: 'free' },
    contexts: { trace: { trace_id: traceId, span_id: spanId(0), op: 'http.server', status: 'ok', data: {} } },
    request: { url: 'http://shop/products', method: 'GET', headers: { accept: '*/*' } },
    sdk: { name: 'sentry.javascript.node', version: '10.0.0' },
    spans,
  };
  const lines = [{ event_id: transaction.event_id }, { type: 'transaction' }, transaction];
  return new TextEncoder().encode(lines.map((line) => JSON.stringify(line)).join('\n'));
}

/**
 * Decodes a sample over and over, for nothing: a program that starts under load would else be five times as slow for
 * its first seconds, and everyone who sends then would wait for it. Jobs that come meanwhile go before. Resolves with how often
 * the sample was taken.
 */
export async function warmUp(): Promise<number> {
  const began = performance.now();
  let turn = began;
  let taken = 0;
  for (let number = 0; number < TIMES && performance.now() - began < LONGEST_MS; number += 1) {
    const job: Job = {
      format: 'sentry',
      project: '1',
      received: 0,
      encoding: '',
      key: null,
      userAgent: null,
      privacy: { contacts: false, salt: '' },
      body: sample(number),
    };
    if (runJob(job).outcome.kind === 'taken') taken += 1;
    if (performance.now() - turn < TURN_MS) continue;
    await yieldToOthers();
    turn = performance.now();
  }
  return taken;
}
