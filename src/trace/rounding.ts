import type { Milliseconds } from '../model/time.ts';

/** Times are doubles of epoch milliseconds and float32 durations: differences below this are rounding. */
export const ROUNDING: Milliseconds = 0.01;
