import { describe, expect, it } from 'vitest';
import type { Attributes, Span } from '../../src/model/span.ts';
import type { TransactionFacts, Vital } from '../../src/model/transaction.ts';
import { assemble } from '../../src/trace/assemble.ts';
import { VITAL_PAGE, vitalAttribute, vitalsOf } from '../../src/trace/vitals.ts';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

const common = {
  traceId: TRACE,
  project: 'web',
  duration: 100,
  status: 'ok',
  attributes: new Map(),
} as const;

function page(spanId: string, start: number, change: Partial<TransactionFacts> = {}): TransactionFacts {
  return {
    ...common,
    spanId,
    start,
    op: 'pageload',
    eventId: `event of ${spanId}`,
    transaction: '/',
    environment: null,
    release: null,
    user: null,
    userDisplay: null,
    sdk: null,
    httpMethod: null,
    httpStatus: null,
    weight: 1,
    vitals: {},
    tags: new Map(),
    ...change,
  };
}

/** A span that carries a vital, in a segment or in none. */
function measure(vital: Vital, value: number, segment: string | null, change: Partial<Span> = {}): Span {
  return {
    ...common,
    spanId: `${vital} ${value}`,
    parentId: null,
    op: `ui.webvital.${vital}`,
    description: '',
    start: 50,
    exclusive: NaN,
    group: '',
    segment,
    attributes: new Map([[vitalAttribute(vital), value]]),
    ...change,
  };
}

/** The vitals of each transaction, in the order of the facts. */
const vitalsAfter = (facts: readonly TransactionFacts[], spans: readonly Span[]) =>
  assemble({ facts, spans, errors: [] }).transactions.map(({ vitals }) => vitals);

describe('vitals that came as spans', () => {
  it('are those of the transaction they are beneath, with its own', () => {
    const facts = [page('one', 0, { vitals: { fcp: 108 } }), page('two', 500)];
    const spans = [measure('lcp', 280, 'one'), measure('cls', 0.25, 'one'), measure('inp', 128, 'two')];
    expect(vitalsAfter(facts, spans)).toEqual([{ fcp: 108, lcp: 280, cls: 0.25 }, { inp: 128 }]);
  });

  it('are the larger where there are two, in any order', () => {
    const facts = [page('one', 0, { vitals: { lcp: 250 } })];
    const spans = [measure('lcp', 200, 'one'), measure('inp', 128, 'one'), measure('inp', 200, 'one')];
    expect(vitalsAfter(facts, spans)).toEqual([{ lcp: 250, inp: 200 }]);
    expect(vitalsAfter(facts, spans.toReversed())).toEqual([{ lcp: 250, inp: 200 }]);
  });

  it('and say beneath what they are not, are of the last page view that had begun', () => {
    const facts = [
      page('first', 0),
      page('second', 100, { op: 'navigation' }),
      page('server', 120, { op: 'http.server' }),
      page('third', 300),
    ];
    const spans = [measure('inp', 128, null, { start: 150 }), measure('lcp', 90, null, { start: -1 })];
    // Before the first had begun, it was measured on a page that is not there.
    expect(vitalsAfter(facts, spans)).toEqual([{}, { inp: 128 }, {}, {}]);
  });

  it('and can only be had by loading are of no navigation', () => {
    const facts = [page('load', 0), page('within', 100, { op: 'navigation' })];
    for (const vital of ['lcp', 'cls', 'fcp', 'ttfb'] as const) {
      const spans = [measure(vital, 90, null, { start: 150 })];
      expect(vitalsAfter(facts, spans)).toEqual([{ [vital]: 90 }, {}]);
      expect(vitalsAfter(facts.slice(1), spans)).toEqual([{}]);
    }
  });

  it('and name their page are of that one alone, also when it has begun after the click that led to it', () => {
    const facts = [
      page('one', 0, { transaction: '/cart/:id' }),
      page('two', 100, { op: 'navigation', transaction: '/orders/:id' }),
      page('three', 200, {
        op: 'navigation',
        transaction: 'Named by hand',
        attributes: new Map([['url.path', '/x/7']]),
      }),
    ];
    const named = (name: string, start: number) => {
      const attributes: Attributes = new Map<string, string | number>([
        [vitalAttribute('inp'), 128],
        [VITAL_PAGE, name],
      ]);
      return vitalsAfter(facts, [measure('inp', 128, null, { attributes, start })]);
    };
    expect(named('/orders/17', 90)).toEqual([{}, { inp: 128 }, {}]);
    expect(named('/cart/:id', 500)).toEqual([{ inp: 128 }, {}, {}]);
    expect(named('/x/7', 500)).toEqual([{}, {}, { inp: 128 }]);
    expect(named('Pageload', 500)).toEqual([{ inp: 128 }, {}, {}]);
    expect(named('Navigation', 150)).toEqual([{}, { inp: 128 }, {}]);
    expect(named('/elsewhere', 500)).toEqual([{}, {}, {}]);
  });

  it('are not of another project, nor of a trace without page views', () => {
    const elsewhere = page('one', 0, { project: 'shop' });
    expect(vitalsAfter([elsewhere], [measure('inp', 128, null), measure('lcp', 5, 'one')])).toEqual([{}]);
    const server = page('one', 0, { op: 'http.server' });
    expect(vitalsAfter([server], [measure('inp', 128, null)])).toEqual([{}]);
  });

  it('count as spans beneath it and as no work that it did', () => {
    const spans = [
      measure('lcp', 280, 'one'),
      measure('fid', 1, 'one', { op: 'ui.render', attributes: new Map() }),
    ];
    const { transactions } = assemble({ facts: [page('one', 0)], spans, errors: [] });
    expect(transactions).toMatchObject([{ spans: 2, work: { ui: 100 } }]);
    expect(
      assemble({ facts: [page('one', 0)], spans: spans.slice(0, 1), errors: [] }).transactions,
    ).toMatchObject([{ spans: 1, work: {} }]);
  });
});

