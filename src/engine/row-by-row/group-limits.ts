import type { Key } from '../../model/query.ts';
import type { ThresholdLookup } from '../thresholds.ts';

/** The pairs of transaction and project that rows have, by their codes. */
export interface Pairs {
  readonly transactions: readonly number[];
  readonly projects: readonly number[];
}

/**
 * T of each group in milliseconds, where all of its rows have the same one and none is measured by LCP; null where
 * that is not known. `codes` are those of the groups, key by key; `pairs` null: it is not known which there are.
 */
export function limitsOfGroups(
  thresholds: ThresholdLookup,
  by: readonly Key[],
  codes: readonly Int32Array[],
  count: number,
  pairs: Pairs | null,
): Float64Array | null {
  const { ms } = thresholds;
  if (thresholds.isLcp.includes(1)) return null;
  const limits = new Float64Array(count);
  if (ms.length === 1) return limits.fill(ms[0]!);
  const transactions = codes[by.indexOf('transaction')];
  const projects = codes[by.indexOf('project')];
  if (transactions === undefined) return null;
  if (projects === undefined) {
    const byTransaction = pairs === null ? null : limitsByTransaction(thresholds, pairs);
    if (byTransaction === null) return null;
    for (let group = 0; group < count; group++) limits[group] = byTransaction[transactions[group]!]!;
  } else {
    for (let group = 0; group < count; group++) {
      limits[group] = ms[thresholds.indexOf(transactions[group]!, projects[group]!)]!;
    }
  }
  return limits;
}

/** T by the code of the transaction; null where a transaction has several. */
function limitsByTransaction(
  thresholds: ThresholdLookup,
  { transactions, projects }: Pairs,
): number[] | null {
  const limits: number[] = [];
  for (let pair = 0; pair < transactions.length; pair++) {
    const transaction = transactions[pair]!;
    const limit = thresholds.ms[thresholds.indexOf(transaction, projects[pair]!)]!;
    if (limits[transaction] !== undefined && limits[transaction] !== limit) return null;
    limits[transaction] = limit;
  }
  return limits;
}
