import type { NumberColumn } from '../model/column.ts';
import { both } from '../model/filter.ts';
import type { Query, Scope } from '../model/query.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Result, ResultColumn } from '../model/result.ts';
import { DAY, HOUR, MINUTE, bucketStart } from '../model/time.ts';
import type { Milliseconds, Range } from '../model/time.ts';
import { evenEdges } from './arrivals.ts';
import type { Arrivals } from './arrivals.ts';

/** Bins wider than 5 % would blur a change of 10 %; narrower ones cost more than they tell. */
const SHARE = 0.05;

/** Widths of buckets, which divide a day or are one. */
const STEPS: readonly Milliseconds[] = [
  MINUTE,
  2 * MINUTE,
  5 * MINUTE,
  10 * MINUTE,
  30 * MINUTE,
  HOUR,
  2 * HOUR,
  4 * HOUR,
  8 * HOUR,
  DAY,
];

/** So many buckets tell how much a course varies by itself, and leave enough values in each. */
const BUCKETS = 42;

/** The width of buckets in which changes of a time are looked for: 8 hours of two weeks. */
export function trendStep({ start, end }: Range): Milliseconds {
  return (
    STEPS.find((step) => (end - start) / step <= BUCKETS) ?? Math.ceil((end - start) / BUCKETS / DAY) * DAY
  );
}

/** Smallest and largest values that are told apart: a tenth of a millisecond and fifteen minutes; of a score without unit, 0.001 and 10. */
function boundsOf(of: NumberColumn): readonly [number, number] {
  return of === 'cls' ? [0.001, 10] : [0.1, 15 * MINUTE];
}

/**
 * One query for the values of all transactions over time, by bins: what `findTrends` looks at. Values outside of the
 * bins do not count, as in the classic trends.
 */
export function arrivalsQuery(scope: Scope, of: NumberColumn): Query {
  const [least, most] = boundsOf(of);
  return {
    ...scope,
    of: 'transactions',
    where: both(scope.where, { kind: 'has', field: of }),
    weighted: false,
    by: [
      'project',
      'transaction',
      { time: trendStep(scope.range) },
      { bin: of, scale: 'log', edges: evenEdges(least, most, SHARE) },
    ],
    show: [{ metric: 'sampled_count' }],
  };
}

function numbersOf(column: ResultColumn | undefined): Float64Array {
  if (column?.kind !== 'number') throw new Error('The answer is not one to a query by time and bins.');
  return column.values;
}

function textsOf(column: ResultColumn | undefined): readonly (string | null)[] {
  if (column?.kind !== 'text') throw new Error('The answer is not one to a query by transaction.');
  return column.values;
}

/** The courses of all transactions, of the answer to `arrivalsQuery`. */
export function readArrivals(
  { length, columns, edges }: Pick<Result, 'length' | 'columns' | 'edges'>,
  { range, by }: Query,
): Arrivals[] {
  const step = by.find(isTimeKey)?.time;
  const bin = by.find(isBinKey);
  const bounds = edges ?? bin?.edges;
  if (step === undefined || bounds === undefined) throw new Error('The question has no time or no bins.');
  const start = bucketStart(range.start, step);
  const buckets = Math.max(Math.ceil((range.end - start) / step), 0);
  const bins = bounds.length - 1;
  const [projects, transactions] = [textsOf(columns[0]), textsOf(columns[1])];
  const [times, lows, counts] = [numbersOf(columns[2]), numbersOf(columns[3]), numbersOf(columns[4])];
  const places = new Map(bounds.map((edge, index) => [edge, index]));
  const found = new Map<string | null, Map<string | null, Arrivals>>();
  for (let row = 0; row < length; row++) {
    const project = projects[row] ?? null;
    const transaction = transactions[row] ?? null;
    const ofProject = found.get(project) ?? new Map<string | null, Arrivals>();
    found.set(project, ofProject);
    const one = ofProject.get(transaction) ?? {
      project,
      transaction,
      start,
      step,
      buckets,
      edges: bounds,
      counts: new Float64Array(buckets * bins),
    };
    ofProject.set(transaction, one);
    const place = places.get(lows[row] ?? Number.NaN);
    if (place === undefined) continue;
    one.counts[Math.round(((times[row] ?? start) - start) / step) * bins + place] = counts[row] ?? 0;
  }
  return [...found.values()].flatMap((ofProject) => [...ofProject.values()]);
}