describe('an error of a page', () => {
  it('is told by the path where the name is a better one by now', () => {
    const attributes: Attributes = new Map([['url.path', '/cart/17']]);
    const error = {
      eventId: 'e',
      project: 'web',
      traceId: TRACE,
      spanId: 'not sent',
      timestamp: 1,
      type: 'Error',
      message: '',
      level: 'error',
      transaction: '/cart/17',
    };
    const cart = page('one', 0, { transaction: '/cart/:id', attributes });
    const { transactions } = assemble({ facts: [cart, page('two', 1)], spans: [], errors: [error] });
    expect(transactions.map(({ errors }) => errors)).toEqual([1, 0]);
  });
});

describe('the vitals among attributes', () => {
  it('are numbers that are not negative, in the float32 that every layer holds', () => {
    const attributes = new Map<string, string | number>([
      [vitalAttribute('cls'), 0.1],
      [vitalAttribute('lcp'), '280'],
      [vitalAttribute('inp'), -1],
      ['browser.web_vital.lcp.size', 5],
    ]);
    expect(vitalsOf(attributes)).toEqual({ cls: Math.fround(0.1) });
  });
});

describe('where on the page a vital comes from', () => {
  const tagsAfter = (facts: readonly TransactionFacts[], spans: readonly Span[]) =>
    assemble({ facts, spans, errors: [] }).transactions.map(({ tags }) => Object.fromEntries(tags));

  it('is a tag of the page view, from its own attributes or from the span that measured it', () => {
    const own = page('p1', 0, { attributes: new Map([['lcp.element', 'main > img.hero']]) });
    const click = measure('inp', 240, 'p1', { op: 'ui.interaction.click', description: 'button#save' });
    const slower = measure('inp', 480, 'p1', {
      attributes: new Map<string, string | number>([
        [vitalAttribute('inp'), 480],
        ['browser.web_vital.inp.target', 'button#sign'],
      ]),
    });
    expect(tagsAfter([own], [click])).toEqual([
      { 'lcp.element': 'main > img.hero', 'inp.target': 'button#save' },
    ]);
    // The larger value counts, whichever came first.
    expect(tagsAfter([own], [slower, click])).toEqual(tagsAfter([own], [click, slower]));
    expect(tagsAfter([own], [slower, click])[0]).toHaveProperty(['inp.target'], 'button#sign');
  });

  it('is the same in whatever order the spans come, and however often the trace is put together meanwhile', () => {
    const click = (place: string, value: number) =>
      measure('inp', value, 'p1', { spanId: place, op: 'ui.interaction.click', description: place });
    const clicks = [click('button#b', 240), click('button#c', 480), click('button#a', 480), click('i', 9)];
    const orders = clicks.flatMap((first, at) => {
      const rest = clicks.toSpliced(at, 1);
      return [
        [first, ...rest],
        [first, ...rest.toReversed()],
      ];
    });
    const target = (tags: TransactionFacts['tags']) => {
      const ends = orders.map((order) => {
        let known = page('p1', 0, { tags });
        const come: Span[] = [];
        for (const next of order) {
          come.push(next);
          known = assemble({ facts: [known], spans: come, errors: [] }).transactions[0] ?? known;
        }
        return known.tags.get('inp.target');
      });
      expect(new Set(ends).size).toBe(1);
      return ends[0];
    };
    expect(target(new Map())).toBe('button#a');
    // One of the sender's own, which no span says.
    expect(target(new Map([['inp.target', 'as sent']]))).toBe('as sent');
  });

  it('leaves the tags of the sender, and adds none where nothing is said', () => {
    const tagged = page('p1', 0, {
      tags: new Map([['lcp.element', 'as sent']]),
      attributes: new Map([['lcp.element', 'another']]),
    });
    expect(tagsAfter([tagged], [])).toEqual([{ 'lcp.element': 'as sent' }]);
    expect(tagsAfter([page('p2', 0)], [measure('lcp', 9, 'p2')])).toEqual([{}]);
  });
});
