import { describe, expect, it } from 'vitest';
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import { build } from '../../src/trace/build.ts';
import { exclusiveTimes } from '../../src/trace/exclusive.ts';
import { selfStretches } from '../../src/trace/self-time.ts';
import { SWAPPED_TIMES } from '../../src/trace/swapped.ts';
import { endOf, faultsIn, idAt, isWithin, NONE, nodesOfSpan, servicesOf } from '../../src/trace/trace.ts';
import { draw, idOf, ORIGIN, outline, span, text, TRACE_ID, transaction } from './drawing.ts';

function error(given: Partial<ErrorEvent> = {}): ErrorEvent {
  return {
    eventId: '0'.repeat(32),
    project: 'shop',
    traceId: TRACE_ID,
    spanId: null,
    timestamp: ORIGIN + 50,
    type: 'TypeError',
    message: 'x is not a function',
    level: 'error',
    transaction: null,
    ...given,
  };
}

function buildDrawn(drawing: string) {
  const { spans, transactions } = draw(drawing);
  return build(spans, transactions, []);
}

function kinds(trace: ReturnType<typeof build>): string[] {
  return trace.notices.map((notice) => notice.kind);
}

describe('the tree', () => {
  it('is the same whatever the order in which spans arrive', () => {
    const { spans, transactions } = draw(`
      http.server GET / 0..100 @shop
        db a 10..20
        app b 20..90
          db c 30..40
          db d 50..60
    `);
    const tree = text(`
      http.server GET /
        db a
        app b
          db c
          db d
    `);
    const orders = [spans, spans.toReversed(), [3, 1, 4, 0, 2].map((at) => spans[at] as Span)];
    for (const order of orders) expect(outline(build(order, transactions, []))).toBe(tree);
  });

  it('puts siblings by start, then by end', () => {
    const trace = buildDrawn(`
      app root 0..100
        app late 50..60
        app long 10..90
        app short 10..20
    `);
    expect(outline(trace)).toBe(
      text(`
        app root
          app short
          app long
          app late
      `),
    );
  });

  it('numbers subtrees without gaps', () => {
    const trace = buildDrawn(`
      app root 0..100
        app a 0..50
          app b 0..10
          app c 20..30
        app d 60..70
    `);
    expect([...trace.size]).toEqual([5, 3, 1, 1, 1]);
    expect([...trace.parent]).toEqual([NONE, 0, 1, 1, 0]);
    expect([...trace.depth]).toEqual([0, 1, 2, 2, 1]);
    expect([...trace.children]).toEqual([2, 2, 0, 0, 0]);
    expect(isWithin(trace, 3, 1)).toBe(true);
    expect(isWithin(trace, 4, 1)).toBe(false);
  });

  it('hangs the transactions of other services under the span that called them', () => {
    const trace = buildDrawn(`
      http.server GET / 0..100 @shop
        http.client POST authz 10..60
          http.server POST /check 12..58 @authz
            db select 20..30
    `);
    expect(servicesOf(trace, NONE)).toEqual(['shop', 'authz']);
    expect([...trace.owner]).toEqual([0, 0, 2, 2]);
    expect([...trace.transactions.keys()]).toEqual([0, 2]);
  });

  it('keeps several roots and says so', () => {
    const trace = buildDrawn(`
      app one 0..10
      app two 20..30
    `);
    expect(outline(trace)).toBe('app one\napp two');
    expect(kinds(trace)).toEqual(['several-roots']);
  });

  it('is empty where nothing is', () => {
    const trace = build([], [], []);
    expect(trace.length).toBe(0);
    expect(trace.startTime).toBe(0);
  });
});

