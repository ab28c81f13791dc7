import type { Threshold, Thresholds } from '../model/metric.ts';
import type { Table } from './table.ts';

/** The thresholds of a question, resolved to the codes of a table's dictionaries. */
export interface ThresholdLookup {
  /** T in milliseconds, by index. */
  readonly ms: Float64Array;
  /** 1 where LCP is measured instead of the duration, by index. */
  readonly isLcp: Uint8Array;
  /** The index for a pair of codes. */
  indexOf(transaction: number, project: number): number;
}

/** Larger than the code of any project, so that a pair of codes makes one whole number. */
const PROJECTS = 2 ** 21;

/** What was looked up last of some thresholds, and of which dictionaries. */
interface Known {
  readonly table: Table;
  readonly projects: number;
  readonly transactions: number;
  readonly lookup: ThresholdLookup;
}

/** All questions of a page have the same thresholds, up to one for each transaction. */
const KNOWN = new WeakMap<Thresholds, Known>();
const KEYS = new WeakMap<Thresholds, string>();

/** Thresholds that were asked for last, to tell whether others are equal. */
const MOST_RECENT = 8;
const recent: Thresholds[] = [];
let keys = 0;

function isSame(one: Threshold, two: Threshold): boolean {
  return one.ms === two.ms && one.metric === two.metric;
}

function areEqual(one: Thresholds, two: Thresholds): boolean {
  return (
    isSame(one.default, two.default) &&
    one.projects.length === two.projects.length &&
    one.transactions.length === two.transactions.length &&
    one.projects.every(({ project, threshold }, index) => {
      const other = two.projects[index]!;
      return isSame(threshold, other.threshold) && project === other.project;
    }) &&
    one.transactions.every(({ project, transaction, threshold }, index) => {
      const other = two.transactions[index]!;
      return (
        isSame(threshold, other.threshold) && project === other.project && transaction === other.transaction
      );
    })
  );
}

/**
 * A text that equal thresholds share, as long as they are asked for; of others that come it is another. Comparing them
 * with the last ones takes less than writing them out.
 */
export function thresholdsKey(thresholds: Thresholds): string {
  let key = KEYS.get(thresholds);
  if (key === undefined) {
    const equal = recent.find((other) => areEqual(thresholds, other));
    key = (equal === undefined ? undefined : KEYS.get(equal)) ?? `thresholds ${(keys += 1)}`;
    KEYS.set(thresholds, key);
    recent.unshift(thresholds);
    recent.length = Math.min(recent.length, MOST_RECENT);
  }
  return key;
}

/** The chain of thresholds: the transaction's own, else its project's, else the default; the first entry wins. */
export function lookUpThresholds(table: Table, thresholds: Thresholds): ThresholdLookup {
  const projects = table.text('project')?.values.length ?? 0;
  const transactions = table.text('transaction')?.values.length ?? 0;
  const known = KNOWN.get(thresholds);
  if (known?.table === table && known.projects === projects && known.transactions === transactions)
    return known.lookup;
  const lookup = makeLookup(table, thresholds);
  KNOWN.set(thresholds, { table, projects, transactions, lookup });
  return lookup;
}

function makeLookup(table: Table, thresholds: Thresholds): ThresholdLookup {
  const all: Threshold[] = [thresholds.default];
  const projects = table.text('project');
  const transactions = table.text('transaction');
  const byProject = new Map<number, number>();
  for (const { project, threshold } of thresholds.projects) {
    const code = projects?.codeOf(project);
    if (code === undefined || byProject.has(code)) continue;
    byProject.set(code, all.push(threshold) - 1);
  }
  const byPair = new Map<number, number>();
  for (const { project, transaction, threshold } of thresholds.transactions) {
    const projectCode = projects?.codeOf(project);
    const code = transactions?.codeOf(transaction);
    if (projectCode === undefined || code === undefined) continue;
    const pair = code * PROJECTS + projectCode;
    if (byPair.has(pair)) continue;
    byPair.set(pair, all.push(threshold) - 1);
  }
  const ofProject = Uint32Array.from(
    { length: projects?.values.length ?? 0 },
    (_, code) => byProject.get(code) ?? 0,
  );
  return {
    ms: Float64Array.from(all, ({ ms }) => ms),
    isLcp: Uint8Array.from(all, ({ metric }) => (metric === 'lcp' ? 1 : 0)),
    indexOf(transaction, project) {
      return byPair.get(transaction * PROJECTS + project) ?? ofProject[project] ?? 0;
    },
  };
}
