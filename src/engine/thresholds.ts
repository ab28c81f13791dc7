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

/** Pairs of codes that there is room for one by one. */
const MOST_PAIRS = 2 ** 18;

/** What was looked up last of some thresholds, and of how many values of the dictionaries. */
interface Known {
  readonly projects: number;
  readonly transactions: number;
  readonly lookup: ThresholdLookup;
}

/**
 * All questions of a page have the same thresholds, up to one for each transaction. By table first: thresholds that are kept
 * must not keep the table of an engine that was closed.
 */
const KNOWN = new WeakMap<Table, WeakMap<Thresholds, Known>>();
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
  const ofTable = KNOWN.get(table) ?? new WeakMap<Thresholds, Known>();
  const known = ofTable.get(thresholds);
  if (known?.projects === projects && known.transactions === transactions) return known.lookup;
  const lookup = makeLookup(table, thresholds);
  KNOWN.set(table, ofTable.set(thresholds, { projects, transactions, lookup }));
  return lookup;
}

function makeLookup(table: Table, thresholds: Thresholds): ThresholdLookup {
  const { default: usual, projects: ofProjects, transactions: ofTransactions } = thresholds;
  const projects = table.text('project');
  const transactions = table.text('transaction');
  const most = 1 + ofProjects.length + ofTransactions.length;
  const ms = new Float64Array(most);
  const isLcp = new Uint8Array(most);
  let count = 0;
  const add = ({ ms: own, metric }: Threshold): number => {
    ms[count] = own;
    isLcp[count] = metric === 'lcp' ? 1 : 0;
    count += 1;
    return count - 1;
  };
  add(usual);
  const byProject = new Uint32Array(projects?.values.length ?? 0);
  for (const { project, threshold } of ofProjects) {
    const code = projects?.codeOf(project);
    if (code === undefined || byProject[code] !== 0) continue;
    byProject[code] = add(threshold);
  }
  const byPair = pairsOf(transactions?.values.length ?? 0, byProject.length);
  for (const { project, transaction, threshold } of ofTransactions) {
    const projectCode = projects?.codeOf(project);
    const code = transactions?.codeOf(transaction);
    if (projectCode === undefined || code === undefined) continue;
    if (byPair.get(code, projectCode) === 0) byPair.set(code, projectCode, add(threshold));
  }
  return {
    ms: ms.slice(0, count),
    isLcp: isLcp.slice(0, count),
    indexOf: (transaction, project) => byPair.get(transaction, project) || (byProject[project] ?? 0),
  };
}

/** Numbers of pairs of codes; 0 where none was set. */
interface Pairs {
  get(transaction: number, project: number): number;
  set(transaction: number, project: number, value: number): void;
}

/** Room for each pair where they are few: that is read and written many times faster than a map. */
function pairsOf(transactions: number, projects: number): Pairs {
  if (transactions * projects <= MOST_PAIRS) {
    const all = new Uint32Array(transactions * projects);
    return {
      get: (transaction, project) => (project < projects ? (all[transaction * projects + project] ?? 0) : 0),
      set: (transaction, project, value) => {
        all[transaction * projects + project] = value;
      },
    };
  }
  const some = new Map<number, number>();
  return {
    get: (transaction, project) => some.get(transaction * PROJECTS + project) ?? 0,
    set: (transaction, project, value) => {
      some.set(transaction * PROJECTS + project, value);
    },
  };
}
