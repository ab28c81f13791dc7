// Conditions that compare the two halves of the time: what their text means, and whom they select. Half 1 of the worked
// transaction is one of 2 s, half 2 is 0, 2 and 10 s, as in Sentry's own tests of trends.
import { describe, expect, it } from 'vitest';
import { Engine } from '../../src/engine/engine.ts';
import type { Tuning } from '../../src/engine/tuning.ts';
import { toRows } from '../../src/formats/arrow/rows.ts';
import type { Query } from '../../src/model/query.ts';
import { parse } from '../../src/search/parse.ts';
import { print } from '../../src/search/print.ts';
import * as oracle from '../oracle.ts';
import { transaction } from '../transaction-builder.ts';
import { meaning } from './shown.ts';

const MIDDLE = 5_000_000;
const RANGE = { start: 0, end: 2 * MIDDLE };

const named = (name: string, ...ends: (readonly [end: number, duration: number])[]) =>
  ends.map(([end, duration]) => transaction({ transaction: name, end, duration, status: 'ok' }));

const ROWS = [
  ...named('worked', [1_000_000, 2_000], [MIDDLE, 0], [6_000_000, 2_000], [7_000_000, 10_000]),
  ...named('still', [1_000_000, 100], [2_000_000, 120], [6_000_000, 100], [7_000_000, 120]),
  ...named('faster', [1_000_000, 500], [2_000_000, 501], [6_000_000, 100], [7_000_000, 101]),
  ...named('new', [6_000_000, 100]),
  ...named('gone', [1_000_000, 100], [MIDDLE - 1, 100]),
];

const TUNINGS: readonly Partial<Tuning>[] = [{}, { ordersFrom: 1, leafRows: 64, narrow: 0 }];
const ENGINES = TUNINGS.map((tuning) => {
  const engine = new Engine(tuning);
  engine.append(toRows(ROWS));
  engine.settle();
  return engine;
});

/** The transactions that a text selects, of which engine and oracle say the same. */
function selected(text: string): string[] {
  const parsed = parse(text);
  if ('error' in parsed || parsed.having === null) throw new Error(`${text} is no condition on a metric.`);
  const query: Query = {
    of: 'transactions',
    range: RANGE,
    where: parsed.filter,
    having: parsed.having,
    by: ['transaction'],
    show: [{ metric: 'count' }],
  };
  const namesOf = ({ columns }: Pick<oracle.OracleResult, 'columns'>): string[] =>
    columns.flatMap((column) => (column.kind === 'text' ? column.values.map(String) : [])).toSorted();
  const expected = namesOf(oracle.ask(ROWS, query));
  for (const engine of ENGINES) expect(namesOf(engine.ask(query, []))).toEqual(expected);
  return expected;
}

