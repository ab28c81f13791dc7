import type { Address } from './kernels.ts';

/** The kernels that read leaves of orders, as `kernels/leaves.ts` and those beside it document them. */
export interface LeafKernels {
  countLeaves(selected: Address, other: Address, leaves: Address, count: number, out: Address): void;
  sumLeaves(
    selected: Address,
    values: Address,
    offsets: Address,
    bases: Address,
    lanes: Address,
    leaves: Address,
    count: number,
    out: Address,
  ): void;
  countUpTo(
    selected: Address,
    values: Address,
    leaves: Address,
    counts: Address,
    starts: Address,
    groups: number,
    bounds: Address,
    out: Address,
  ): void;
  valuesAtRanks(
    selected: Address,
    values: Address,
    leaves: Address,
    counts: Address,
    starts: Address,
    groups: number,
    ranks: Address,
    each: number,
    out: Address,
  ): void;
  countUsers(
    selected: Address,
    marks: Address,
    ends: Address,
    leaves: Address,
    starts: Address,
    groups: number,
    out: Address,
  ): void;
  writeNearKeys(pairs: Address, count: number, offsets: Address, bases: Address, at: number): void;
  noteUsers(
    selected: Address,
    marks: Address,
    ends: Address,
    leaves: Address,
    starts: Address,
    groups: number,
    offsets: Address,
    bases: Address,
    positions: Address,
    codes: Address,
    width: number,
    flags: Address,
    out: Address,
  ): void;
  aboveLimits(
    selected: Address,
    slices: Address,
    positions: Address,
    durations: Address,
    leaves: Address,
    starts: Address,
    groups: number,
    limits: Address,
    out: Address,
  ): void;
  countUpToEach(
    selected: Address,
    values: Address,
    leaves: Address,
    counts: Address,
    starts: Address,
    groups: number,
    bounds: Address,
    boundCount: number,
    out: Address,
  ): void;
  listCells(
    upTo: Address,
    groups: number,
    boundCount: number,
    first: number,
    room: number,
    out: Address,
  ): number;
  countAboveByTime(
    selected: Address,
    values: Address,
    codes: Address,
    positions: Address,
    times: Address,
    leaves: Address,
    starts: Address,
    groups: number,
    bounds: Address,
    buckets: Address,
    width: number,
    shift: number,
    step: number,
    firstBucket: number,
    count: number,
    counts: Address,
  ): void;
  takeFirsts(values: Address, count: number, out: Address): void;
  tallyWords(
    selected: Address,
    values: Address,
    firsts: Address,
    leaves: Address,
    count: number,
    least: Address,
    most: Address,
  ): void;
  tallyWeights(
    selected: Address,
    values: Address,
    firsts: Address,
    slices: Address,
    bits: number,
    weights: Address,
    leaves: Address,
    count: number,
    least: Address,
    most: Address,
  ): void;
  codeOfWeight(sums: Address, moment: number): number;
  takeWeighted(
    selected: Address,
    values: Address,
    slices: Address,
    bits: number,
    weights: Address,
    leaves: Address,
    leafWeights: Address,
    count: number,
    low: number,
    high: number,
    out: Address,
    room: number,
    found: Address,
  ): number;
  valueOfWeight(pairs: Address, count: number, before: number, moment: number): number;
  codeOfRank(counts: Address, rank: number): number;
  takeBetween(
    selected: Address,
    values: Address,
    leaves: Address,
    counts: Address,
    count: number,
    low: number,
    high: number,
    out: Address,
    room: number,
    found: Address,
  ): number;
  countClasses(
    selected: Address,
    other: Address,
    slices: Address,
    bits: number,
    leaves: Address,
    count: number,
    out: Address,
  ): void;
  takeClass(
    selected: Address,
    slices: Address,
    bits: number,
    code: number,
    leaves: Address,
    count: number,
    out: Address,
  ): void;
  countClassesUpTo(
    selected: Address,
    values: Address,
    slices: Address,
    bits: number,
    leaves: Address,
    counts: Address,
    starts: Address,
    groups: number,
    bounds: Address,
    out: Address,
  ): void;
  sumWeighted(
    selected: Address,
    values: Address,
    offsets: Address,
    bases: Address,
    lanes: Address,
    slices: Address,
    bits: number,
    weights: Address,
    leaves: Address,
    count: number,
    out: Address,
  ): void;
  valuesAtWeights(
    selected: Address,
    values: Address,
    slices: Address,
    bits: number,
    weights: Address,
    leaves: Address,
    leafWeights: Address,
    starts: Address,
    groups: number,
    young: Address,
    youngWeights: Address,
    spans: Address,
    moments: Address,
    each: number,
    out: Address,
  ): void;
  sumSquares(selected: Address, values: Address, first: number, end: number, mean: number): number;
  latestTime(
    selected: Address,
    codes: Address,
    positions: Address,
    times: Address,
    first: number,
    end: number,
  ): number;
  valueAtRank(selected: Address, values: Address, first: number, rank: number): number;
  placeAfter(values: Address, from: number, to: number, bound: number): number;
  placeNotBelow(values: Address, from: number, to: number, bound: number): number;
}
