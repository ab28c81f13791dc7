import type { NumberColumn as NumberName } from '../model/column.ts';
import { isFailure } from '../model/status.ts';
import type { Gathered } from '../metrics/derive.ts';
import { statName } from '../metrics/stat.ts';
import type { Stat } from '../metrics/stat.ts';
import { gatherColumn } from './gather-column.ts';
import { gatherFlagged, isFlagged } from './gather-flagged.ts';
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

/** Gathers by reading each column that is needed, group by group. */
export const gatherByScan: Gather = (table, side, stats) => {
  const { segments } = side;
  const gathered = new Map<string, Float64Array>();
  const byColumn = new Map<NumberName, Stat[]>();
  for (const stat of stats) {
    if ('of' in stat) {
      byColumn.set(stat.of, [...(byColumn.get(stat.of) ?? []), stat]);
    } else if (stat.kind === 'rows') {
      gathered.set(stat.kind, countRows(segments));
    } else if (stat.kind === 'count') {
      gathered.set(stat.kind, weigh(side, null));
    } else if (stat.kind === 'failed') {
      gathered.set(stat.kind, weigh(side, failures(table, segments.positions)));
    } else if (stat.kind === 'minutes') {
      gathered.set(stat.kind, new Float64Array(segments.groups).fill(side.minutes));
    }
  }
  const flagged = stats.map(({ kind }) => kind).filter(isFlagged);
  if (flagged.length > 0) gatherFlagged(table, side, flagged, gathered);
  for (const [column, needed] of byColumn) {
    const values = gatherColumn(table.values(column), side, needed);
    for (const [index, stat] of needed.entries()) gathered.set(statName(stat), values[index]!);
  }
  return gathered;
};
