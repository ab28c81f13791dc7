import { derive, showName, statsFor, unitOfShow } from '../metrics/derive.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Groupings } from './groups.ts';
import { rankGroups } from './rank-groups.ts';

/** An answer without what only the caller knows: what is held, and the revision. */
export type Answer = Omit<Result, 'covered' | 'complete' | 'revision' | 'problems'>;

/** The values of some groups. A loop, because `from` with a function takes ten times as long. */
function taken(values: Float64Array, order: Uint32Array): Float64Array {
  const some = new Float64Array(order.length);
  for (let index = 0; index < order.length; index++) some[index] = values[order[index]!]!;
  return some;
}

function takenCodes(codes: Int32Array, order: Uint32Array): Int32Array {
  const some = new Int32Array(order.length);
  for (let index = 0; index < order.length; index++) some[index] = codes[order[index]!]!;
  return some;
}

/** Answers a query that `checkQuery` let pass: filter, group, gather, derive, order. */
export function answerQuery(groupings: Groupings, query: Query): Answer {
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
      ...keys.map((key, index) => key.toColumn(takenCodes(codes[index]!, order))),
      ...query.show.map((show, index) => ({
        kind: 'number' as const,
        name: showName(show),
        unit: unitOfShow(show),
        values: taken(shown[index]!, order),
      })),
    ],
    total: count,
    matched,
    sampled,
    edges,
  };
}
