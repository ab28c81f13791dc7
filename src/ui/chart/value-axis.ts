import type { Unit } from '../../model/column.ts';
import { withMark } from '../../model/number-style.ts';
import type { Milliseconds } from '../../model/time.ts';
import { durationUnit } from '../format.ts';
import { toDurationTicks } from './duration-axis.ts';

/** A vertical axis: from zero with evenly spaced ticks, the last of them its top; or of durations on a log scale. */
export interface ValueAxis {
  /** Where a logarithmic one begins; 0: it is linear. */
  readonly foot: number;
  readonly top: number;
  readonly ticks: readonly number[];
  /** One a tick; the topmost alone carries the unit, on a log scale each. */
  readonly labels: readonly string[];
}

const THIN = '\u202f';

/** The spacings people count in, times a power of ten. */
const SPACINGS = [1, 2, 2.5, 5, 10];
const MOST_INTERVALS = 4;

function spacingFor(max: number, isWhole: boolean): number {
  const rough = max / MOST_INTERVALS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = (SPACINGS.find((each) => each * power >= rough * (1 - 1e-9)) ?? 10) * power;
  return isWhole ? Math.max(1, Math.ceil(spacing)) : spacing;
}

/** How many of a value make one of what the axis is written in, and the sign of that. */
function scaleFor(unit: Unit, top: number): { readonly per: number; readonly sign: string } {
  switch (unit) {
    case 'ms': {
      const name = durationUnit(top);
      const per = { ns: 1e-6, µs: 1e-3, ms: 1, s: 1e3 }[name];
      return { per, sign: `${THIN}${name}` };
    }
    case 'ratio':
      return { per: 0.01, sign: '%' };
    case 'per-minute':
      return { per: 1, sign: '/min' };
    case 'count':
    case 'score':
    case 'none':
    case 'epoch':
      return { per: 1, sign: '' };
  }
}

const LARGE: readonly (readonly [number, string])[] = [
  [1e9, 'G'],
  [1e6, 'M'],
  [1e3, 'k'],
];

/** A round number as short as it gets: `0`, `0.25`, `2.5k`, `3M`. */
function shortest(value: number): string {
  const [per, sign] = LARGE.find(([per]) => value >= per) ?? [1, ''];
  return withMark(`${Number((value / per).toPrecision(6))}${sign}`);
}

/** The axis that holds values up to `max`; of scores that end at 1, always up to 1. */
export function toValueAxis(max: number, unit: Unit, isShare = false): ValueAxis {
  const highest = isShare ? 1 : max;
  const isWhole = unit === 'count';
  const spacing = highest > 0 && Number.isFinite(highest) ? spacingFor(highest, isWhole) : isWhole ? 1 : 0.25;
  const intervals = highest > 0 && Number.isFinite(highest) ? Math.ceil(highest / spacing - 1e-9) : 1;
  const ticks = Array.from({ length: intervals + 1 }, (_, index) => index * spacing);
  const top = intervals * spacing;
  const { per, sign } = scaleFor(unit, top);
  const labels = ticks.map((tick, index) => shortest(tick / per) + (index === intervals ? sign : ''));
  return { foot: 0, top, ticks, labels };
}

/** Room for a mark, in pixels. */
const MARK_ROOM = 24;
/** How far the axis reaches beyond what it holds. */
const BEYOND = 1.15;

/** The logarithmic axis of durations from the shortest above 0 to the longest, so high in pixels. */
export function toLogAxis(least: Milliseconds, most: Milliseconds, height: number): ValueAxis {
  const [foot, top] = [least / BEYOND, most * BEYOND];
  const marks = toDurationTicks({ from: foot, to: top, width: height, isLog: true }, MARK_ROOM);
  return { foot, top, ticks: marks.map(({ value }) => value), labels: marks.map(({ label }) => label) };
}

/** Where a value lies on an axis: 0 at its foot, 1 at its top. */
export function shareOn({ foot, top }: ValueAxis, value: number): number {
  if (foot === 0) return value / top;
  return value > foot ? Math.log(value / foot) / Math.log(top / foot) : 0;
}
