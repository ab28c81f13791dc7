import { describe, expect, it } from 'vitest';
import type { Transaction } from '../../src/model/transaction.ts';
import { build } from '../../src/trace/build.ts';
import { isBrowser, isGap } from '../../src/trace/gap.ts';
import { rows } from '../../src/trace/rows.ts';
import type { RowOptions } from '../../src/trace/rows.ts';
import { NONE } from '../../src/trace/trace.ts';
import { draw, drawing, ORIGIN, span, text, transaction } from './drawing.ts';

interface Shown extends Partial<RowOptions> {
  readonly closed?: readonly number[];
  readonly opened?: readonly number[];
  readonly of?: Partial<Transaction>;
}

/** The rows of a drawn trace, drawn again. */
function show(drawn: string, shown: Shown = {}): string {
  const { closed = [], opened = [], of, ...options } = shown;
  const { spans, transactions } = draw(drawn, of);
  const trace = build(spans, transactions, []);
  const folds = { closed: new Set(closed), opened: new Set(opened) };
  return drawing(trace, rows(trace, folds, { root: NONE, group: true, ...options }));
}

/** Lines of equal queries of 10 ms each, one every 10 ms. */
function queries(count: number, from = 0, name = 'SELECT a'): string {
  return Array.from(
    { length: count },
    (_, at) => `        db ${name} ${from + at * 10}..${from + at * 10 + 10}`,
  ).join('\n');
}

describe('rows', () => {
  const tree = `
      http.server GET / 0..100 @shop
        app a 0..50
          db b 0..20
          db c 20..50 !internal_error
        app d 50..100
  `;

  it('show the tree, with what failed seen from above', () => {
    expect(show(tree)).toBe(
      text(`
        v http.server GET / 0..100 !
          v app a 0..50 !
            - db b 0..20
            - db c 20..50 !
          - app d 50..100
      `),
    );
  });

  it('leave out what is folded', () => {
    expect(show(tree, { closed: [1] })).toBe(
      text(`
        v http.server GET / 0..100 !
          > app a 0..50 !
          - app d 50..100
      `),
    );
    expect(show(tree, { closed: [0] })).toBe('> http.server GET / 0..100 !');
  });

  it('can begin at one transaction of the trace', () => {
    const trace = `
      pageload /docs 0..100 @web
        http.client GET /api 0..100
          http.server GET /api 0..100 @api
            db SELECT 0..100
    `;
    expect(show(trace, { root: 2 })).toBe('v http.server GET /api 0..100\n  - db SELECT 0..100');
  });

  it('know their place among their siblings', () => {
    const { spans, transactions } = draw(tree);
    const trace = build(spans, transactions, []);
    const listed = rows(trace, { closed: new Set(), opened: new Set() }, { root: NONE, group: true });
    expect([...listed].map((row) => [row.parent, row.position, row.siblings])).toEqual([
      [NONE, 1, 1],
      [0, 1, 2],
      [1, 1, 2],
      [1, 2, 2],
      [0, 2, 2],
    ]);
  });

  it('show a missing parent as a row of its own', () => {
    expect(
      show(`
      http.server GET / 0..100 @shop
        db a 0..60
        db b 60..100 <lost
      `),
    ).toBe(
      text(`
        v http.server GET / 0..100
          - db a 0..60
          v missing parent 60..100
            - db b 60..100
      `),
    );
  });
});

