import { DEFAULT_THRESHOLDS } from '../model/metric.ts';
import type { Threshold, Thresholds } from '../model/metric.ts';
import type { TransactionId } from './view.ts';

/** What a transaction's response times are measured against: its own threshold, its project's, or the default. */
export function thresholdOf(id: TransactionId, thresholds: Thresholds = DEFAULT_THRESHOLDS): Threshold {
  const own = thresholds.transactions.find(
    ({ project, transaction }) => project === id.project && transaction === id.transaction,
  );
  const ofProject = thresholds.projects.find(({ project }) => project === id.project);
  return own?.threshold ?? ofProject?.threshold ?? thresholds.default;
}
