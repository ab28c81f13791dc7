// Tags whose dictionaries are kept short: what filters ask for is told by whoever has all rows, here by the test.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { isTag } from '../../src/model/column.ts';
import type { Field } from '../../src/model/column.ts';
import type { Filter } from '../../src/model/filter.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import { USUAL_LOCALE, writeNumbersAs } from '../../src/model/number-style.ts';
import type { List, Query } from '../../src/model/query.ts';
import type { Transaction } from '../../src/model/transaction.ts';
import { toMatcher } from '../../src/model/wildcard.ts';
import { ask, list } from '../oracle.ts';
import { expectSameResult } from '../same-result.ts';
import { questionsOf } from './disagreements.ts';
import { fillEngine } from './fill.ts';
import { manyRows } from './table-builder.ts';

function filtersOf({ where, versus, havingOver }: Query): Filter[] {
  return [where, versus?.where ?? EVERYTHING, havingOver?.where ?? EVERYTHING];
}

/** Tells an engine what it has to be told before it can answer; how often it had to. */
function tell(engine: Engine, rows: readonly Transaction[], filters: readonly Filter[]): number {
  const rare = engine.rareValues(filters);
  for (const wanted of rare) {
    engine.admit(wanted);
    const matchers = wanted.patterns.map(toMatcher);
    const found = rows.flatMap(({ row, tags }) => {
      const value = tags.get(wanted.tag);
      if (value === undefined || value === '') return [];
      const isWanted = wanted.values.includes(value) || matchers.some((matches) => matches(value));
      return isWanted ? [{ row, value }] : [];
    });
    const dictionary = [...new Set(found.map(({ value }) => value))];
    engine.assign(
      wanted.tag,
      Float64Array.from(found, ({ row }) => row),
      {
        codes: Int32Array.from(found, ({ value }) => dictionary.indexOf(value)),
        dictionary,
      },
    );
  }
  return rare.length;
}

function isTagField(field: unknown): boolean {
  return typeof field === 'object' && isTag(field as Field);
}

describe('tags of which few values are kept', () => {
  it.each([1, 2])('are filtered as the oracle does it, seed %i', (seed) => {
    const engine = new Engine({ ordersFrom: 1, leafRows: 64, narrow: 0 });
    engine.limitTags(1);
    const { rows } = fillEngine(5000 + seed, 300, undefined, engine);
    engine.settle();
    const all = [...rows.values()];
    const { queries, lists } = questionsOf(seed, 50);
    let told = 0;
    for (const query of [...queries.values()].filter(({ by }: Query) => !by.some(isTagField))) {
      told += tell(engine, all, filtersOf(query));
      expectSameResult(engine.ask(query, []), ask(all, query));
    }
    for (const wanted of [...lists.values()].filter(({ fields }: List) => !fields.some(isTagField))) {
      told += tell(engine, all, [wanted.where, wanted.havingOver?.where ?? EVERYTHING]);
      expectSameResult(engine.list(wanted, []), list(all, wanted));
    }
    expect(told).toBeGreaterThan(0);
  });
});

describe('a tag with more values than are kept', () => {
  /** Value i has i rows, from 1 to 40. */
  const values = Array.from({ length: 40 }, (_, index) => index + 1).flatMap((count) =>
    Array.from({ length: count }, () => `v${count}`),
  );
  const tag = { tag: 'order' };

  function filled(): Engine {
    const engine = new Engine();
    engine.limitTags(10);
    engine.append(
      manyRows({
        from: 1,
        length: values.length,
        end: (index) => index,
        texts: { 'tag:order': (index) => values[index] ?? null, transaction: () => '/' },
      }),
    );
    engine.settle();
    return engine;
  }

  function count(engine: Engine, where: Filter): number {
    return engine.ask({ ...QUERY, where }, []).matched;
  }

  const QUERY: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: EVERYTHING,
    by: [],
    show: [{ metric: 'sampled_count' }],
  };

  it('keeps the most frequent, and lists these alone, and says so', () => {
    const engine = filled();
    const grouped = engine.ask({ ...QUERY, by: [tag], order: [{ show: 0, desc: true }], limit: 20 }, []);
    const [names] = grouped.columns;
    expect(names?.values).toEqual(Array.from({ length: 10 }, (_, index) => `v${40 - index}`));
    expect(grouped.matched).toBe(values.length);
    expect(grouped.problems.map(({ message }) => message)).toEqual([
      '“order” has too many values for all to be listed: these are among the 10 most frequent.',
    ]);
    const byBoth = engine.ask({ ...QUERY, by: [tag, 'transaction'] }, []);
    expect(byBoth.length).toBe(10);
    expect(engine.ask(QUERY, []).problems).toEqual([]);
  });

  it('does not say that none has a value that is not kept', () => {
    const engine = filled();
    expect(count(engine, { kind: 'has', field: tag })).toBe(values.length);
    expect(count(engine, { kind: 'like', field: tag, pattern: '*' })).toBe(values.length);
    expect(engine.rareValues([{ kind: 'in', field: tag, values: ['v40', null] }])).toEqual([]);
    const rare: Filter = { kind: 'not', of: { kind: 'in', field: tag, values: ['v40', 'v7', 'none'] } };
    expect(engine.rareValues([rare, { kind: 'like', field: tag, pattern: 'v1*' }])).toEqual([
      { tag: 'order', values: ['v7', 'none'], patterns: [] },
      { tag: 'order', values: [], patterns: ['v1*'] },
    ]);
  });

  it('tells rows that come after a value was asked for, and forgets them when it is dismissed', () => {
    const engine = filled();
    const wanted = { tag: 'order', values: ['v7'], patterns: ['new*'] };
    const where: Filter = {
      kind: 'or',
      of: [
        { kind: 'in', field: tag, values: ['v7'] },
        { kind: 'like', field: tag, pattern: 'new*' },
      ],
    };
    engine.admit(wanted);
    engine.append(
      manyRows({
        from: 5000,
        length: 3,
        end: () => 5,
        texts: { 'tag:order': (index) => ['v7', 'newer', 'other'][index]! },
      }),
    );
    expect(count(engine, where)).toBe(2);
    const rows = Float64Array.from(values.flatMap((value, index) => (value === 'v7' ? [index + 1] : [])));
    engine.assign('order', Float64Array.of(...rows, 77_777), {
      codes: new Int32Array(rows.length + 1),
      dictionary: ['v7'],
    });
    expect(count(engine, where)).toBe(9);
    engine.dismiss('order');
    expect(engine.rareValues([where])).toHaveLength(2);
    expect(count(engine, { kind: 'has', field: tag })).toBe(values.length + 3);
    expect(count(engine, { kind: 'in', field: tag, values: ['v40'] })).toBe(40);
  });
});

it('how many values are kept is written as the reader chose', () => {
  const engine = new Engine();
  engine.limitTags(1200);
  engine.append(
    manyRows({ from: 1, length: 6000, end: () => 1, texts: { 'tag:order': (index) => `v${index}` } }),
  );
  const query: Query = {
    of: 'transactions',
    range: { start: 0, end: 1e9 },
    where: EVERYTHING,
    by: [{ tag: 'order' }],
    show: [{ metric: 'sampled_count' }],
  };
  try {
    writeNumbersAs('de');
    expect(engine.ask(query, []).problems[0]?.message).toContain('among the 1.200 most frequent');
  } finally {
    writeNumbersAs(USUAL_LOCALE);
  }
});
