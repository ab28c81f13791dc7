import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { both } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Query } from '../../src/model/query.ts';
import type { Result } from '../../src/model/result.ts';
import { DAY, HOUR } from '../../src/model/time.ts';
import { parse } from '../../src/search/parse.ts';
import { compareWords } from '../../src/view/compare-words.ts';
import {
  comparedScope,
  otherSideOf,
  rowsCompared,
  toldOf,
  versusOf,
  withVersus,
  withoutVersus,
} from '../../src/view/compare.ts';
import { COMPARISONS } from '../../src/view/view.ts';

const START = Date.UTC(2026, 10, 19, 13);
const RANGE = { start: START, end: START + 2 * HOUR };
const API: Filter = { kind: 'in', field: 'project', values: ['api'] };
const SCOPE = { range: RANGE, where: API };

function filterOf(text: string): Filter {
  const parsed = parse(text);
  if ('error' in parsed) throw new Error(parsed.error.message);
  return parsed.filter;
}

describe('the other side', () => {
  it.each([
    ['previous', START - 2 * HOUR],
    ['day', START - DAY],
    ['week', START - 7 * DAY],
    [{ from: START - 3 * DAY }, START - 3 * DAY],
  ] as const)('%o is a period of the same length', (compare, start) => {
    expect(versusOf(compare, SCOPE, 'utc')).toEqual({ range: { start, end: start + 2 * HOUR } });
  });

  describe('a day or a week earlier, where clocks were changed meanwhile,', () => {
    let before: string | undefined;
    beforeAll(() => {
      before = process.env['TZ'];
      process.env['TZ'] = 'Europe/Berlin';
    });
    afterAll(() => {
      process.env['TZ'] = before;
    });

    // Clocks went back on 25 October 2026 at 03:00, and forward on 29 March at 02:00.
    it.each([
      ['day', '2026-10-25T13:00Z', '2026-10-24T12:00Z'],
      ['day', '2026-10-26T13:00Z', '2026-10-25T13:00Z'],
      ['week', '2026-10-26T13:00Z', '2026-10-19T12:00Z'],
      ['week', '2026-11-02T13:00Z', '2026-10-26T13:00Z'],
      ['day', '2026-03-29T12:00Z', '2026-03-28T13:00Z'],
      ['week', '2026-03-31T12:00Z', '2026-03-24T13:00Z'],
      ['day', '2026-11-19T13:00Z', '2026-11-18T13:00Z'],
    ] as const)('a %s before %s it is the same time of the clock', (compare, at, then) => {
      const start = Date.parse(at) + 0.25;
      const range = { start, end: start + 2 * HOUR };
      const other = Date.parse(then) + 0.25;
      expect(versusOf(compare, { range, where: API }, 'local')).toEqual({
        range: { start: other, end: other + 2 * HOUR },
      });
      const days = compare === 'day' ? 1 : 7;
      expect(versusOf(compare, { range, where: API }, 'utc')?.range?.start).toBe(start - days * DAY);
    });
  });

  it('is none where comparing is off, and questions then ask for nothing of it', () => {
    expect(comparedScope({ ...SCOPE, versus: { range: RANGE } }, 'off', 'utc')).toEqual(SCOPE);
    expect(withVersus({ metric: 'p95' }, SCOPE)).toEqual([{ metric: 'p95' }]);
    expect(rowsCompared(SCOPE)).toEqual([{ metric: 'sampled_count' }]);
  });

  it('of a release is the same time and filter, with that release in the place of another', () => {
    const where = both(API, filterOf('release:2.0 transaction:/api/*'));
    expect(versusOf({ release: '1.9' }, { range: RANGE, where }, 'utc')).toEqual({
      where: both(API, filterOf('transaction:/api/*'), { kind: 'in', field: 'release', values: ['1.9'] }),
    });
    const only = filterOf('!release:[2.0, 2.1]');
    expect(versusOf({ release: '1.9' }, { range: RANGE, where: only }, 'utc')).toEqual({
      where: { kind: 'in', field: 'release', values: ['1.9'] },
    });
  });

  it('is left out of questions that compare nothing', () => {
    expect(withoutVersus(comparedScope(SCOPE, 'week', 'utc'))).toEqual(SCOPE);
  });

  it('is held once all of its time is loaded', () => {
    const query: Query = { ...comparedScope(SCOPE, 'previous', 'utc'), of: 'transactions', by: [], show: [] };
    const answer = (start: number): Result => ({
      length: 0,
      columns: [],
      total: 0,
      matched: 0,
      sampled: false,
      edges: null,
      covered: [{ start, end: RANGE.end }],
      complete: true,
      revision: 1,
      problems: [],
    });
    expect(otherSideOf(query, answer(START - HOUR))).toBe('loading');
    expect(otherSideOf(query, answer(START - 2 * HOUR))).toBe('held');
    expect(otherSideOf({ ...query, ...SCOPE, versus: { where: API } }, answer(START))).toBe('held');
    const { versus: _versus, ...alone } = query;
    expect(otherSideOf(alone, answer(START))).toBe('none');
    expect((['held', 'loading', 'none'] as const).map((side) => toldOf(1, side))).toEqual([
      1,
      'loading',
      null,
    ]);
  });
});

it('has words for every place, none of which lies about the time', () => {
  const words = (compare: Parameters<typeof compareWords>[0]): string[] =>
    Object.values(compareWords(compare, () => '1 Nov 2026 14:00 UTC')) as string[];
  for (const compare of COMPARISONS.filter((word) => word !== 'off'))
    expect(words(compare)).not.toContain('');
  expect(words('day').join()).not.toContain('yesterday');
  expect(words({ from: 0 }).join()).toContain('the period from 1 Nov 2026 14:00 UTC');
  expect(words({ release: '1.9' }).join()).toContain('release 1.9');
});
