import { durationUnit, formatDurationIn } from '../../ui/format.ts';
import type { DurationUnit } from '../../ui/format.ts';
import { lengthOf } from './time-window.ts';
import type { TimeWindow } from './time-window.ts';

export interface Tick {
  /** Milliseconds after the trace's start. */
  readonly at: number;
  readonly label: string;
}

const PER_MS: Readonly<Record<DurationUnit, number>> = { ns: 1e6, µs: 1e3, ms: 1, s: 1e-3 };

/** The smallest of 1, 2, 2.5 and 5 times a power of ten that is not below `least`. */
function niceStep(least: number): number {
  const power = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 2, 2.5, 5, 10].find((factor) => factor * power >= least * (1 - 1e-9)) ?? 10;
  return factor * power;
}

/** Decimals that a step needs: 2.5 needs one, 0.25 two. */
function decimalsOf(step: number): number {
  for (let digits = 0; digits < 9; digits++) {
    if (Math.abs(step * 10 ** digits - Math.round(step * 10 ** digits)) < 1e-6) return digits;
  }
  return 9;
}

/** The units from large to small. */
const UNITS = ['s', 'ms', 'µs', 'ns'] as const;

/** More decimals than this are hard to read: then the next smaller unit is better. */
const DECIMALS = 3;

/** Ticks at round times in the window, at most `count` of them, all in one unit. */
export function toTicks(window: TimeWindow, count: number): Tick[] {
  const length = lengthOf(window);
  if (!(length > 0) || count < 1) return [];
  const largest = UNITS.indexOf(durationUnit(Math.max(Math.abs(window.start), Math.abs(window.end))));
  for (const unit of UNITS.slice(largest)) {
    const step = niceStep((length * PER_MS[unit]) / count);
    const digits = decimalsOf(step);
    if (digits <= DECIMALS || unit === 'ns') return ticksOf(window, unit, step, digits);
  }
  return [];
}

function ticksOf(window: TimeWindow, unit: DurationUnit, step: number, digits: number): Tick[] {
  const ticks: Tick[] = [];
  const last = Math.floor((window.end * PER_MS[unit]) / step + 1e-9);
  for (let at = Math.ceil((window.start * PER_MS[unit]) / step - 1e-9); at <= last; at++) {
    const ms = (at * step) / PER_MS[unit];
    ticks.push({ at: ms, label: at === 0 ? '0' : formatDurationIn(ms, unit, digits) });
  }
  return ticks;
}
