import type { Threshold, Thresholds } from '../model/metric.ts';

/**
 * The chain of thresholds for many rows: the transaction's own, else its project's, else the default; the first entry
 * wins.
 */
export function thresholdLookup(
  thresholds: Thresholds,
): (project: string | null, transaction: string | null) => Threshold {
  const byProject = new Map<string | null, Threshold>();
  for (const { project, threshold } of thresholds.projects) {
    if (!byProject.has(project)) byProject.set(project, threshold);
  }
  const own = new Map<string | null, Map<string | null, Threshold>>();
  for (const { project, transaction, threshold } of thresholds.transactions) {
    const ofProject = own.get(project) ?? new Map<string | null, Threshold>();
    if (!ofProject.has(transaction)) ofProject.set(transaction, threshold);
    own.set(project, ofProject);
  }
  return (project, transaction) =>
    own.get(project)?.get(transaction) ?? byProject.get(project) ?? thresholds.default;
}
