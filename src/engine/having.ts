import { derive, readingOf, statsFor } from '../metrics/derive.ts';
import type { Gathered } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import { compares } from '../model/filter.ts';
import type { Having, Query, Scope } from '../model/query.ts';
import { halvesOf } from '../model/time.ts';
import type { Range } from '../model/time.ts';
import type { Groups } from './groups.ts';
import { ofSameGroups } from './same-groups.ts';
import type { Steps } from './steps.ts';
import type { Table } from './table.ts';

/** The metrics that a condition compares. */
export function showsOf(having: Having): Show[] {
  switch (having.kind) {
    case 'and':
    case 'or':
      return having.of.flatMap(showsOf);
    case 'not':
      return showsOf(having.of);
    case 'metric':
      return [having.show];
  }
}

/** Whether a group fulfils a condition, given its metrics. */
export function fulfils(having: Having, valueOf: (show: Show) => number): boolean {
  switch (having.kind) {
    case 'and':
      return having.of.every((part) => fulfils(part, valueOf));
    case 'or':
      return having.of.some((part) => fulfils(part, valueOf));
    case 'not':
      return !fulfils(having.of, valueOf);
    case 'metric':
      return compares(valueOf(having.show), having.is, having.value);
  }
}

/** The later half of a time and the earlier one, where some of these metrics compare them; null where none does. */
export function comparedHalves(shows: readonly Show[], range: Range): Record<keyof Halves, Range> | null {
  return shows.some((show) => readingOf(show) !== 'value') ? halvesOf(range) : null;
}

/** The statistics of the two halves of a time, one value a group. */
export interface Halves {
  readonly earlier: Gathered;
  readonly later: Gathered;
}

/** The metrics of a condition: of the whole time, or of its later half against its earlier one. */
export function conditionMetrics(
  shows: readonly Show[],
  whole: Gathered,
  halves: Halves | null,
  groups: number,
): ReadonlyMap<Show, Float64Array> {
  return new Map(
    shows.map((show) => {
      const own = readingOf(show) === 'value' || halves === null ? whole : halves.later;
      return [show, derive(show, own, halves?.earlier ?? null, groups)];
    }),
  );
}

/** A condition, and what it is evaluated over. */
export type Condition = Pick<Scope, 'range' | 'where' | 'thresholds' | 'weighted'> & {
  readonly having: Having;
};

/**
 * Evaluates a condition over the transactions of its rows, in blocks: 1 for each pair of transaction and project that it selects, by
 * the code of the transaction × the number of projects' codes + the code of the project.
 */
export function* selectTransactions(
  table: Table,
  evaluate: (query: Query) => Steps<Groups>,
  { having, ...over }: Condition,
): Steps<Uint8Array> {
  const show = showsOf(having);
  const stats = statsFor(show);
  const query: Query = { ...over, of: 'transactions', by: ['project', 'transaction'], show };
  const projects = table.text('project')?.values.length ?? 1;
  const pairsOf = ({ codes, count }: Groups): Uint32Array =>
    Uint32Array.from({ length: count }, (_, group) => codes[1]![group]! * projects + codes[0]![group]!);
  const groups = yield* evaluate(query);
  const { count } = groups;
  const pairs = pairsOf(groups);
  const whole = yield* groups.value.steps(stats);
  /** The statistics of a half, of the same groups in the same order. */
  const gather = function* (range: Range): Steps<Gathered> {
    const compared = yield* evaluate({ ...query, versus: { range } });
    return yield* ofSameGroups(compared, 'versus', groups.codes, stats);
  };
  const ranges = comparedHalves(show, over.range);
  const halves =
    ranges === null ? null : { earlier: yield* gather(ranges.earlier), later: yield* gather(ranges.later) };
  const values = conditionMetrics(show, whole, halves, count);
  const selected = new Uint8Array(projects * (table.text('transaction')?.values.length ?? 1));
  for (let group = 0; group < count; group++) {
    if (!fulfils(having, (own) => values.get(own)?.[group] ?? Number.NaN)) continue;
    selected[pairs[group]!] = 1;
  }
  return selected;
}
