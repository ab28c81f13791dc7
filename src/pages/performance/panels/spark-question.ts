import { both } from '../../../model/filter.ts';
import { isTimeKey } from '../../../model/query.ts';
import type { Query } from '../../../model/query.ts';
import type { Result } from '../../../model/result.ts';
import { bucketStart } from '../../../model/time.ts';
import type { ComparedScope } from '../../../view/compare.ts';
import { withoutVersus } from '../../../view/compare.ts';
import { stepOf } from '../../../view/period.ts';
import { numbersOf, readShow, textsOf } from '../../../view/read-result.ts';
import { transactionFilter } from '../../../view/use-transaction-scope.ts';
import type { TransactionId } from '../../../view/view.ts';

/** A sparkline is so many times coarser than a chart. */
const COARSER = 4;

/** The averages of some transactions over time. */
export function sparksQuery(scope: ComparedScope, ids: readonly TransactionId[]): Query {
  const rows = withoutVersus(scope);
  return {
    ...rows,
    where: both(rows.where, { kind: 'or', of: ids.map(transactionFilter) }),
    of: 'transactions',
    by: ['project', 'transaction', { time: stepOf(rows.range) * COARSER }],
    show: [{ metric: 'avg' }],
  };
}

/** One value a bucket, by the transaction's id as JSON; NaN where it has no rows. */
export function toSparks(asked: Query, result: Result): ReadonlyMap<string, readonly number[]> {
  const step = asked.by.find(isTimeKey)?.time ?? 1;
  const first = bucketStart(asked.range.start, step);
  const buckets = Math.max(1, Math.ceil((asked.range.end - first) / step));
  const projects = textsOf(result, 'project');
  const times = numbersOf(result, 'time').values;
  const sparks = new Map<string, number[]>();
  for (const [group, transaction] of textsOf(result, 'transaction').entries()) {
    const key = JSON.stringify({ project: projects[group] ?? '', transaction: transaction ?? '' });
    const values = sparks.get(key) ?? Array.from({ length: buckets }, () => Number.NaN);
    sparks.set(key, values);
    values[Math.round(((times[group] ?? first) - first) / step)] = readShow(result, { metric: 'avg' }, group);
  }
  return sparks;
}
