/** Milliseconds since 1970-01-01 UTC, a double that keeps its fraction. */
export type EpochMs = number;

/** A length of time in milliseconds. Durations of spans and vitals hold a float32 value (see `toDuration`). */
export type Milliseconds = number;

export const SECOND: Milliseconds = 1_000;
export const MINUTE: Milliseconds = 60 * SECOND;
export const HOUR: Milliseconds = 60 * MINUTE;
export const DAY: Milliseconds = 24 * HOUR;

/** A half-open interval of time: `start` belongs to it, `end` does not. */
export interface Range {
  readonly start: EpochMs;
  readonly end: EpochMs;
}

/**
 * Rounds a duration or vital to the float32 that every layer holds: database, wire, engine, demo and oracle.
 * Decoders call it once, so that the same value is compared everywhere.
 */
export function toDuration(ms: number): Milliseconds {
  return Math.fround(ms);
}

/** A time cut in the middle; what ends in the middle itself is of the later half. */
export function halvesOf({ start, end }: Range): { readonly earlier: Range; readonly later: Range } {
  const middle = start + (end - start) / 2;
  return { earlier: { start, end: middle }, later: { start: middle, end } };
}

/** The start of the bucket of width `step` that holds `time`; buckets are aligned to the epoch, so to UTC. */
export function bucketStart(time: EpochMs, step: Milliseconds): EpochMs {
  return Math.floor(time / step) * step;
}

/** Sorts and joins intervals that touch or overlap; empty ones are dropped. */
export function unionOf(ranges: readonly Range[]): Range[] {
  const sorted = ranges.filter((range) => range.end > range.start).sort((a, b) => a.start - b.start);
  const union: Range[] = [];
  for (const range of sorted) {
    const last = union.at(-1);
    if (last !== undefined && range.start <= last.end) {
      union[union.length - 1] = { start: last.start, end: Math.max(last.end, range.end) };
    } else {
      union.push(range);
    }
  }
  return union;
}

/** The parts of `range` that none of `held` covers. `held` is a union: sorted and disjoint. */
export function missingFrom(range: Range, held: readonly Range[]): Range[] {
  const missing: Range[] = [];
  let { start } = range;
  for (const part of held) {
    if (part.end <= start) continue;
    if (part.start >= range.end) break;
    if (part.start > start) missing.push({ start, end: part.start });
    start = Math.max(start, part.end);
  }
  if (start < range.end) missing.push({ start, end: range.end });
  return missing;
}

/** The parts of `range` that `held` covers. `held` is a union: sorted and disjoint. */
export function coveredBy(range: Range, held: readonly Range[]): Range[] {
  return held
    .map((part) => ({ start: Math.max(part.start, range.start), end: Math.min(part.end, range.end) }))
    .filter((part) => part.end > part.start);
}
