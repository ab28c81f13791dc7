import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ErrorEvent, Span } from '../../src/model/span.ts';
import type { TransactionFacts } from '../../src/model/transaction.ts';
import { assemble } from '../../src/trace/assemble.ts';
import type { TraceParts } from '../../src/trace/assemble.ts';

const TRACE = 'aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa';

/**
 * A trace from a drawing, one span a line: its name, its parent's (or `-`), its project, its op, and a bar whose
 * columns are milliseconds. A bar of `=` is a transaction's own span, one of `#` any other.
 */
function drawn(picture: string): TraceParts & { readonly facts: TransactionFacts[] } {
  const spans: Span[] = [];
  const facts: TransactionFacts[] = [];
  for (const line of picture.split('\n').filter((text) => text.trim() !== '')) {
    const [, spanId = '', parent = '', project = '', op = '', bar = ''] =
      /^\s*(\w+) +(\S+) +(\w+) +([\w.]+) *\|(.*)$/.exec(line) ?? [];
    const start = bar.search(/[#=]/);
    const duration = bar.trimEnd().length - start;
    const common = {
      traceId: TRACE,
      spanId,
      project,
      op,
      start,
      duration,
      status: 'ok',
      attributes: new Map(),
    } as const;
    const parentId = parent === '-' ? null : parent;
    spans.push({ ...common, parentId, description: '', group: '', segment: null, exclusive: NaN });
    if (!bar.includes('=')) continue;
    facts.push({
      ...common,
      eventId: `event of ${spanId}`,
      transaction: `the ${project}`,
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
    });
  }
  return { facts, spans, errors: [] };
}

function errorAt(spanId: string | null, change: Partial<ErrorEvent> = {}): ErrorEvent {
  const name = { type: 'Error', message: '', level: 'error', transaction: null };
  return {
    eventId: `in ${spanId}`,
    project: 'shop',
    traceId: TRACE,
    spanId,
    timestamp: 0,
    ...name,
    ...change,
  };
}

const SHOP = `
  page   -      web  pageload    |==================
  fetch  page   web  http.client |  #############
  order  fetch  shop http.server |   ==========
  query  order  shop db.query    |    ####
  query2 order  shop db          |      ####
  cached query2 shop cache.get   |       #
  render order  shop template    |           #
`;

function byName(parts: TraceParts) {
  const { transactions, spans } = assemble(parts);
  return {
    transactions: new Map(transactions.map((one) => [one.spanId, one])),
    spans: new Map(spans.map((one) => [one.spanId, one])),
  };
}

describe('a trace is put together', () => {
  it('with every span under its transaction, its self time and the work', () => {
    const { transactions, spans } = byName(drawn(SHOP));
    expect([...spans.values()].map((span) => [span.spanId, span.segment, span.exclusive])).toEqual([
      ['page', 'page', 18 - 13],
      ['fetch', 'page', 13],
      ['order', 'order', 10 - 6 - 1],
      ['query', 'order', 4],
      ['query2', 'order', 4 - 1],
      ['cached', 'order', 1],
      ['render', 'order', 1],
    ]);
    // Two queries of 4 ms overlap by 2; the transaction's own op is http.server and counts for nothing.
    expect(transactions.get('order')).toMatchObject({ spans: 4, errors: 0 });
    expect(transactions.get('order')?.work).toEqual({ db: 6, cache: 1 });
    expect(transactions.get('page')).toMatchObject({ spans: 1, errors: 0 });
    expect(transactions.get('page')?.work).toEqual({ http: 13 });
  });

  it('the same, in whatever order and however often the parts arrive', () => {
    const { facts, spans } = drawn(SHOP);
    const errors = [errorAt('query'), errorAt('lost', { transaction: 'the shop' })];
    const expected = byName({ facts, spans, errors });
    expect(expected.transactions.get('order')?.errors).toBe(2);
    const anyOrder = <Item>(items: readonly Item[]) =>
      fc.shuffledSubarray([...items, ...items], { minLength: 2 * items.length });
    fc.assert(
      fc.property(anyOrder(facts), anyOrder(spans), anyOrder(errors), (facts, spans, errors) => {
        const found = byName({ facts, spans, errors });
        for (const [id, span] of expected.spans) expect(found.spans.get(id)).toEqual(span);
        for (const [id, one] of expected.transactions) expect(found.transactions.get(id)).toEqual(one);
        expect([found.spans.size, found.transactions.size]).toEqual([7, 2]);
      }),
      { numRuns: 50 },
    );
  });

  it('a second time from what the first time gave', () => {
    const { facts, spans, errors } = drawn(SHOP);
    const once = assemble({ facts, spans, errors });
    expect(assemble({ facts, spans: once.spans, errors })).toEqual(once);
  });

  it('with spans without a way up left alone', () => {
    const { spans, transactions } = byName(
      drawn(`
        root   -     shop http.server |=====
        orphan lost  shop db          | ##
        under  orphan shop db         | #
        a      b     shop db          | ##
        b      a     shop db          | ##
        self   self  shop db          | ##
      `),
    );
    for (const name of ['orphan', 'under', 'a', 'b', 'self']) expect(spans.get(name)?.segment).toBeNull();
    expect(transactions.get('root')).toMatchObject({ spans: 0, work: {} });
  });

  it('with the transaction that the sender named, where a parent was not sent', () => {
    const { facts, spans, errors } = drawn(`
      root   -    shop http.server |=====
      orphan lost shop db          | ##
      under  orphan shop db        | #
    `);
    const said = spans.map((span) => (span.spanId === 'orphan' ? { ...span, segment: 'root' } : span));
    const { transactions, spans: placed } = byName({ facts, spans: said, errors });
    expect(placed.get('under')?.segment).toBe('root');
    expect(transactions.get('root')).toMatchObject({ spans: 2, work: { db: 2 } });
  });

  it('with a very long chain of spans', () => {
    const { facts, spans } = drawn('root - shop http.server |=====');
    const [root] = spans;
    if (root === undefined) throw new Error('no root');
    const chain = Array.from({ length: 20_000 }, (_, depth) => ({
      ...root,
      spanId: `s${depth}`,
      parentId: depth === 0 ? 'root' : `s${depth - 1}`,
    }));
    const { transactions } = assemble({ facts, spans: [...chain.reverse(), root], errors: [] });
    expect(transactions[0]?.spans).toBe(20_000);
  });
});

describe('an error belongs', () => {
  const trace = drawn(SHOP);
  const counts = (...errors: ErrorEvent[]) => {
    const { transactions } = byName({ ...trace, errors });
    return [transactions.get('page')?.errors, transactions.get('order')?.errors];
  };

  it('to the transaction of its span', () => {
    expect(counts(errorAt('cached'), errorAt('order'), errorAt('fetch', { project: 'web' }))).toEqual([1, 2]);
  });

  it('to the one its project named, where its span was not sent', () => {
    expect(counts(errorAt('lost', { transaction: 'the shop' }))).toEqual([0, 1]);
    expect(counts(errorAt(null, { transaction: 'the shop' }))).toEqual([0, 1]);
    expect(counts(errorAt(null, { transaction: 'another' }))).toEqual([0, 0]);
    expect(counts(errorAt(null))).toEqual([0, 0]);
  });

  it('to none, where two could be meant', () => {
    const twice = drawn(`
      a - shop http.server |===
      b - shop http.server |   ===
    `);
    const { transactions } = byName({ ...twice, errors: [errorAt('lost', { transaction: 'the shop' })] });
    expect([...transactions.values()].map(({ errors }) => errors)).toEqual([0, 0]);
  });

  it('to none of another project', () => {
    expect(counts(errorAt('query', { project: 'web' }))).toEqual([0, 0]);
  });

  it('once, however often it is sent', () => {
    expect(counts(errorAt('query'), errorAt('query'))).toEqual([0, 1]);
  });
});

describe('the user of a transaction', () => {
  const usersOf = (
    ...changes: { readonly at: string; readonly attributes: Record<string, string | number> }[]
  ) => {
    const trace = drawn(SHOP);
    const spans = trace.spans.map((span) => {
      const change = changes.find(({ at }) => at === span.spanId);
      return change === undefined
        ? span
        : { ...span, attributes: new Map(Object.entries(change.attributes)) };
    });
    const { transactions } = byName({ ...trace, spans });
    return ['page', 'order'].map((name) => {
      const one = transactions.get(name);
      return [one?.user, one?.userDisplay];
    });
  };

  it('is the first that a span beneath it names', () => {
    const later = { at: 'render', attributes: { 'enduser.id': 'u2' } };
    const first = { at: 'query', attributes: { 'user.id': 17, 'user.email': 'ann@example.test' } };
    expect(usersOf(later, first)).toEqual([
      [null, null],
      ['id:17', 'ann@example.test'],
    ]);
    expect(usersOf(later)).toEqual([
      [null, null],
      ['id:u2', 'u2'],
    ]);
  });

  it('is its own, where it names one', () => {
    const trace = drawn(SHOP);
    const facts = trace.facts.map((fact) => ({ ...fact, user: 'id:own', userDisplay: 'own' }));
    const spans = trace.spans.map((span) => ({ ...span, attributes: new Map([['user.id', 'other']]) }));
    const { transactions } = byName({ ...trace, facts, spans });
    expect(transactions.get('order')).toMatchObject({ user: 'id:own', userDisplay: 'own' });
  });
});