describe('what is broken', () => {
  it('counts repeats once and keeps spans that only share an id', () => {
    const { spans } = draw(`
      app root 0..100
        app a 10..20
    `);
    const shared = span({ ...spans[1], start: ORIGIN + 30, description: 'server side' });
    const later = span({ ...spans[1], description: 'a, told again' });
    const trace = build([...spans, ...spans, shared, later], [], []);
    expect(outline(trace)).toBe(
      text(`
        app root
          app a, told again
          app server side
      `),
    );
    expect(trace.notices).toEqual([
      expect.objectContaining({ kind: 'shared-id', count: 1 }),
      expect.objectContaining({ kind: 'repeated', count: 3 }),
    ]);
    expect(nodesOfSpan(trace, shared.spanId)).toEqual([1, 2]);
  });

  it('hangs children of a shared id under the span of their own service', () => {
    const client = span({ spanId: idOf('s'), project: 'web', op: 'client' });
    const server = span({ spanId: idOf('s'), project: 'api', op: 'server', start: ORIGIN + 1 });
    const child = span({ spanId: idOf('c'), parentId: idOf('s'), project: 'api', op: 'child' });
    expect(outline(build([client, server, child], [], []))).toBe('client\nserver\n  child');
  });

  it('gathers spans whose parent never came under that parent, within their transaction', () => {
    const trace = buildDrawn(`
      http.server GET / 0..100 @shop
        db a 10..20
        db b 30..40 <lost
        db c 60..70 <lost
        db d 80..90 <other
    `);
    expect(outline(trace)).toBe(
      text(`
        http.server GET /
          db a
          missing parent
            db b
            db c
          missing parent
            db d
      `),
    );
    expect([...trace.missing]).toEqual([
      [2, idOf('lost')],
      [5, idOf('other')],
    ]);
    expect([trace.start[2], endOf(trace, 2), trace.self[2]]).toEqual([30, 70, NaN]);
    expect(trace.self[0]).toBe(90);
    expect(trace.notices[0]).toEqual({
      kind: 'missing-parent',
      count: 3,
      message: '3 spans name a parent that has not arrived; shown under “Missing parent”.',
    });
  });

  it('puts missing parents of nobody after the roots', () => {
    const trace = buildDrawn(`
      http.server GET / 5..9 @api <lost
      app root 10..20
    `);
    expect(outline(trace)).toBe('app root\nmissing parent\n  http.server GET /');
    expect(kinds(trace)).toEqual(['missing-parent']);
    expect(kinds(buildDrawn('http.server GET / 5..9 @api <lost'))).toEqual(['missing-parent', 'no-root']);
  });

  it('makes a root of a span that is its own parent', () => {
    const trace = build([span({ parentId: idOf('a'), op: 'self' })], [], []);
    expect(outline(trace)).toBe('self');
    expect(trace.notices).toEqual([
      {
        kind: 'self-parent',
        count: 1,
        message: `1 span names itself as parent and became a root: ${idOf('a')}.`,
      },
    ]);
  });

  it('opens a ring of ancestors at its first span and names it', () => {
    const trace = buildDrawn(`
      app c 30..40 #c <b
      app b 20..50 #b <a
      app a 10..60 #a <c
      app under 25..26 <b
    `);
    expect(outline(trace)).toBe('app a\n  app b\n    app under\n    app c');
    expect(trace.notices[0]).toEqual({
      kind: 'cycle',
      count: 1,
      message: `3 spans name each other as ancestors; the ring was opened at ${idOf('a')}.`,
    });
  });

  it('opens a ring that runs through a missing parent at the missing parent', () => {
    const orphan = span({ spanId: idOf('o'), parentId: idOf('lost'), segment: idOf('t'), op: 'orphan' });
    const inner = span({ spanId: idOf('t'), parentId: idOf('o'), segment: idOf('t'), op: 'inner' });
    const trace = build([orphan, inner], [], []);
    expect(outline(trace)).toBe('missing parent\n  orphan\n    inner');
    expect(kinds(trace)).toEqual(['missing-parent', 'no-root']);
  });

  it('swaps times that run backwards and gives no length to what has no time', () => {
    const backwards = span({ spanId: idOf('b'), start: ORIGIN + 90, duration: -40 });
    const lost = span({ spanId: idOf('n'), start: NaN, duration: NaN });
    const trace = build([span({ duration: 100 }), backwards, lost], [], []);
    const [at] = nodesOfSpan(trace, idOf('b'));
    expect([trace.start[at ?? -1], trace.duration[at ?? -1]]).toEqual([50, 40]);
    expect(kinds(trace)).toEqual(['several-roots', 'reversed', 'no-time']);
    expect([...trace.start, ...trace.duration].every(Number.isFinite)).toBe(true);
  });

  it('says what the decoder swapped', () => {
    const swapped = span({ duration: 40, attributes: new Map([[SWAPPED_TIMES, true]]) });
    const trace = build([swapped], [], []);
    expect([trace.start[0], trace.duration[0]]).toEqual([0, 40]);
    expect(trace.notices[0]?.message).toBe('1 span ended before the start; start and end were swapped.');
  });

  it('makes the span of a transaction that came without one', () => {
    const own = span({ description: 'GET /', duration: 100 });
    const child = span({ spanId: idOf('c'), parentId: own.spanId, op: 'db' });
    const trace = build([child], [transaction(own)], []);
    expect(outline(trace)).toBe('function GET /\n  db');
    expect(kinds(trace)).toEqual(['no-own-span']);
  });
});

