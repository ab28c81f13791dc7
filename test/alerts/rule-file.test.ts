import { describe, expect, it } from 'vitest';
import { NEW_RULE } from '../../src/model/alert-rule.ts';
import type { AlertRule } from '../../src/model/alert-rule.ts';
import { RuleFileError, parseRules, printRules } from '../../src/alerts/rule-file.ts';
import { thresholdsProblem } from '../../src/alerts/rule-schema.ts';
import { DAY, MINUTE } from '../../src/model/time.ts';

const RULE: AlertRule = {
  ...NEW_RULE,
  id: 'documents-p95',
  name: 'p95 of /api/documents',
  owner: 'Ada, documents',
  environments: ['production', null],
  where: {
    kind: 'and',
    of: [
      { kind: 'in', field: 'transaction', values: ['/api/documents'] },
      { kind: 'not', of: { kind: 'like', field: { tag: 'plan' }, pattern: 'free*' } },
      { kind: 'compare', field: 'duration', is: '>', value: 5 },
    ],
  },
  thresholds: { critical: 5_000, warning: 3_500, resolve: 3_000 },
  actions: [{ channel: 'backend', from: 'warning' }],
};

/** A file of one rule, some of it replaced. */
function fileWith(words: Record<string, unknown>): string {
  return JSON.stringify({ longtail: 'alerts', version: 1, rules: [{ ...RULE, ...words }] });
}

describe('a file of rules', () => {
  it('gives back what was written, in an order of its own', () => {
    const other = { ...RULE, id: 'a-first' };
    expect(parseRules(printRules([RULE, other]))).toEqual([other, RULE]);
    expect(printRules(parseRules(printRules([RULE])))).toBe(printRules([RULE]));
  });

  it('may watch any percentile', () => {
    const rule: AlertRule = { ...RULE, measure: { metric: 'p99.95', of: 'lcp' } };
    expect(parseRules(printRules([rule]))).toEqual([rule]);
  });

  it('needs only what has no usual value', () => {
    const { id, name, measure, window, side } = RULE;
    const rules = [{ id, name, measure, window, side, thresholds: { critical: 1 } }];
    expect(parseRules(JSON.stringify({ longtail: 'alerts', version: 1, rules }))).toEqual([
      { ...NEW_RULE, id, name, thresholds: { critical: 1, warning: null, resolve: null } },
    ]);
  });

  it.each<[string, Record<string, unknown>, RegExp]>([
    ['a metric that is unknown', { measure: { metric: 'p42x' } }, /measure/],
    ['a metric that no rule watches', { measure: { metric: 'users' } }, /another percentile, such as p99\.9/],
    ['no percentile', { measure: { metric: 'p0' } }, /greater than 0/],
    ['a percentile beyond the last', { measure: { metric: 'p100.5' } }, /at most 100/],
    ['a percentile of four decimals', { measure: { metric: 'p99.9999' } }, /3 decimals/],
    ['a percentile by another name than its own', { measure: { metric: 'p99.90' } }, /percentile/],
    [
      'a metric of what it cannot be of',
      { measure: { metric: 'p95', of: 'row' } },
      /cannot be of this column/,
    ],
    ['Apdex of a column', { measure: { metric: 'apdex', of: 'lcp' } }, /cannot be of this column/],
    ['a filter on a column that is none', { where: { kind: 'has', field: 'durations' } }, /where/],
    ['a filter with more than belongs there', { where: { kind: 'has', field: 'op', x: 1 } }, /where/],
    ['half a minute', { window: MINUTE / 2 }, /whole minutes/],
    ['two days', { window: 2 * DAY }, /window/],
    ['more than 89 days earlier', { earlier: 90 * DAY }, /earlier/],
    ['21 periods', { periods: 21 }, /periods/],
    ['no name', { name: ' ' }, /name/],
    ['no threshold', { thresholds: {} }, /needs a warning/],
    ['an id with a blank', { id: 'a b' }, /id/],
    ['something unknown', { colour: 'red' }, /colour/],
  ])('refuses %s', (_, words, message) => {
    expect(() => parseRules(fileWith(words))).toThrow(RuleFileError);
    expect(() => parseRules(fileWith(words))).toThrow(message);
  });

  it.each<[string, string, RegExp]>([
    ['no JSON', '{', /not JSON/],
    ['another file', '{"version":1}', /not right/],
    ['a later version', '{"longtail":"alerts","version":2,"rules":[]}', /version 2/],
    ['the same id twice', JSON.stringify({ longtail: 'alerts', version: 1, rules: [RULE, RULE] }), /same id/],
  ])('refuses %s', (_, text, message) => {
    expect(() => parseRules(text)).toThrow(message);
  });

  it('takes no rows for a value of what is counted', () => {
    expect(parseRules(fileWith({ measure: { metric: 'throughput' }, least: 30 }))[0]?.least).toBe(0);
  });
});

describe('thresholds', () => {
  it.each<[string, 'above' | 'below', number | null, number | null, number | null, boolean]>([
    ['critical above the warning', 'above', 100, 50, null, true],
    ['equal ones', 'above', 50, 50, null, true],
    ['critical below the warning', 'above', 49, 50, null, false],
    ['the other way round', 'below', 50, 49, null, false],
    ['and that right', 'below', 49, 50, null, true],
    ['more than 0, resolved below 1', 'above', 0, null, 1, true],
    ['more than 0, resolved below 2', 'above', 0, null, 2, false],
    ['less than 1, resolved above 0', 'below', 1, null, 0, true],
    ['less than 2, resolved above 0', 'below', 2, null, 0, false],
    ['a resolve of the same fraction', 'above', 0.5, null, 0.5, false],
    ['a resolve on the good side', 'above', 0.5, null, 0.4, true],
    ['a resolve that is beyond the warning', 'above', 100, 50, 60, false],
    ['none at all', 'above', null, null, 1, false],
  ])('%s', (_, side, critical, warning, resolve, isRight) => {
    expect(thresholdsProblem({ critical, warning, resolve }, side) === null).toBe(isRight);
  });
});
