// Transactions as a Sentry SDK sends them, with what a collector must make of them.
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import type { EpochMs } from '../../src/model/time.ts';
import type { Transaction, Work } from '../../src/model/transaction.ts';
import { randomTransactions } from '../random-data.ts';
import { createRandom } from '../random.ts';
import type { Random } from '../random.ts';

/** One event as it is meant, and as it is sent. */
export interface Sent {
  /** `row` and `received` are up to the collector. */
  readonly transaction: Transaction;
  readonly spans: readonly Pick<Span, 'spanId' | 'parentId' | 'op' | 'description' | 'start' | 'duration'>[];
  readonly errors: readonly Pick<ErrorEvent, 'eventId' | 'spanId' | 'message'>[];
}

// Sentry sends seconds as doubles. Times of whole 64ths of a second survive that without any rounding.
const STEP = 1_000 / 64;
const toStep = (ms: number): number => Math.round(ms / STEP) * STEP;
const seconds = (ms: EpochMs): number => ms / 1_000;

const CHILDREN: readonly { readonly op: string; readonly work: Work }[] = [
  { op: 'db.query', work: 'db' },
  { op: 'http.client', work: 'http' },
  { op: 'cache.get', work: 'cache' },
];
const RATES = [1, 1, 0.5, 0.25];

/** Up to three children, one after the other, of a tenth of the time each. */
function childrenOf(random: Random, { spanId, start, duration }: Transaction): Sent['spans'] {
  const length = Math.floor(duration / 10 / STEP) * STEP;
  return CHILDREN.slice(0, random.whole(0, CHILDREN.length)).map(({ op }, index) => ({
    spanId: (BigInt(`0x${spanId}`) ^ BigInt(index + 1)).toString(16).padStart(16, '0'),
    parentId: spanId,
    op,
    description: `${op} ${index}`,
    start: start + 2 * index * length,
    duration: length,
  }));
}

function workOf(spans: Sent['spans']): Transaction['work'] {
  return Object.fromEntries(
    spans.map((span) => [CHILDREN.find(({ op }) => op === span.op)?.work, span.duration]),
  );
}

/** `n` events with everything a Sentry SDK can say of them. */
export function sentEvents(seed: number, n: number): Sent[] {
  const random = createRandom(seed);
  return randomTransactions(seed, n).map((each, index): Sent => {
    const end = toStep(each.start + each.duration);
    const duration = toStep(each.duration);
    const user = each.user !== null && /^(id|email):./.test(each.user) ? each.user : null;
    const own: Transaction = {
      ...each,
      project: String(1 + (index % 3)),
      transaction: each.transaction === '' ? '/nameless' : each.transaction,
      environment: each.environment === '' ? null : each.environment,
      start: end - duration,
      duration,
      user,
      userDisplay: user?.replace(/^\w+:/, '') ?? null,
      sdk: 'sentry.javascript.node/10.78.0',
      weight: 1 / random.pick(RATES),
      tags: new Map([...each.tags].filter(([, value]) => value !== '')),
    };
    const spans = childrenOf(random, own);
    const errors = random.chance(0.2)
      ? [{ eventId: `${each.eventId.slice(0, 30)}ee`, spanId: own.spanId, message: `It broke ${index}.` }]
      : [];
    return {
      transaction: { ...own, spans: spans.length, errors: errors.length, work: workOf(spans) },
      spans,
      errors,
    };
  });
}

function userOf(user: string): Readonly<Record<string, string>> {
  const [, key = '', value = ''] = /^(\w+):(.*)$/s.exec(user) ?? [];
  return { [key]: value };
}

function toItems({ transaction: of, spans, errors }: Sent): [string, unknown][] {
  const trace = { trace_id: of.traceId, span_id: of.spanId };
  const event = {
    type: 'transaction',
    event_id: of.eventId,
    transaction: of.transaction,
    start_timestamp: seconds(of.start),
    timestamp: seconds(of.start + of.duration),
    platform: 'node',
    sdk: { name: 'sentry.javascript.node', version: '10.78.0' },
    ...(of.environment === null ? {} : { environment: of.environment }),
    ...(of.release === null ? {} : { release: of.release }),
    ...(of.user === null ? {} : { user: userOf(of.user) }),
    ...(of.httpMethod === null ? {} : { request: { method: of.httpMethod } }),
    tags: Object.fromEntries(of.tags),
    measurements: Object.fromEntries(Object.entries(of.vitals).map(([name, value]) => [name, { value }])),
    contexts: {
      trace: { ...trace, op: of.op, status: of.status, data: { 'sentry.sample_rate': 1 / of.weight } },
      ...(of.httpStatus === null ? {} : { response: { status_code: of.httpStatus } }),
    },
    spans: spans.map(({ spanId, parentId, op, description, start, duration }) => ({
      trace_id: of.traceId,
      span_id: spanId,
      parent_span_id: parentId,
      op,
      description,
      start_timestamp: seconds(start),
      timestamp: seconds(start + duration),
    })),
  };
  const thrown = errors.map(({ eventId, message }): [string, unknown] => [
    'event',
    {
      event_id: eventId,
      timestamp: seconds(of.start),
      level: 'error',
      exception: { values: [{ type: 'TypeError', value: message }] },
      contexts: { trace },
    },
  ]);
  return [['transaction', event], ...thrown];
}

/** Posts the events to a DSN, some to each envelope, as an SDK would. Rejects when one is not accepted. */
export async function postEvents(dsn: string, events: readonly Sent[]): Promise<void> {
  const { origin, username } = new URL(dsn);
  for (const project of new Set(events.map((each) => each.transaction.project))) {
    const own = events.filter((each) => each.transaction.project === project);
    for (let at = 0; at < own.length; at += 25) {
      const items = own.slice(at, at + 25).flatMap(toItems);
      const lines = items.flatMap(([type, payload]) => [JSON.stringify({ type }), JSON.stringify(payload)]);
      const response = await fetch(`${origin}/api/${project}/envelope/?sentry_key=${username}`, {
        method: 'POST',
        body: ['{}', ...lines, ''].join('\n'),
      });
      if (response.status !== 200)
        throw new Error(`An envelope got ${response.status}: ${await response.text()}`);
    }
  }
}
