import type { Threshold, Thresholds } from '../model/metric.ts';
import type { TransactionId } from './view.ts';

/** Whose threshold it is. */
export type ThresholdScope = 'transaction' | 'project' | 'default';

/** Where a transaction's threshold comes from: its own, its project's, or the default. */
export function thresholdScope(id: TransactionId, thresholds: Thresholds): ThresholdScope {
  const isOwn = thresholds.transactions.some(
    ({ project, transaction }) => project === id.project && transaction === id.transaction,
  );
  if (isOwn) return 'transaction';
  return thresholds.projects.some(({ project }) => project === id.project) ? 'project' : 'default';
}

/** The thresholds with one set for a transaction; null takes its own away, so that its project's holds. */
export function withTransactionThreshold(
  thresholds: Thresholds,
  { project, transaction }: TransactionId,
  threshold: Threshold | null,
): Thresholds {
  const others = thresholds.transactions.filter(
    (each) => each.project !== project || each.transaction !== transaction,
  );
  return {
    ...thresholds,
    transactions: threshold === null ? others : [...others, { project, transaction, threshold }],
  };
}

/** The thresholds with one set for a project; null takes it away, so that the default holds. */
export function withProjectThreshold(
  thresholds: Thresholds,
  project: string,
  threshold: Threshold | null,
): Thresholds {
  const others = thresholds.projects.filter((each) => each.project !== project);
  return { ...thresholds, projects: threshold === null ? others : [...others, { project, threshold }] };
}

/** As Sentry's: a response time is a positive whole number of milliseconds of at most 31 bits. */
const LONGEST = 2_147_483_647;

/** Reads a threshold as somebody wrote it: `300`, `300ms`, `1.5 s`; what is wrong with it otherwise. */
export function readThreshold(text: string): { readonly ms: number } | { readonly problem: string } {
  const [, number = '', unit = ''] = /^\s*(\d+(?:[.,]\d+)?)\s*(ms|s)?\s*$/i.exec(text) ?? [];
  const ms = Math.round(Number(number.replace(',', '.')) * (unit.toLowerCase() === 's' ? 1_000 : 1));
  if (number === '' || !Number.isFinite(ms)) {
    return { problem: 'Write a duration such as 300 or 1.5 s.' };
  }
  if (ms < 1 || ms > LONGEST) return { problem: 'A threshold is at least 1 ms, and at most 24 days.' };
  return { ms };
}
