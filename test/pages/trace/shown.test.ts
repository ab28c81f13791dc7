import { describe, expect, it } from 'vitest';
import { boundsOf, change, rootOf, rowOfNode, shownOf, toWaterfall } from '../../../src/pages/trace/shown.ts';
import type { Shown } from '../../../src/pages/trace/shown.ts';
import { build } from '../../../src/trace/build.ts';
import { rows } from '../../../src/trace/rows.ts';
import { NONE } from '../../../src/trace/trace.ts';
import type { Trace } from '../../../src/model/trace.ts';
import { DEFAULT_VIEW } from '../../../src/view/view.ts';
import { draw, drawing, idOf, ORIGIN, span, text } from '../../trace/drawing.ts';

const { spans, transactions } = draw(`
  pageload /docs 0..500 @web #page
    http.client GET /api 10..400
      http.server GET /api 20..390 @api #api
        db q 30..40
        db q 40..50
        db q 50..60 #third
        db q 60..70
        db q 70..80
        fn a 90..380
          fn b 90..380
            fn c 90..380 #inner
              fn d 90..380
  job later 600..700 @worker #job
`);
const trace = build(spans, transactions, []);

/** What a link to a span shows. */
function firstShown(of: Trace, span: string | null): Shown {
  return shownOf(of, { ...DEFAULT_VIEW.waterfall, span, from: span });
}

function seen(shown: Shown, of: Trace = trace): string {
  return drawing(of, rows(of, shown.folds, { root: rootOf(shown), group: shown.group }));
}

describe('what a link shows', () => {
  it('is the transaction of the span, with what other services did folded', () => {
    expect(seen(firstShown(trace, idOf('page')))).toBe(
      text(`
        v pageload /docs 0..500
          v http.client GET /api 10..400
            > http.server GET /api 20..390
      `),
    );
    expect(rootOf(firstShown(trace, idOf('job')))).toBe(trace.length - 1);
  });

  it('is the first transaction where no span is named, or one that is unknown', () => {
    expect(rootOf(firstShown(trace, null))).toBe(0);
    expect(rootOf(firstShown(trace, 'f'.repeat(16)))).toBe(0);
  });

  it('is the whole trace where it has no transaction', () => {
    const bare = build([span()], [], []);
    expect(firstShown(bare, null).scope).toBe('trace');
    expect(change(bare, firstShown(bare, null), { do: 'scope', scope: 'transaction' }).scope).toBe('trace');
  });

  it('opens the group around a span, but not for the one that stands for it', () => {
    expect(seen(firstShown(trace, idOf('third')))).toContain('v 5 × db q');
    expect(seen(firstShown(trace, spans[3]?.spanId ?? ''))).toContain('> 5 × db q');
    expect(seen(firstShown(trace, idOf('inner')))).toContain('v 2 hidden fn');
  });

  it('folds very many spans to their second level', () => {
    const many = Array.from({ length: 20_001 }, (_, at) =>
      span({
        spanId: (at + 1).toString(16).padStart(16, '0'),
        parentId: at === 0 ? null : (Math.floor((at - 1) / 2) + 1).toString(16).padStart(16, '0'),
        start: ORIGIN + at,
      }),
    );
    const big = build(many, [], []);
    const shown = firstShown(big, null);
    expect(seen(shown, big).split('\n')).toHaveLength(7);
    const open = change(big, shown, { do: 'unfold', to: 'open' });
    expect(seen(open, big).split('\n').length).toBeGreaterThan(20_000);
    expect(toWaterfall(big, open).folds).toEqual({ from: 'open', toggled: [], opened: [] });
    expect(shownOf(big, { ...toWaterfall(big, open), span: null, from: null })).toEqual(open);
  });
});

