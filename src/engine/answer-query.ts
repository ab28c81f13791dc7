import { derive, showName, statsOfSide, unitOfShow } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import type { Query } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Gathered } from '../metrics/derive.ts';
import type { Stat } from '../metrics/stat.ts';
import type { Groupings, Groups, Statistics } from './groups.ts';
import { rankGroups } from './rank-groups.ts';
import type { Steps } from './steps.ts';
import { takenCodes, takenFloats } from './values-of.ts';

/** An answer without what only the caller knows: what is held, and the revision. */
export type Answer = Omit<Result, 'covered' | 'complete' | 'revision' | 'problems'>;

/** Where so many times fewer groups are wanted than there are, what is not needed for their order is gathered of these alone. */
const WORTH_NARROWING = 4;

/** The statistics of a side, in blocks. */
export function* gather(side: Statistics, stats: readonly Stat[]): Steps<Gathered> {
  yield;
  return yield* side.steps(stats);
}

/** Answers a query that `checkQuery` let pass: filter, group, gather, derive, order. */
export function* answerQuery(groupings: Groupings, query: Query): Steps<Answer> {
  const groups = yield* groupings.steps(query);
  const { keys, codes, count, edges, matched, sampled } = groups;
  const limit = query.limit ?? count;
  const by = query.order ?? [];
  function* shownOf(
    shows: readonly Show[],
    sides: Pick<Groups, 'value' | 'versus'>,
    length: number,
  ): Steps<Float64Array[]> {
    const own = yield* gather(sides.value, statsOfSide(shows, 'value'));
    const other = sides.versus === null ? null : yield* gather(sides.versus, statsOfSide(shows, 'versus'));
    return shows.map((show) => derive(show, own, other, length));
  }
  const rankBy = (values: (show: number) => Float64Array): Steps<Uint32Array> =>
    rankGroups(
      count,
      by.map(({ show, desc }) => ({ values: values(show), desc })),
      keys.map((key, index) => (some) => key.rank(takenCodes(codes[index]!, some))),
      limit,
    );
  let order: Uint32Array;
  let shown: Float64Array[];
  if (groups.only !== undefined && limit * WORTH_NARROWING < count) {
    const ranked = [...new Set(by.map(({ show }) => show))];
    const known = yield* shownOf(
      ranked.map((show) => query.show[show]!),
      groups,
      count,
    );
    yield;
    order = yield* rankBy((show) => known[ranked.indexOf(show)]!);
    shown = yield* shownOf(query.show, groups.only(order), order.length);
  } else {
    const all = yield* shownOf(query.show, groups, count);
    yield;
    order = yield* rankBy((show) => all[show]!);
    shown = all.map((values) => takenFloats(values, order));
  }
  return {
    length: order.length,
    columns: [
      ...keys.map((key, index) => key.toColumn(takenCodes(codes[index]!, order))),
      ...query.show.map((show, index) => ({
        kind: 'number' as const,
        name: showName(show),
        unit: unitOfShow(show),
        values: shown[index]!,
      })),
    ],
    total: count,
    matched,
    sampled,
    edges,
  };
}
