// Traces that nobody would send on purpose: what each of them is made of is drawn by a seed.
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { STATUSES } from '../../src/model/status.ts';
import { createRandom } from '../random.ts';
import { ORIGIN, span, TRACE_ID, transaction } from './drawing.ts';

export interface Malformed {
  readonly spans: readonly Span[];
  readonly transactions: readonly Transaction[];
  readonly errors: readonly ErrorEvent[];
}

/** Texts that break what is careless: markup, formulas, odd letters, keys of objects, expressions, very long ones. */
export const HOSTILE: readonly string[] = [
  '',
  '<img src=x onerror="window.hacked=1">',
  '"><script>window.hacked=1</script>',
  "javascript:window.hacked=1//'",
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '\u0000\u0007\u001b[31m',
  '\u202egnp.exe',
  '\ud800 lone surrogate \udfff',
  '=HYPERLINK("http://evil.test")',
  '${window.hacked=1}{{constructor.constructor("window.hacked=1")()}}',
  'SELECT * FROM t WHERE a IN (%s, %s, %s',
  'select ' + '('.repeat(2_000),
  'GET http://[::1]:bad/../../%zz?a=&&&=#',
  '((((((((((((((((((((((a+)+)+)+)+',
  ' '.repeat(5_000),
  'é'.repeat(3_000),
  '["k",1],["k"',
  '1e999',
];

const TIMES = [0, -0, -1, NaN, Infinity, -Infinity, 1e300, -1e300, 8.64e15, 5e-324, 0.1, 1e9];
const OPS = [
  'db',
  'db.query',
  'http.client',
  'http.server',
  'pageload',
  'resource.script',
  'file.io',
  'cache.get',
];

function idOf(at: number): string {
  return (at + 1).toString(16).padStart(16, '0');
}

/** A malformed trace of up to so many spans, always the same for a seed. */
export function malformed(seed: number, most: number): Malformed {
  const random = createRandom(seed);
  const count = random.whole(0, most);
  const shape = random.pick(['any', 'chain', 'wide', 'ring', 'one id'] as const);
  const hostility = random.pick([0, 0.05, 0.5]);
  const text = (usual: string): string => (random.chance(hostility) ? random.pick(HOSTILE) : usual);
  const time = (usual: number): number => (random.chance(hostility) ? random.pick(TIMES) : usual);
  const parentOf = (at: number): string | null => {
    if (random.chance(0.01)) return random.pick([null, idOf(at), idOf(count + random.whole(0, 5))]);
    if (shape === 'chain') return at === 0 ? null : idOf(at - 1);
    if (shape === 'wide') return at === 0 ? null : idOf(0);
    if (shape === 'ring') return idOf((at + 1) % count);
    return random.chance(0.1) ? null : idOf(random.whole(0, count));
  };
  const spans = Array.from({ length: count }, (_, at): Span => {
    const op = text(random.pick(OPS));
    return span({
      traceId: TRACE_ID,
      spanId: shape === 'one id' ? idOf(at % 3) : idOf(random.chance(0.02) ? 0 : at),
      parentId: parentOf(at),
      project: text(random.pick(['web', 'api'])),
      op,
      description: text(
        `${random.pick(['SELECT a WHERE id = ', 'GET https://a.test/b/'])}${random.whole(0, 3)}`,
      ),
      start: time(ORIGIN + random.whole(0, 2_000)),
      duration: time(random.whole(-5, 500)),
      status: random.pick(STATUSES),
      group: text(idOf(random.whole(0, 4))),
      segment: random.pick([null, idOf(0), idOf(at), idOf(random.whole(0, count))]),
      attributes: new Map<string, string | number | boolean>([
        [text('http.request.method'), text('GET')],
        [text('url'), text('https://a.test/b/1')],
        [text('http.response_content_length'), random.pick([2e6, -1, 0, 'x'])],
        ['blocked_main_thread', random.chance(0.5)],
      ]),
    });
  });
  const transactions = spans
    .filter(() => random.chance(2 / Math.max(1, count)))
    .map((of) =>
      transaction(of, {
        transaction: text('GET /'),
        op: random.pick(['pageload', 'http.server', text('x')]),
        spanId: random.chance(0.2) ? idOf(count + 7) : of.spanId,
        vitals: { fcp: time(3_000) },
        tags: new Map([['browser.name', text('Chrome')]]),
      }),
    );
  const errors = Array.from({ length: random.whole(0, 3) }, (_, at): ErrorEvent => ({
    eventId: `${at}`.repeat(32),
    project: text('api'),
    traceId: TRACE_ID,
    spanId: random.pick([null, idOf(0), idOf(count + 1)]),
    timestamp: time(ORIGIN),
    type: text('TypeError'),
    message: text('x is not a function'),
    level: text('error'),
    transaction: random.pick([null, text('GET /')]),
  }));
  return { spans, transactions, errors };
}
