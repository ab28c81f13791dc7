import type { Segments } from './segments.ts';
import type { Table } from './table.ts';
import type { ThresholdLookup } from './thresholds.ts';

/** What is said of each row, x being what its threshold T measures: one bit each. */
export const FLAG = {
  /** x ≤ T */
  satisfied: 1,
  /** T < x ≤ 4T */
  tolerating: 2,
  /** x ≥ 0 */
  measured: 4,
  /** x > 0 */
  waited: 8,
  /** x > 4T */
  miserable: 16,
  /** Every row. */
  any: 32,
} as const;

/** Bits that the flags take. */
export const FLAG_BITS = 6;

function flagsOf(x: number, ms: number): number {
  let flags: number = FLAG.any;
  if (x <= ms) flags |= FLAG.satisfied;
  else if (x <= 4 * ms) flags |= FLAG.tolerating;
  else if (x > 4 * ms) flags |= FLAG.miserable;
  if (x >= 0) flags |= FLAG.measured;
  if (x > 0) flags |= FLAG.waited;
  return flags;
}

/** The flags of each of the segments' rows. */
export function flagResponses(
  table: Table,
  { positions }: Segments,
  thresholds: ThresholdLookup,
): Uint8Array {
  const { ms, isLcp } = thresholds;
  const indices = thresholds.indicesAt(positions);
  const durations = table.values('duration');
  const lcps = table.values('lcp');
  const flags = new Uint8Array(positions.length);
  for (let index = 0; index < positions.length; index++) {
    const threshold = indices === null ? 0 : indices[index]!;
    const values = isLcp[threshold] === 1 ? lcps : durations;
    const x = values === null ? Number.NaN : values[positions[index]!]!;
    flags[index] = flagsOf(x, ms[threshold]!);
  }
  return flags;
}