describe('times', () => {
  it('reach from the first start to the last end', () => {
    const trace = buildDrawn(`
      app root 10..50
        app late 40..80
        app early 5..20
    `);
    expect([trace.startTime - ORIGIN, trace.endTime - ORIGIN]).toEqual([5, 80]);
    expect([...trace.start]).toEqual([5, 0, 35]);
  });

  it('give self time as what no child covers, overlaps once, children clipped', () => {
    const trace = buildDrawn(`
      app root 10..110
        app before 0..20
        app a 30..60
        app b 40..50
        app c 55..70
        app after 100..200
    `);
    const stretches = selfStretches(trace, 0);
    expect(stretches).toEqual([
      { start: 20, end: 30 },
      { start: 70, end: 100 },
    ]);
    expect(trace.self[0]).toBe(40);
  });

  it('leave the time of another service to the span that waited for it', () => {
    const trace = buildDrawn(`
      http.server GET / 0..100 @shop
        http.client POST authz 10..60
          http.server POST /check 12..58 @authz
            db select 20..30
    `);
    expect([...trace.self]).toEqual([50, 50, 36, 10]);
    expect(selfStretches(trace, 1)).toEqual([{ start: 10, end: 60 }]);
  });

  it('agree with the self time that is computed where the spans are stored', () => {
    const { spans, transactions } = draw(`
      http.server GET / 0..100 @shop
        http.client POST authz 10..60
          http.server POST /check 12..58 @authz
            db select 20..30
            db select 25..40
        app c 55..120
          db d 50..70
    `);
    const trace = build(spans, transactions, []);
    const stored = exclusiveTimes(spans);
    const at = new Map(spans.map((span, i) => [span.spanId, stored[i]]));
    expect([...trace.self]).toEqual(Array.from(trace.row, (_, node) => at.get(idAt(trace, node) ?? '')));
  });

  it('keep a duration as it was sent', () => {
    const sent = span({ start: ORIGIN + 0.3, duration: Math.fround(2171.4) });
    expect(build([sent, span({ spanId: idOf('z') })], [], []).duration[1]).toBe(Math.fround(2171.4));
  });
});

describe('errors', () => {
  const { spans, transactions } = draw(`
    http.server GET / 0..100 @shop
      db a 10..20 #a !internal_error
      http.client b 30..90 #b
        http.server B 40..80 @api
  `);

  it('stand at their span, else at the transaction of their service, else at the trace', () => {
    const trace = build(spans, transactions, [
      error({ eventId: 'e1', spanId: idOf('b') }),
      error({ eventId: 'e1', spanId: idOf('b') }),
      error({ eventId: 'e2', project: 'api' }),
      error({ eventId: 'e3', spanId: idOf('unknown') }),
      error({ eventId: 'e4', timestamp: ORIGIN + 5000, transaction: 'other' }),
      error({ eventId: 'e5', project: 'elsewhere', spanId: idOf('unknown') }),
    ]);
    const placed = [...trace.errors].map(([node, errors]): [number, string[]] => [
      node,
      errors.map((error) => error.eventId),
    ]);
    expect(new Map(placed)).toEqual(
      new Map([
        [0, ['e3']],
        [2, ['e1']],
        [3, ['e2']],
      ]),
    );
    expect(trace.looseErrors.map((error) => error.eventId)).toEqual(['e5', 'e4']);
    expect(trace.notices.at(-1)?.message).toBe('2 errors belong to no span of this trace.');
  });

  it('are counted with failed spans up the tree', () => {
    const trace = build(spans, transactions, [error({ project: 'api' })]);
    expect([0, 1, 2, 3].map((node) => faultsIn(trace, node))).toEqual([2, 1, 1, 1]);
  });
});

describe('size', () => {
  const many = (count: number, parentOf: (at: number) => number | null): Span[] =>
    Array.from({ length: count }, (_, at) => {
      const parent = parentOf(at);
      return span({
        spanId: (at + 1).toString(16).padStart(16, '0'),
        parentId: parent === null ? null : (parent + 1).toString(16).padStart(16, '0'),
        start: ORIGIN + ((at * 7919) % count),
        duration: 5,
      });
    });

  it('does not matter in depth', () => {
    const trace = build(
      many(10_000, (at) => (at === 0 ? null : at - 1)),
      [],
      [],
    );
    expect(trace.depth[9_999]).toBe(9_999);
    expect(trace.size[0]).toBe(10_000);
  });

  it('does not matter in a ring', () => {
    const trace = build(
      many(10_000, (at) => (at === 0 ? 9_999 : at - 1)),
      [],
      [],
    );
    expect(trace.length).toBe(10_000);
    expect(kinds(trace)).toEqual(['cycle']);
  });

  it('grows no faster than n log n', () => {
    const time = (count: number): number => {
      const spans = many(count, (at) => (at === 0 ? null : Math.floor((at - 1) / 8)));
      let best = Infinity;
      for (let round = 0; round < 3; round++) {
        const from = performance.now();
        expect(build(spans, [], []).length).toBe(count);
        best = Math.min(best, performance.now() - from);
      }
      return best;
    };
    time(10_000);
    expect(time(100_000)).toBeLessThan(Math.max(1_000, time(10_000) * 40));
  });
});
