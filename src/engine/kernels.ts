import { base64 } from './kernels/entry.ts?kernels';
import type { LeafKernels } from './leaf-kernels.ts';
import type { ScanKernels } from './scan-kernels.ts';

/** A place in the engine's memory, in bytes. */
export type Address = number;

/** The compiled kernels, as `kernels/` documents them. Addresses and places are unsigned: `>>> 0` what is returned. */
export interface Kernels extends ScanKernels, LeafKernels {
  countBits(bitmap: Address, from: number, to: number): number;
  countBoth(one: Address, two: Address, first: number, end: number): number;
  andWords(out: Address, other: Address, first: number, end: number): void;
  orWords(out: Address, other: Address, first: number, end: number): void;
  notWords(out: Address, first: number, end: number): void;
  listBits(bitmap: Address, other: Address, from: number, to: number, out: Address): number;
  gatherBits(bitmap: Address, positions: Address, out: Address, from: number, to: number): void;

  mapCodes(codes: Address, count: number, map: Address, width: number, out: Address): void;
  inBytes(codes: Address, set: Address, out: Address, from: number, to: number): void;
  bytesBetween(codes: Address, low: number, high: number, out: Address, from: number, to: number): void;
  inShorts(codes: Address, set: Address, blocks: number, out: Address, from: number, to: number): void;
  shortsBetween(codes: Address, low: number, high: number, out: Address, from: number, to: number): void;
  inWords(codes: Address, width: number, set: Address, out: Address, from: number, to: number): void;
  floatsBetween(values: Address, low: number, high: number, out: Address, from: number, to: number): void;
  doublesBetween(values: Address, low: number, high: number, out: Address, from: number, to: number): void;

  selectPlaces(
    steps: Address,
    count: number,
    result: Address,
    codes: Address,
    positions: Address,
    times: Address,
    live: Address,
    window: Address,
    out: Address,
    spans: Address,
    spanCount: number,
    start: number,
    end: number,
    low: number,
    high: number,
  ): void;
  clearBits(bitmap: Address, from: number, to: number): void;
  keepLookedUp(bitmap: Address, positions: Address, out: Address, first: number, end: number): void;
  durationsAbove(
    selected: Address,
    slices: Address,
    positions: Address,
    durations: Address,
    limit: number,
    out: Address,
    first: number,
    end: number,
  ): void;

  sliceDurations(values: Address, slices: Address, stride: number, from: number, to: number): void;
  cutPart(bitmap: Address, from: number, to: number, out: Address): number;
  countWords(words: Address, count: number): number;
  countInParts(words: Address, bitmap: Address, parts: Address, count: number): number;
  narrowToRank(
    words: Address,
    total: number,
    slices: Address,
    stride: number,
    parts: Address,
    count: number,
    rank: number,
  ): number;
  takeFloats(words: Address, parts: Address, count: number, values: Address, out: Address): number;
  selectFloat(values: Address, count: number, rank: number): number;
  narrowToWeight(
    words: Address,
    slices: Address,
    stride: number,
    parts: Address,
    count: number,
    classes: Address,
    weights: Address,
    classCount: number,
    moment: number,
  ): number;
  takePairs(
    words: Address,
    parts: Address,
    count: number,
    values: Address,
    classes: Address,
    weights: Address,
    classCount: number,
    out: Address,
  ): number;
  sumInParts(words: Address, parts: Address, count: number, values: Address): number;
  noteCodes(
    words: Address,
    parts: Address,
    count: number,
    codes: Address,
    width: number,
    seen: Address,
  ): number;
  flagCodes(words: Address, parts: Address, count: number, codes: Address, flags: Address): void;
  leaveOut(words: Address, bitmap: Address, parts: Address, count: number): void;
  countBins(
    words: Address,
    parts: Address,
    count: number,
    values: Address,
    whole: Address,
    first: Address,
    edges: Address,
    bins: number,
    counts: Address,
  ): void;
  withinLimits(
    values: Address,
    transactions: Address,
    transactionWidth: number,
    projects: Address,
    projectWidth: number,
    projectCount: number,
    limits: Address,
    selected: Address,
    out: Address,
    from: number,
    to: number,
  ): void;

  pairTimes(times: Address, from: number, count: number, least: number, scale: number, out: Address): void;
  settleTimes(pairs: Address, count: number, times: Address): void;
  findPlaces(
    positions: Address,
    count: number,
    times: Address,
    first: number,
    end: number,
    out: Address,
  ): void;
  insertValues(
    places: Address,
    positions: Address,
    count: number,
    added: number,
    values: Address,
    width: number,
    spare: Address,
  ): void;
  pairFloats(positions: Address, count: number, values: Address, out: Address): void;
  pairCodes(positions: Address, count: number, codes: Address, width: number, out: Address): void;
  sortPairs(pairs: Address, spare: Address, count: number, keyBits: number, counters: Address): Address;
  mergePairs(one: Address, ones: number, two: Address, twos: number, out: Address): void;
  unpair(pairs: Address, count: number, out: Address): void;
  gather(positions: Address, count: number, from: Address, width: number, out: Address): void;
  coarseTimes(
    positions: Address,
    count: number,
    times: Address,
    origin: number,
    perStep: number,
    out: Address,
  ): void;
  coarseDurations(positions: Address, count: number, durations: Address, out: Address): void;
  gatherShorts(positions: Address, count: number, codes: Address, width: number, out: Address): void;
  sliceShorts(codes: Address, slices: Address, bits: number, at: number, count: number): void;
  markRunEnds(pairs: Address, count: number, out: Address, from: number): void;
  areAscending(values: Address, from: number, to: number): number;
}

let compiled: WebAssembly.Module | null = null;

function compile(): WebAssembly.Module {
  const text = atob(base64);
  return new WebAssembly.Module(Uint8Array.from(text, (char) => char.charCodeAt(0)));
}

/** The kernels, working on a memory. */
export function kernelsOn(memory: WebAssembly.Memory): Kernels {
  compiled ??= compile();
  const { exports } = new WebAssembly.Instance(compiled, { env: { memory } });
  return exports as unknown as Kernels;
}