describe('change', () => {
  const first = firstShown(trace, idOf('page'));

  it('goes from the transaction to the whole trace and back', () => {
    const whole = change(trace, first, { do: 'scope', scope: 'trace' });
    expect(seen(whole)).toContain('job later');
    expect(seen(whole)).toContain('> 5 × db q');
    expect(boundsOf(trace, rootOf(whole))).toEqual({ start: 0, end: 700 });
    const back = change(trace, whole, { do: 'scope', scope: 'transaction' });
    expect(seen(back)).toBe(seen(first));
    expect(boundsOf(trace, rootOf(back))).toEqual({ start: 0, end: 500 });
  });

  it('folds spans and opens groups', () => {
    const list = rows(trace, first.folds, { root: 0, group: true });
    const [, client] = list;
    if (client === undefined) throw new Error('There is no second row.');
    const closed = change(trace, first, { do: 'fold', row: client, open: false });
    expect(seen(closed)).toBe('v pageload /docs 0..500\n  > http.client GET /api 10..400');
    expect(seen(change(trace, closed, { do: 'fold', row: client, open: true }))).toBe(seen(first));
  });

  it('folds what has nothing in it that took so long', () => {
    const under = (limit: number): string =>
      seen(change(trace, first, { do: 'unfold', to: { under: limit } }));
    expect(under(371)).toBe('v pageload /docs 0..500\n  > http.client GET /api 10..400');
    expect(under(10)).toContain('fn d');
    expect(under(1_000)).toBe('> pageload /docs 0..500');
  });

  it('goes to the whole trace for a span that is outside of the transaction', () => {
    const revealed = change(trace, first, { do: 'reveal', node: trace.length - 1 });
    expect(revealed.scope).toBe('trace');
    expect(seen(revealed)).toContain('job later');
  });
});

describe('what the address says of a trace', () => {
  const first = firstShown(trace, idOf('page'));
  const list = rows(trace, first.folds, { root: 0, group: true });
  const fold = (shown: Shown, at: number, open: boolean): Shown => {
    const row = rows(trace, shown.folds, { root: rootOf(shown), group: shown.group }).at(at);
    if (row === undefined) throw new Error(`There is no row ${at}.`);
    return change(trace, shown, { do: 'fold', row, open });
  };
  const again = (shown: Shown): Shown =>
    shownOf(trace, { ...toWaterfall(trace, shown), span: idOf('inner'), from: idOf('page') });

  const whole = change(trace, first, { do: 'scope', scope: 'trace' });
  const open = fold(first, list.length - 1, true);
  it.each([
    ['nothing folded by hand', first],
    ['the whole trace', whole],
    ['a span folded', fold(first, 1, false)],
    ['the work of another service unfolded', open],
    ['a group in full', fold(open, 3, true)],
    ['all unfolded', change(trace, whole, { do: 'unfold', to: 'open' })],
    ['all unfolded but one', fold(change(trace, whole, { do: 'unfold', to: 'open' }), 1, false)],
    ['two levels', change(trace, whole, { do: 'unfold', to: 2 })],
    ['two levels but one span', fold(change(trace, whole, { do: 'unfold', to: 2 }), 1, true)],
    ['what is short', change(trace, whole, { do: 'unfold', to: { under: 15 } })],
    ['no groups', change(trace, open, { do: 'group', group: false })],
    ['no critical path', change(trace, first, { do: 'path', path: false })],
    ['a fix', change(trace, first, { do: 'fix', fix: 'cache' })],
    ['a zoom', change(trace, first, { do: 'window', window: { start: 12.5, end: 90.125 } })],
  ])('shows it again: %s', (_, shown) => {
    expect(again(shown)).toEqual(shown);
    expect(seen(again(shown))).toBe(seen(shown));
  });

  it('leaves out of account what this trace does not have', () => {
    const folds = { from: 'first', toggled: ['f'.repeat(16)], opened: ['e'.repeat(16)] } as const;
    const told = { ...DEFAULT_VIEW.waterfall, folds, span: null, from: idOf('page') };
    expect(seen(shownOf(trace, told))).toBe(seen(first));
    expect(shownOf(trace, { ...told, zoom: { start: 5000, end: 6000 } }).window).toBeNull();
    expect(shownOf(trace, { ...told, zoom: { start: -100, end: 100 } }).window).toEqual({
      start: 0,
      end: 100,
    });
  });
});

it('finds the row in which a node is seen', () => {
  const shown = change(trace, firstShown(trace, idOf('page')), { do: 'scope', scope: 'trace' });
  const list = rows(trace, shown.folds, { root: NONE, group: true });
  const byNode = list.byNode();
  const kindAt = (node: number): string | undefined => list.at(rowOfNode(trace, byNode, node))?.kind;
  expect([0, 3, 5, 9, 10, 11].map(kindAt)).toEqual([
    'span',
    'siblings',
    'siblings',
    'chain',
    'chain',
    'span',
  ]);
  const folded = rows(trace, { closed: new Set([1]), opened: new Set() }, { root: NONE, group: true });
  expect(rowOfNode(trace, folded.byNode(), 11)).toBe(1);
});
