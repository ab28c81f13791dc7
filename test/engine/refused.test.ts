import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { List, Query } from '../../src/model/query.ts';
import { SourceError } from '../../src/model/source.ts';

const QUERY: Query = {
  of: 'transactions',
  range: { start: 0, end: 10_000 },
  where: EVERYTHING,
  by: [],
  show: [{ metric: 'count' }],
};

const REFUSED: readonly {
  readonly what: string;
  readonly question: Partial<Query>;
  readonly says: RegExp;
}[] = [
  {
    what: 'a reading without another side',
    question: { show: [{ metric: 'p95', read: 'ratio' }] },
    says: /nothing is compared/,
  },
  {
    what: 't of a percentile',
    question: { show: [{ metric: 'p95', read: 't' }], versus: {} },
    says: /Welch's t/,
  },
  {
    what: 'the other side in having',
    question: {
      versus: {},
      having: { kind: 'metric', show: { metric: 'avg', read: 'versus' }, is: '>', value: 1 },
    },
    says: /earlier half of the time alone/,
  },
  {
    what: 'halves of a time without an end',
    question: {
      range: { start: 0, end: Infinity },
      having: { kind: 'metric', show: { metric: 'avg', read: 'ratio' }, is: '>', value: 1 },
    },
    says: /without a start or an end/,
  },
  {
    what: 't of a percentile in having',
    question: { having: { kind: 'metric', show: { metric: 'p95', read: 't' }, is: '>', value: 1 } },
    says: /Welch's t/,
  },
  {
    what: 'an order by what is not shown',
    question: { order: [{ show: 1, desc: true }] },
    says: /order names metric 1/,
  },
  { what: 'a step of 0', question: { by: [{ time: 0 }] }, says: /buckets of 0 ms/ },
  { what: 'too many buckets', question: { by: [{ time: 0.001 }] }, says: /more than 1000000 parts/ },
  {
    what: 'an endless range in buckets',
    question: { by: [{ time: 1 }], range: { start: 0, end: Number.POSITIVE_INFINITY } },
    says: /more than 1000000 parts/,
  },
  { what: 'two time keys', question: { by: [{ time: 1000 }, { time: 2000 }] }, says: /by time once/ },
  {
    what: 'bins without number',
    question: { by: [{ bin: 'duration', scale: 'log' }] },
    says: /edges or a count/,
  },
  {
    what: 'half a bin',
    question: { by: [{ bin: 'duration', scale: 'log', count: 0.5 }] },
    says: /cannot be 0\.5 bins/,
  },
  {
    what: 'edges that descend',
    question: { by: [{ bin: 'duration', scale: 'linear', edges: [2, 1] }] },
    says: /ascending/,
  },
  {
    what: 'a wildcard on a number',
    question: { where: { kind: 'like', field: 'duration', pattern: '1*' } },
    says: /numbers of duration/,
  },
  {
    what: 'a range from NaN',
    question: { range: { start: Number.NaN, end: 1 } },
    says: /bound that is no time/,
  },
  { what: 'a limit below 0', question: { limit: -1 }, says: /limit -1/ },
];

/** What an engine without rows answers, or refuses with. */
function refusalOf(answer: () => unknown): SourceError | null {
  try {
    answer();
    return null;
  } catch (error) {
    if (error instanceof SourceError) return error;
    throw error;
  }
}

describe('a question that has no answer', () => {
  it.each(REFUSED)('because of $what is refused with words and advice', ({ question, says }) => {
    const refusal = refusalOf(() => new Engine().ask({ ...QUERY, ...question }, []));
    expect(refusal?.reason).toBe('refused');
    expect(refusal?.problem.message).toMatch(says);
    expect(refusal?.problem.advice).toMatch(/\.$/);
  });

  it('may be a list', () => {
    const list: List = {
      of: 'transactions',
      range: QUERY.range,
      where: EVERYTHING,
      fields: ['row'],
      order: { field: 'duration', desc: true },
      limit: 5,
      upTo: { of: 'duration', q: 1.5 },
    };
    expect(refusalOf(() => new Engine().list(list, []))?.problem.message).toMatch(/no quantile 1\.5/);
  });
});
