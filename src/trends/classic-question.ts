import { showName } from '../metrics/derive.ts';
import type { NumberColumn } from '../model/column.ts';
import type { Filter } from '../model/filter.ts';
import { both } from '../model/filter.ts';
import type { Reading, Show } from '../model/metric.ts';
import type { Query, Scope } from '../model/query.ts';
import type { Result, ResultColumn } from '../model/result.ts';
import { MINUTE } from '../model/time.ts';
import type { EpochMs, Range } from '../model/time.ts';
import type { Direction, TrendFunction, TrendRow } from './classic.ts';

/** What a trend is asked of: a function of a column, and where the two halves meet. */
export interface TrendQuestion {
  readonly scope: Scope;
  readonly of: NumberColumn;
  readonly by: TrendFunction;
  /** Rows that end at it or later are in the second half; the middle of the range where it is left out. */
  readonly middle?: EpochMs;
}

/** Longest duration that Sentry's trends count, in milliseconds. */
const LONGEST = 15 * MINUTE;

/** `transaction.duration:>0 transaction.duration:<15m`, which trends are asked with by default (A2). */
export const CLASSIC_DURATIONS: Filter = {
  kind: 'and',
  of: [
    { kind: 'compare', field: 'duration', is: '>', value: 0 },
    { kind: 'compare', field: 'duration', is: '<', value: LONGEST },
  ],
};

/** The two halves. Throws a RangeError where the middle does not lie strictly between start and end. */
export function halvesOf(range: Range, middle = range.start + (range.end - range.start) / 2): [Range, Range] {
  if (!(middle > range.start && middle < range.end)) {
    throw new RangeError('The middle of a trend must lie between the start and the end of its time.');
  }
  return [
    { start: range.start, end: middle },
    { start: middle, end: range.end },
  ];
}

function shows({ of, by }: TrendQuestion): readonly Show[] {
  const one = (read: Reading): Show => ({ metric: by, of, read });
  return [
    one('versus'),
    one('value'),
    one('ratio'),
    one('difference'),
    { metric: 'avg', of, read: 't' },
    { metric: 'sampled_count', read: 'versus' },
    { metric: 'sampled_count' },
    { metric: 'count', read: 'versus' },
    { metric: 'count' },
    { metric: 'count', read: 'ratio' },
  ];
}

/** One query for all transactions: the second half, compared with the first. */
export function trendQuery(question: TrendQuestion): Query {
  const { scope } = question;
  const [first, second] = halvesOf(scope.range, question.middle);
  return {
    ...scope,
    of: 'transactions',
    range: second,
    where: both(scope.where, CLASSIC_DURATIONS),
    versus: { range: first },
    // Transactions are selected over the whole time, not over its second half.
    ...(scope.having === undefined
      ? {}
      : { havingOver: scope.havingOver ?? { range: scope.range, where: scope.where } }),
    by: ['project', 'transaction'],
    show: shows(question),
  };
}

/** The same of the transactions alone that moved most surely in a direction, the surest first. */
export function surestOf(query: Query, direction: Direction, limit: number): Query {
  const show = query.show.findIndex(({ read }) => read === 't');
  return { ...query, order: [{ show, desc: direction === 'improved' }], limit };
}

type Columns = ReadonlyMap<string, ResultColumn>;

function textOf(columns: Columns, name: string, row: number): string | null {
  const column = columns.get(name);
  return column?.kind === 'text' ? (column.values[row] ?? null) : null;
}

/** The rows of a Result of `trendQuery`. */
export function readTrends(result: Pick<Result, 'length' | 'columns'>, question: TrendQuestion): TrendRow[] {
  const columns: Columns = new Map(result.columns.map((column) => [column.name, column]));
  const names = shows(question).map(showName);
  const minutes = (question.scope.range.end - question.scope.range.start) / MINUTE;
  return Array.from({ length: result.length }, (_, row): TrendRow => {
    const values = names.map((name) => {
      const column = columns.get(name);
      return column?.kind === 'number' ? (column.values[row] ?? Number.NaN) : Number.NaN;
    });
    const at = (index: number): number => values[index] ?? Number.NaN;
    return {
      project: textOf(columns, 'project', row),
      transaction: textOf(columns, 'transaction', row),
      before: at(0),
      after: at(1),
      ratio: at(2),
      difference: at(3),
      t: at(4),
      countBefore: at(5),
      countAfter: at(6),
      countRatio: at(9),
      throughput: (at(7) + at(8)) / minutes,
    };
  });
}
