import { derive, statsFor } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import { compares } from '../model/filter.ts';
import type { Having, Query, Scope } from '../model/query.ts';
import type { Groups } from './groups.ts';
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

/** A condition, and what it is evaluated over. */
export type Condition = Pick<Scope, 'range' | 'where' | 'thresholds' | 'weighted'> & {
  readonly having: Having;
};

/**
 * Evaluates a condition over the transactions of its rows: 1 for each pair of transaction and project that it selects, by
 * the code of the transaction × the number of projects' codes + the code of the project.
 */
export function selectTransactions(
  table: Table,
  evaluate: (query: Query) => Groups,
  { having, ...over }: Condition,
): Uint8Array {
  const show = showsOf(having);
  const query: Query = { ...over, of: 'transactions', by: ['project', 'transaction'], show };
  const { codes, count, value } = evaluate(query);
  const gathered = value.of(statsFor(show));
  const values = new Map(show.map((own) => [own, derive(own, gathered, null, count)]));
  const projects = table.text('project')?.values.length ?? 1;
  const selected = new Uint8Array(projects * (table.text('transaction')?.values.length ?? 1));
  for (let group = 0; group < count; group++) {
    if (!fulfils(having, (own) => values.get(own)?.[group] ?? Number.NaN)) continue;
    selected[codes[1]![group]! * projects + codes[0]![group]!] = 1;
  }
  return selected;
}
