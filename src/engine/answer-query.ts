import { derive, showName, statsFor, unitOfShow } from '../metrics/derive.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import { checkQuery } from './check-question.ts';
import type { Groupings } from './groups.ts';
import { rankGroups } from './rank-groups.ts';

/** An answer without what only the caller knows: what is held, and the revision. */
export type Answer = Omit<Result, 'covered' | 'complete' | 'revision' | 'problems'>;

/** Answers a query: filter, group, gather, derive, order. Throws a SourceError where it cannot be answered. */
export function answerQuery(groupings: Groupings, query: Query): Answer {
  checkQuery(query);
  const { keys, codes, count, value, versus, edges, matched, sampled } = groupings.of(query);
  const stats = statsFor(query.show);
  const own = value.of(stats);
  const other = versus === null ? null : versus.of(stats);
  const shown = query.show.map((show) => derive(show, own, other, count));
  const order = rankGroups(
    count,
    [
      ...(query.order ?? []).map(({ show, desc }) => ({ values: shown[show]!, desc })),
      ...keys.map((key, index) => ({ values: key.rank(codes[index]!), desc: false })),
    ],
    query.limit ?? count,
  );
  return {
    length: order.length,
    columns: [
      ...keys.map((key, index) => key.toColumn(Int32Array.from(order, (group) => codes[index]![group]!))),
      ...query.show.map((show, index) => ({
        kind: 'number' as const,
        name: showName(show),
        unit: unitOfShow(show),
        values: Float64Array.from(order, (group) => shown[index]![group]!),
      })),
    ],
    total: count,
    matched,
    sampled,
    edges,
  };
}