describe('a comparison of the halves', () => {
  it.each([
    ['trend_percentage():>5%', 'everything where p50 ratio > 1.05'],
    ['trend_percentage():>0.05', 'everything where p50 ratio > 1.05'],
    ['trend_percentage():392%', 'everything where p50 ratio = 4.92'],
    ['trend_percentage():<-20%', 'everything where p50 ratio < 0.8'],
    ['trend_percentage(p95):>0%', 'everything where p95 ratio > 1'],
    ['trend_percentage(p95,measurements.lcp):>0%', 'everything where p95(lcp) ratio > 1'],
    ['trend_percentage(failure_rate):>100%', 'everything where failure_rate ratio > 2'],
    ['!trend_percentage():>5%', 'everything where p50 ratio <= 1.05'],
    ['trend_difference():>7.84s', 'everything where p50 difference > 7840'],
    ['trend_difference(avg):<-100ms', 'everything where avg difference < -100'],
    ['trend_difference(count):>10', 'everything where count difference > 10'],
    ['count_percentage():>0.25', 'everything where count ratio > 0.25'],
    ['count_percentage():<400%', 'everything where count ratio < 4'],
    ['t_test():<-6', 'everything where avg t < -6'],
    ['t_test(lcp):>6', 'everything where avg(lcp) t > 6'],
    ['confidence():>6', 'everything where (avg t > 6 or avg t < -6)'],
    ['confidence():<=6', 'everything where (avg t <= 6 and avg t >= -6)'],
    ['!confidence():>6', 'everything where (avg t <= 6 and avg t >= -6)'],
    ['!confidence():6', 'everything where not (avg t = 6 or avg t = -6)'],
    ['trend_percentage():>5s', 'trend_percentage():«>5s»: “5s” is not what this metric is compared with.'],
    ['trend_percentage(p590):>5%', 'trend_percentage(«p590»):>5%: There is no metric p590.'],
    [
      'trend_percentage(count,lcp):>5%',
      'trend_percentage(count,«lcp»):>5%: count is of whole transactions and takes no column.',
    ],
    ['trend_percentage(p95,op):>5%', 'trend_percentage(p95,«op»):>5%: “op” is nothing that p95() can be of.'],
    [
      'count_percentage(lcp):>5',
      '«count_percentage(lcp)»:>5: count_percentage() takes nothing in its parentheses.',
    ],
    ['t_test(lcp,fcp):>5', '«t_test(lcp,fcp)»:>5: t_test() takes one column.'],
    [
      'trend_percentage(p95,):>5%',
      '«trend_percentage(p95,)»:>5%: An argument of trend_percentage() is empty.',
    ],
  ])('%s', (text, expected) => {
    expect(meaning(text)).toBe(expected);
  });

  it.each([
    ['trend_percentage():>5%', 'trend_percentage():>5%'],
    ['trend_percentage(p50):>0.05', 'trend_percentage():>5%'],
    ['trend_percentage(p95,measurements.lcp):<=-12.5%', 'trend_percentage(p95,lcp):<=-12.5%'],
    ['trend_difference(p50,lcp):>-1500ms', 'trend_difference(p50,lcp):>-1.5s'],
    ['count_percentage():>25%', 'count_percentage():>0.25'],
    ['confidence():>6', 't_test():>6 OR t_test():<-6'],
    ['!t_test(lcp):!=0', 't_test(lcp):0'],
  ])('%s is printed as %s', (text, printed) => {
    const parsed = parse(text);
    if ('error' in parsed) throw new Error(parsed.error.message);
    expect(print(parsed.filter, parsed.having)).toBe(printed);
    expect(meaning(printed)).toBe(meaning(text));
  });

  it.each([
    // The median did not change; whoever is in one half alone has nothing to be compared with.
    ['trend_percentage():>5%', []],
    ['trend_percentage():0%', ['still', 'worked']],
    ['trend_percentage(p75):200%', ['worked']],
    ['trend_percentage(p95):360%', ['worked']],
    ['trend_percentage(p99):392%', ['worked']],
    ['trend_difference(p99):7.84s', ['worked']],
    ['trend_percentage(avg):100%', ['worked']],
    ['trend_percentage():<-50%', ['faster']],
    ['trend_difference():-400ms', ['faster']],
    ['count_percentage():3', ['worked']],
    ['count_percentage():<0.5', ['gone']],
    ['count_percentage():>0.25 count_percentage():<4', ['faster', 'still', 'worked']],
    // One row has no variance, and a t of nothing fulfils no condition.
    ['confidence():>=0', ['faster', 'still']],
    ['confidence():>6', ['faster']],
    ['t_test():<-6', []],
    // A negation keeps whoever cannot be compared.
    ['!(confidence():>=0)', ['gone', 'new', 'worked']],
    // Beside a metric of the whole time.
    ['p100():>1s trend_percentage(avg):>50%', ['worked']],
    ['sampled_count():2 count_percentage():0', ['gone']],
  ])('%s selects %j', (text, names) => {
    expect(selected(text)).toEqual(names);
  });
});