describe('sibling groups', () => {
  it('fold five equal siblings', () => {
    const trace = `
      app root 0..50
${queries(5)}`;
    expect(show(trace)).toBe('v app root 0..50\n  > 5 × db SELECT a 0..50 sum 50');
    expect(show(trace, { group: false }).split('\n')).toHaveLength(6);
  });

  it('leave four as they are', () => {
    expect(
      show(`
      app root 0..40
${queries(4)}`).split('\n'),
    ).toHaveLength(5);
  });

  it('open to their members', () => {
    expect(
      show(`      app root 0..50\n${queries(5)}`, {
        opened: [1],
      }),
    ).toBe(
      text(`
        v app root 0..50
          v 5 × db SELECT a 0..50 sum 50
            - db SELECT a 0..10
            - db SELECT a 10..20
            - db SELECT a 20..30
            - db SELECT a 30..40
            - db SELECT a 40..50
      `),
    );
  });

  it('end where the description, the op or having children changes', () => {
    expect(
      show(`      app root 0..170\n${queries(5)}
        db SELECT b 50..60
${queries(5, 60)}
        db SELECT a 110..120
          db inner 110..120
${queries(4, 120)}
        cache SELECT a 160..170`),
    ).toBe(
      text(`
        v app root 0..170
          > 5 × db SELECT a 0..50 sum 50
          - db SELECT b 50..60
          > 5 × db SELECT a 60..110 sum 50
          v db SELECT a 110..120
            - db inner 110..120
          - db SELECT a 120..130
          - db SELECT a 130..140
          - db SELECT a 140..150
          - db SELECT a 150..160
          - cache SELECT a 160..170
      `),
    );
  });

  it('do not begin with a span that has children', () => {
    expect(
      show(`      app root 0..60
        db SELECT a 0..10
          db inner 0..10
${queries(5, 10)}`),
    ).toBe(
      text(`
        v app root 0..60
          v db SELECT a 0..10
            - db inner 0..10
          > 5 × db SELECT a 10..60 sum 50
      `),
    );
  });

  it('hold spans without op and description', () => {
    const empty = Array.from({ length: 6 }, (_, at) => `        - ${at * 10}..${at * 10 + 10}`).join('\n');
    expect(show(`      app root 0..60\n${empty}`)).toBe('v app root 0..60\n  > 6 × - 0..60 sum 60');
  });

  it('leave transactions alone', () => {
    const calls = Array.from(
      { length: 5 },
      (_, at) => `        http.server GET / ${at * 10}..${at * 10 + 10} @b`,
    );
    expect(show(`      app root 0..50 @a\n${calls.join('\n')}`).split('\n')).toHaveLength(6);
  });
});

describe('chain groups', () => {
  const chain = (ops: readonly string[]): string =>
    ops.map((op, level) => `${'  '.repeat(level)}${op} s${level} 0..10`).join('\n');

  it.each([
    ['a root alone', ['app'], 1],
    ['a root and one span', ['app', 'app'], 2],
    ['a root and two', ['app', 'app', 'app'], 3],
  ])('do not fold %s', (_, ops, count) => {
    expect(show(chain(ops)).split('\n')).toHaveLength(count);
  });

  it('fold a root and three: two are hidden, the last is shown', () => {
    expect(show(chain(['app', 'app', 'app', 'app']))).toBe(
      text(`
        v app s0 0..10
          > 2 hidden app 0..10
            - app s3 0..10
      `),
    );
  });

  it('open to all their spans', () => {
    expect(show(chain(['app', 'fn', 'fn', 'fn', 'fn', 'fn']), { opened: [1] })).toBe(
      text(`
        v app s0 0..10
          v 4 hidden fn 0..10
            v fn s1 0..10
              v fn s2 0..10
                v fn s3 0..10
                  v fn s4 0..10
                    - fn s5 0..10
      `),
    );
  });

  it('need one op', () => {
    expect(show(chain(['app', 'a', 'b', 'a', 'b'])).split('\n')).toHaveLength(5);
    expect(show(chain(['app', 'x', 'a', 'a', 'a', 'y']))).toBe(
      text(`
        v app s0 0..10
          v x s1 0..10
            > 2 hidden a 0..10
              v a s4 0..10
                - y s5 0..10
      `),
    );
  });

  it('need only children', () => {
    expect(
      show(`
      app root 0..10
        fn a 0..10
          fn b 0..10
            fn c 0..10
            fn d 0..10
      `).split('\n'),
    ).toHaveLength(5);
  });

  it('show what is below the last', () => {
    expect(
      show(`
      app root 0..10
        fn a 0..10
          fn b 0..10
            fn c 0..10
              db d 0..4
              db e 4..10
      `),
    ).toBe(
      text(`
        v app root 0..10
          > 2 hidden fn 0..10
            v fn c 0..10
              - db d 0..4
              - db e 4..10
      `),
    );
  });

  it('are off where grouping is', () => {
    expect(show(chain(['app', 'app', 'app', 'app']), { group: false }).split('\n')).toHaveLength(4);
  });
});

