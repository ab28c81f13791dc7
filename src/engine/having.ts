import { derive, statsFor } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import { compares } from '../model/filter.ts';
import type { Having, Scope } from '../model/query.ts';
import type { Gather } from './gather.ts';
import { fieldKey } from './group-keys.ts';
import { groupByOccurring } from './grouping.ts';
import { minutesOf } from './minutes.ts';
import type { Table } from './table.ts';
import { lookUpThresholds } from './thresholds.ts';
import { weightsAt } from './weights.ts';

/** The transactions that a condition selected, by the codes of project and name. */
export interface SelectedTransactions {
  /** Those of some positions whose row is of a selected transaction. */
  keep(positions: Uint32Array): Uint32Array;
}

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

/** Evaluates a condition over the transactions of the rows at some positions. */
export function selectTransactions(
  table: Table,
  gather: Gather,
  scope: Scope,
  having: Having,
  positions: Uint32Array,
): SelectedTransactions {
  const keys = [fieldKey(table, 'project'), fieldKey(table, 'transaction')];
  const { groups, value, codes } = groupByOccurring(keys, positions, null);
  const side = {
    segments: value,
    weights: scope.weighted === false ? null : weightsAt(table, value.positions),
    thresholds: lookUpThresholds(table, scope.thresholds ?? DEFAULT_THRESHOLDS),
    minutes: minutesOf(scope.range),
  };
  const shows = showsOf(having);
  const gathered = gather(table, side, statsFor(shows));
  const values = new Map(shows.map((show) => [show, derive(show, gathered, null, groups)]));
  const projects = table.text('project')?.values.length ?? 1;
  const selected = new Set<number>();
  for (let group = 0; group < groups; group++) {
    if (!fulfils(having, (show) => values.get(show)?.[group] ?? Number.NaN)) continue;
    selected.add(codes[1]![group]! * projects + codes[0]![group]!);
  }
  return {
    keep(candidates) {
      const projectCodes = keys[0]!.read(candidates, 'value');
      const transactionCodes = keys[1]!.read(candidates, 'value');
      return candidates.filter((_, index) =>
        selected.has(transactionCodes[index]! * projects + projectCodes[index]!),
      );
    },
  };
}
