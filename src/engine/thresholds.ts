import type { Threshold, Thresholds } from '../model/metric.ts';
import { questionKey } from './question-key.ts';
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

/** A text that equal thresholds share, made once of each. */
export function thresholdsKey(thresholds: Thresholds): string {
  let key = KEYS.get(thresholds);
  if (key === undefined) {
    key = questionKey(thresholds);
    KEYS.set(thresholds, key);
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