describe('gaps', () => {
  it('stand before, between and after children', () => {
    expect(
      show(`
      http.server GET / 0..1000 @shop
        db a 100..200
        db b 300..400
        db c 450..800
      `),
    ).toBe(
      text(`
        v http.server GET / 0..1000
          - no instrumentation 0..100
          - db a 100..200
          - no instrumentation 200..300
          - db b 300..400
          - db c 450..800
          - no instrumentation 800..1000
      `),
    );
  });

  it('begin at 100 ms, or above 20 ms and a tenth of the transaction', () => {
    expect(isGap(100, 100_000)).toBe(true);
    expect(isGap(99.9, 100_000)).toBe(false);
    expect(isGap(50, 400)).toBe(true);
    expect(isGap(40, 400)).toBe(false);
    expect(isGap(41, 400)).toBe(true);
    expect(isGap(20, 100)).toBe(false);
    expect(isGap(20.1, 100)).toBe(true);
    expect(isGap(99.999, 100_000)).toBe(true);
  });

  it('are measured against the transaction, not the parent', () => {
    const inner = `
      http.server GET / 0..900 @shop
        app a 0..900
          db b 0..90
          db c 130..900
    `;
    expect(show(inner)).not.toContain('no instrumentation');
    expect(show(inner.replaceAll('900', '300'))).toContain('    - no instrumentation 90..130');
  });

  it('are time in which no sibling ran, within the parent', () => {
    expect(
      show(`
      http.server GET / 0..1000 @shop
        db long 0..1000
        db short 10..20
        db late 500..1500
        db later 1900..2000
      `),
    ).not.toContain('no instrumentation');
  });

  it('are no matter of a span that waits for another service', () => {
    expect(
      show(`
      http.server GET / 0..1000 @shop
        http.client POST 0..1000
          http.server POST 400..600 @authz
      `),
    ).not.toContain('no instrumentation');
  });

  it('do not stand where spans ran whose parent is missing', () => {
    expect(
      show(`
      http.server GET / 0..1000 @shop
        db a 0..400
        db b 400..1000 <lost
      `),
    ).not.toContain('no instrumentation');
  });

  it('do not stand in a span without children', () => {
    expect(show('app root 0..5000')).toBe('- app root 0..5000');
  });

  it('do not split a group, and are seen when it is open', () => {
    const spread = Array.from({ length: 5 }, (_, at) => `  db q ${at * 200}..${at * 200 + 50}`).join('\n');
    const trace = `app root 0..850\n${spread}`;
    expect(show(trace)).toBe('v app root 0..850\n  > 5 × db q 0..850 sum 250');
    expect(show(trace, { opened: [1] }).match(/no instrumentation/g)).toHaveLength(4);
  });

  const page = `
      pageload /docs 0..1000 @web
        resource a 0..10
        resource b 900..1000
  `;
  it.each([
    [{ sdk: 'sentry.javascript.browser/10.78.0' }, 0],
    [{ sdk: 'sentry.javascript.react/9.47.2' }, 0],
    [{ sdk: 'sentry.javascript.nextjs/9.47.2' }, 0],
    [{ sdk: 'opentelemetry', attributes: new Map([['telemetry.sdk.language', 'webjs']]), op: 'x' }, 0],
    [{ sdk: 'sentry.javascript.nextjs/9.47.2', op: 'http.server' }, 1],
    [{ sdk: 'sentry.python/2.0.0', op: 'http.server' }, 1],
    [{ sdk: null, op: 'http.server' }, 1],
  ])('are not shown for what a browser recorded: %j', (of, count) => {
    expect(show(page, { of }).match(/no instrumentation/g) ?? []).toHaveLength(count);
  });

  it('are shown in the server part of a trace that a browser began', () => {
    const { spans } = draw(`
      pageload /docs 0..1000
        http.client GET /api 0..1000
          http.server GET /api 0..1000
            db a 0..400
            db b 600..1000
    `);
    const [first, , third] = spans.map((drawn) => transaction(drawn));
    const browser = { ...first, sdk: 'sentry.javascript.browser' } as Transaction;
    const trace = build(spans, [browser, third as Transaction], []);
    const listed = rows(trace, { closed: new Set(), opened: new Set() }, { root: NONE, group: true });
    expect([...listed].filter((row) => row.kind === 'gap').map((row) => [row.start, row.depth])).toEqual([
      [400, 3],
    ]);
    expect(isBrowser(browser)).toBe(true);
  });
});

it('writes 100,000 rows without recursion and in time', () => {
  const spans = Array.from({ length: 100_000 }, (_, at) =>
    span({
      spanId: at.toString(16).padStart(16, '0'),
      parentId: at === 0 ? null : (at < 50_000 ? at - 1 : at % 50_000).toString(16).padStart(16, '0'),
      description: String(at % 7),
      op: at % 2 === 0 ? 'a' : 'b',
      start: ORIGIN + at / 1000,
      duration: 1,
    }),
  );
  const trace = build(spans, [], []);
  const from = performance.now();
  const listed = rows(trace, { closed: new Set(), opened: new Set() }, { root: NONE, group: true });
  expect(performance.now() - from).toBeLessThan(2_000);
  expect(listed).toHaveLength(100_000);
});
