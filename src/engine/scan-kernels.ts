import type { Address } from './kernels.ts';

/** The kernels with which rows are grouped one by one, as `kernels/keys.ts`, `spread.ts` and `ranks.ts` document them. */
export interface ScanKernels {
  readCodes(list: Address, count: number, codes: Address, width: number, out: Address): void;
  readSteps(
    list: Address,
    count: number,
    ends: Address,
    steps: Address,
    stepCount: number,
    out: Address,
  ): void;
  readBins(
    list: Address,
    count: number,
    values: Address,
    width: number,
    first: Address,
    edges: Address,
    bins: number,
    isLog: number,
    out: Address,
  ): void;
  internNumbers(
    list: Address,
    from: number,
    count: number,
    values: Address,
    width: number,
    slots: Address,
    mask: number,
    keys: Address,
    used: Address,
    room: number,
    isOpen: number,
    out: Address,
  ): number;
  internPairs(
    groups: Address,
    codes: Address,
    from: number,
    count: number,
    slots: Address,
    mask: number,
    keys: Address,
    used: Address,
    room: number,
    isOpen: number,
  ): number;
  rehash(slots: Address, mask: number, keys: Address, count: number): void;
  joinCodes(groups: Address, codes: Address, count: number, width: number): void;
  mapGroups(groups: Address, count: number, map: Address, size: number): void;
  keepGroups(groups: Address, count: number, width: number, out: Address): void;
  mapKept(kept: Address, count: number, width: number, map: Address, size: number, out: Address): void;
  tally(groups: Address, count: number, counts: Address): void;
  widen(list: Address, count: number, values: Address, width: number, isLog: number, out: Address): void;
  rowsBetween(
    list: Address,
    count: number,
    values: Address,
    width: number,
    least: number,
    most: number,
    takesAbsent: number,
    out: Address,
  ): number;

  weigh(
    list: Address,
    groups: Address,
    count: number,
    weights: Address,
    inside: Address,
    outside: Address,
    sums: Address,
  ): void;
  raise(list: Address, groups: Address, count: number, values: Address, most: Address): void;
  spreadCodes(
    list: Address,
    groups: Address,
    count: number,
    codes: Address,
    width: number,
    inside: Address,
    outside: Address,
    next: Address,
    out: Address,
  ): void;
  spreadFloats(
    list: Address,
    groups: Address,
    count: number,
    values: Address,
    next: Address,
    out: Address,
  ): void;
  spreadDoubles(
    list: Address,
    groups: Address,
    count: number,
    values: Address,
    next: Address,
    out: Address,
  ): void;
  spreadWeighted(
    list: Address,
    groups: Address,
    count: number,
    values: Address,
    weights: Address,
    next: Address,
    out: Address,
  ): void;
  countDistinct(
    codes: Address,
    starts: Address,
    ends: Address,
    groups: number,
    seen: Address,
    out: Address,
  ): void;

  spreadRows(
    list: Address,
    groups: Address,
    count: number,
    durations: Address,
    userCodes: Address,
    userWidth: number,
    statuses: Address,
    statusWidth: number,
    failing: Address,
    next: Address,
    values: Address,
    users: Address,
    failed: Address,
  ): void;
  countWithin(
    values: Address,
    starts: Address,
    ends: Address,
    groups: number,
    bounds: Address,
    out: Address,
  ): void;
  countUsersAbove(
    values: Address,
    users: Address,
    starts: Address,
    ends: Address,
    groups: number,
    bounds: Address,
    seen: Address,
    words: number,
    out: Address,
  ): void;

  floatQuantiles(
    values: Address,
    starts: Address,
    ends: Address,
    groups: number,
    quantiles: Address,
    quantileCount: number,
    out: Address,
    stride: number,
    spare: Address,
    counters: Address,
  ): void;
  doubleQuantiles(
    values: Address,
    starts: Address,
    ends: Address,
    groups: number,
    quantiles: Address,
    quantileCount: number,
    out: Address,
    stride: number,
  ): void;
  weightedQuantiles(
    pairs: Address,
    starts: Address,
    ends: Address,
    groups: number,
    quantiles: Address,
    quantileCount: number,
    out: Address,
    stride: number,
    spare: Address,
    counters: Address,
  ): void;
  describeFloats(
    values: Address,
    starts: Address,
    ends: Address,
    groups: number,
    out: Address,
    hasVariance: number,
  ): void;
  describeDoubles(
    values: Address,
    starts: Address,
    ends: Address,
    groups: number,
    out: Address,
    hasVariance: number,
  ): void;
  describeWeighted(pairs: Address, starts: Address, ends: Address, groups: number, out: Address): void;

  wordsBetween(codes: Address, low: number, high: number, out: Address, from: number, to: number): void;
  keepIn(words: Address, bitmap: Address, parts: Address, count: number): void;
  selectPart(one: Address, two: Address, from: number, to: number, out: Address): number;
  pairsIn(
    transactions: Address,
    transactionWidth: number,
    projects: Address,
    projectWidth: number,
    projectCount: number,
    set: Address,
    out: Address,
    from: number,
    to: number,
  ): void;
}
