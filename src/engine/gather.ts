import type { NumberColumn as NumberName } from '../model/column.ts';
import { isFailure } from '../model/status.ts';
import type { Gathered } from '../metrics/derive.ts';
import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import { gatherColumn } from './gather-column.ts';
import { gatherSatisfaction } from './gather-satisfaction.ts';
import { countDistinct } from './gather-users.ts';
import type { Segments } from './segments.ts';
import type { Table } from './table.ts';
import type { ThresholdLookup } from './thresholds.ts';

/** One side of a question: the rows of its groups, and how they count. */
export interface Side {
  readonly segments: Segments;
  /** The weight of each of the segments' positions; null where every row counts as one. */
  readonly weights: Float64Array | null;
  readonly thresholds: ThresholdLookup;
  /** What the statistic `minutes` is for every group. */
  readonly minutes: number;
}

/** Gathers statistics over groups of rows. Faster kernels take this function's place; the questions stay. */
export type Gather = (table: Table, side: Side, stats: readonly Stat[]) => Gathered;

/** Per group, the sum of the weights where `passes` is 1, or of all of them. */
function weigh(side: Side, passes: Uint8Array | null): Float64Array {
  const { segments, weights } = side;
  const { offsets } = segments;
  return Float64Array.from({ length: segments.groups }, (_, group) => {
    const from = offsets[group]!;
    const to = offsets[group + 1]!;
    if (weights === null && passes === null) return to - from;
    let total = 0;
    for (let index = from; index < to; index++) {
      if (passes === null || passes[index] === 1) total += weights === null ? 1 : weights[index]!;
    }
    return total;
  });
}

function countRows({ offsets, groups }: Segments): Float64Array {
  return Float64Array.from({ length: groups }, (_, group) => offsets[group + 1]! - offsets[group]!);
}

/** 1 for each position whose status is a failure. */
function failures(table: Table, positions: Uint32Array): Uint8Array {
  const failed = new Uint8Array(positions.length);
  const column = table.text('status');
  const codes = column?.codes ?? null;
  if (column === undefined || codes === null) return failed;
  const isFailed = Uint8Array.from(column.values, (_, code) => (isFailure(column.valueOf(code)) ? 1 : 0));
  for (let index = 0; index < positions.length; index++) failed[index] = isFailed[codes[positions[index]!]!]!;
  return failed;
}

/** Gathers by reading each column that is needed once, group by group. */
export const gatherByScan: Gather = (table, side, stats) => {
  const gathered = new Map<string, Float64Array>();
  const byColumn = new Map<NumberName, Stat[]>();
  const satisfaction: Stat[] = [];
  for (const stat of stats) {
    switch (stat.kind) {
      case 'rows':
        gathered.set(stat.kind, countRows(side.segments));
        break;
      case 'count':
        gathered.set(stat.kind, weigh(side, null));
        break;
      case 'failed':
        gathered.set(stat.kind, weigh(side, failures(table, side.segments.positions)));
        break;
      case 'users':
        gathered.set(stat.kind, countDistinct(table.text('user'), side.segments));
        break;
      case 'minutes':
        gathered.set(stat.kind, new Float64Array(side.segments.groups).fill(side.minutes));
        break;
      case 'measured':
      case 'satisfied':
      case 'tolerating':
      case 'measured users':
      case 'miserable users':
        satisfaction.push(stat);
        break;
      default:
        byColumn.set(stat.of, [...(byColumn.get(stat.of) ?? []), stat]);
    }
  }
  if (satisfaction.length > 0) gatherSatisfaction(table, side, satisfaction, gathered);
  for (const [column, needed] of byColumn) {
    const values = gatherColumn(table.values(column), side, needed);
    for (const [index, stat] of needed.entries()) gathered.set(statName(stat), values[index]!);
  }
  return gathered;
};
