import { statsFor } from '../metrics/derive.ts';
import type { Filter } from '../model/filter.ts';
import type { Query } from '../model/query.ts';
import type { Range } from '../model/time.ts';
import { textTestOf } from './filter-leaves.ts';
import { CARRIED } from './orders/carried-columns.ts';
import type { Selections } from './selection.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';
import { partsOf } from './time-parts.ts';

/** Where a filter that has to be looked up row by row lets fewer of the rows pass than this, they are read one by one. */
const FEW = 1 / 32;

const KNOWN: ReadonlySet<string> = new Set(['project', 'transaction', ...CARRIED]);

/** Whether a filter tests what the orders do not carry, so that the bitmap of all rows is needed in any case. */
function isLookedUp(filter: Filter): boolean {
  switch (filter.kind) {
    case 'and':
    case 'or':
      return filter.of.some(isLookedUp);
    case 'not':
      return isLookedUp(filter.of);
    default: {
      const test = textTestOf(filter);
      return test === null || !KNOWN.has(test.name);
    }
  }
}

/** Whether a question asks for nothing but statistics of columns that no order is sorted by. */
export function isOfOtherColumns({ show }: Query): boolean {
  const stats = statsFor(show);
  return (
    stats.length > 0 &&
    stats.every((stat) => 'of' in stat && stat.of !== 'duration' && stat.of !== 'timestamp')
  );
}

/** Whether a range holds a larger part of the rows than `narrow`. */
export function isWide(table: Table, range: Range, narrow: number): boolean {
  const rows = partsOf(table, range).reduce((sum, { from, to }) => sum + to - from, 0);
  return rows >= table.alive * narrow;
}

/**
 * Whether enough rows match: the orders read all rows of the groups that match, whatever the range and the filter. `narrow`
 * is the part of the rows below which a range is read row by row.
 */
export function* isWorthOrders(
  table: Table,
  selections: Selections,
  query: Query,
  narrow: number,
): Steps<boolean> {
  const { range, where, versus } = query;
  const ranges = versus?.range === undefined ? [range] : [range, versus.range];
  if (!ranges.some((own) => isWide(table, own, narrow))) return false;
  if (narrow === 0 || versus !== undefined || !isLookedUp(where)) return true;
  yield* selections.prepare(query);
  return selections.value(query).length >= table.alive * FEW;
}
