import { derive, showName, statsFor, unitOfShow } from '../metrics/derive.ts';
import type { Gathered } from '../metrics/derive.ts';
import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import type { Key, Query } from '../model/query.ts';
import { isBinKey, isTimeKey } from '../model/query.ts';
import type { Result } from '../model/result.ts';
import type { Range } from '../model/time.ts';
import { binKey, edgesOf } from './bin-key.ts';
import { checkQuery } from './check-question.ts';
import type { Gather } from './gather.ts';
import { fieldKey } from './group-keys.ts';
import type { GroupKey } from './group-keys.ts';
import { groupByAllCodes, groupByOccurring } from './grouping.ts';
import { minutesOf } from './minutes.ts';
import { rankGroups } from './rank-groups.ts';
import type { Segments } from './segments.ts';
import type { Selections } from './selection.ts';
import type { Table } from './table.ts';
import { lookUpThresholds } from './thresholds.ts';
import { bucketsOf, timeKey } from './time-key.ts';
import { isSampled, weightsAt } from './weights.ts';

/** An answer without what only the caller knows: what is held, and the revision. */
export type Answer = Omit<Result, 'covered' | 'complete' | 'revision' | 'problems'>;

function toGroupKey(table: Table, query: Query, key: Key, edges: readonly number[]): GroupKey {
  if (isTimeKey(key)) {
    const shift = query.range.start - (query.versus?.range ?? query.range).start;
    return timeKey(table, bucketsOf(query.range, key.time), shift);
  }
  return isBinKey(key) ? binKey(table, key, edges) : fieldKey(table, key);
}

/** Answers a query: filter, group, gather, derive, order. Throws a SourceError where it cannot be answered. */
export function answerQuery(table: Table, selections: Selections, gather: Gather, query: Query): Answer {
  checkQuery(query);
  const value = selections.value(query);
  const versus = query.versus === undefined ? null : selections.versus(query, query.versus);
  const bin = query.by.find(isBinKey);
  const edges = bin === undefined ? null : edgesOf(table, bin, value);
  const keys = query.by.map((key) => toGroupKey(table, query, key, edges ?? []));
  const [only] = query.by;
  const isTimeAlone = query.by.length === 1 && only !== undefined && isTimeKey(only);
  const grouping =
    isTimeAlone && keys[0] !== undefined
      ? groupByAllCodes(keys[0], value, versus)
      : groupByOccurring(keys, value, versus);

  const step = query.by.find(isTimeKey)?.time;
  const stats = statsFor(query.show);
  const thresholds = lookUpThresholds(table, query.thresholds ?? DEFAULT_THRESHOLDS);
  const gatherSide = (segments: Segments, range: Range): Gathered =>
    gather(
      table,
      {
        segments,
        weights: query.weighted === false ? null : weightsAt(table, segments.positions),
        thresholds,
        minutes: step === undefined ? minutesOf(range) : minutesOf({ start: 0, end: step }),
      },
      stats,
    );
  const own = gatherSide(grouping.value, query.range);
  const other =
    grouping.versus === null ? null : gatherSide(grouping.versus, query.versus?.range ?? query.range);
  const shown = query.show.map((show) => derive(show, own, other, grouping.groups));

  const order = rankGroups(
    grouping.groups,
    [
      ...(query.order ?? []).map(({ show, desc }) => ({ values: shown[show]!, desc })),
      ...keys.map((key, index) => ({ values: key.rank(grouping.codes[index]!), desc: false })),
    ],
    query.limit ?? grouping.groups,
  );
  return {
    length: order.length,
    columns: [
      ...keys.map((key, index) =>
        key.toColumn(Int32Array.from(order, (group) => grouping.codes[index]![group]!)),
      ),
      ...query.show.map((show, index) => ({
        kind: 'number' as const,
        name: showName(show),
        unit: unitOfShow(show),
        values: Float64Array.from(order, (group) => shown[index]![group]!),
      })),
    ],
    total: grouping.groups,
    matched: value.length,
    sampled: isSampled(table, value),
    edges,
  };
}
