import type { EpochMs, Milliseconds } from '../../src/model/time.ts';

/**
 * Every length and point of time in the demo is a whole number of ticks of 1/128 ms. Up to 131 s such a length is
 * exact as float32, and sums and differences of epoch times are exact as doubles: what a row says about its spans
 * and what is computed from the spans are then equal, not just close.
 */
const TICKS_PER_MS = 128;

export function toTicks(ms: Milliseconds): number {
  return Math.round(ms * TICKS_PER_MS);
}

export function toMs(ticks: number): Milliseconds {
  return ticks / TICKS_PER_MS;
}

/** The last tick at or before a time. */
export function floorToTick(time: EpochMs): EpochMs {
  return Math.floor(time * TICKS_PER_MS) / TICKS_PER_MS;
}
