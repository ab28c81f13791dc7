import type { Result } from '../../model/result.ts';
import type { Distribution } from '../../ui/chart/strip-path.ts';
import type { ComparedMetric } from '../../view/compare.ts';
import { readCompared } from '../../view/compare.ts';
import { numbersOf, readShow, textsOf } from '../../view/read-result.ts';
import type { TransactionId } from '../../view/view.ts';

/** The numbers of one row of the table; NaN: no data. */
export interface Numbers {
  readonly sum: number;
  readonly throughput: number;
  readonly p50: number;
  readonly p95: ComparedMetric;
  readonly p99: number;
  readonly failureRate: number;
  readonly apdex: number;
  readonly users: number;
  readonly miserable: number;
  readonly misery: number;
  readonly lastSeen: number;
  /** Rows behind them. */
  readonly rows: number;
}

export interface TransactionRow extends Numbers {
  readonly id: TransactionId;
  readonly key: string;
}

/** Tells transactions apart, whatever is in their names. */
export function keyOf({ project, transaction }: TransactionId): string {
  return JSON.stringify([project, transaction]);
}

/** Reads one group of the table's question. */
export function readNumbers(result: Result, group: number): Numbers {
  return {
    sum: readShow(result, { metric: 'sum' }, group),
    throughput: readShow(result, { metric: 'throughput' }, group),
    p50: readShow(result, { metric: 'p50' }, group),
    p95: readCompared(result, { metric: 'p95' }, group),
    p99: readShow(result, { metric: 'p99' }, group),
    failureRate: readShow(result, { metric: 'failure_rate' }, group),
    apdex: readShow(result, { metric: 'apdex' }, group),
    users: readShow(result, { metric: 'users' }, group),
    miserable: readShow(result, { metric: 'miserable_users' }, group),
    misery: readShow(result, { metric: 'user_misery' }, group),
    lastSeen: readShow(result, { metric: 'last_seen' }, group),
    rows: readShow(result, { metric: 'sampled_count' }, group),
  };
}

/** The id of each group of a question by project and transaction. */
function idsOf(result: Result): TransactionId[] {
  const projects = textsOf(result, 'project');
  return textsOf(result, 'transaction').map((transaction, group) => ({
    project: projects[group] ?? '',
    transaction: transaction ?? '',
  }));
}

export function toTransactionRows(result: Result): TransactionRow[] {
  return idsOf(result).map((id, group) => ({ ...readNumbers(result, group), id, key: keyOf(id) }));
}

/** The most frequent op of each transaction, by its key. The groups come with the most frequent first. */
export function toOps(result: Result): ReadonlyMap<string, string> {
  const ops = new Map<string, string>();
  const values = textsOf(result, 'op');
  for (const [group, id] of idsOf(result).entries()) {
    const key = keyOf(id);
    if (!ops.has(key)) ops.set(key, values[group] ?? '');
  }
  return ops;
}

/** The distribution of each transaction, by its key, all between the same edges. */
export function toDistributions(result: Result): ReadonlyMap<string, Distribution> {
  const edges = result.edges ?? [];
  const bins = new Map(edges.map((edge, bin) => [edge, bin]));
  const froms = numbersOf(result, 'bin:duration').values;
  const counts = numbersOf(result, 'count').values;
  const byKey = new Map<string, Float64Array>();
  for (const [group, id] of idsOf(result).entries()) {
    const key = keyOf(id);
    const own = byKey.get(key) ?? new Float64Array(Math.max(0, edges.length - 1));
    byKey.set(key, own);
    own[bins.get(froms[group] ?? Number.NaN) ?? -1] = counts[group] ?? 0;
  }
  return new Map([...byKey].map(([key, counts]) => [key, { edges, counts }]));
}

/** The distribution of all transactions together. */
export function toDistribution(result: Result): Distribution {
  const edges = result.edges ?? [];
  const bins = new Map(edges.map((edge, bin) => [edge, bin]));
  const counts = new Float64Array(Math.max(0, edges.length - 1));
  const froms = numbersOf(result, 'bin:duration').values;
  const values = numbersOf(result, 'count').values;
  for (const [group, from] of froms.entries()) counts[bins.get(from) ?? -1] = values[group] ?? 0;
  return { edges, counts };
}
