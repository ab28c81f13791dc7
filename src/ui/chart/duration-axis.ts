import { withMark } from '../../model/number-style.ts';
import type { Milliseconds } from '../../model/time.ts';
import { writing } from '../writing.ts';

/** A horizontal axis of durations, linear or logarithmic, over a width in pixels. */
export interface DurationAxis {
  readonly from: Milliseconds;
  readonly to: Milliseconds;
  readonly width: number;
  readonly isLog: boolean;
}

/** Where a duration lies on the axis, in pixels; outside of it at its nearer end. */
export function xOn({ from, to, width, isLog }: DurationAxis, value: Milliseconds): number {
  const share = isLog ? Math.log(value / from) / Math.log(to / from) : (value - from) / (to - from);
  return Math.min(Math.max(share, 0), 1) * width;
}

/** The axis over the bins of a Result. A single value, or nearly one, gets room on both sides. */
export function axisOver(edges: readonly number[], width: number, isLog: boolean): DurationAxis | null {
  const from = edges[0];
  const to = edges.at(-1);
  if (from === undefined || to === undefined || (isLog && !(from > 0))) return null;
  if (!isNearlyOne(edges)) return { from, to, width, isLog };
  return isLog
    ? { from: from / 2, to: to * 2, width, isLog }
    : { from: from - Math.max(1, from / 2), to: to + Math.max(1, from / 2), width, isLog };
}

/** Whether all durations are one and the same to a reader: an axis would stretch a hair over its whole width. */
export function isNearlyOne(edges: readonly number[]): boolean {
  const [from = Number.NaN, to = Number.NaN] = [edges[0], edges.at(-1)];
  return !(to > from * LEAST_RATIO);
}

const LEAST_RATIO = 1.02;

export interface DurationTick {
  readonly value: Milliseconds;
  readonly label: string;
}

const THIN = '\u202f';

const UNITS: readonly (readonly [number, string])[] = [
  [1e3, 's'],
  [1, 'ms'],
  [1e-3, 'µs'],
  [1e-6, 'ns'],
];

/** From here on an axis has no room for all the zeros of a round number. */
const LONG = 1e4;

/** A round duration as short as it gets: `10 ms`, `2.5 s`, `120 s`; where one unit was chosen in that: `120k ms`. */
export function roundDuration(value: Milliseconds): string {
  if (value === 0) return '0';
  const { durations } = writing();
  const [per, name] = UNITS.find(([per, name]) =>
    durations === 'suited' ? value >= per * (1 - 1e-9) : name === durations,
  ) ?? [1e-6, 'ns'];
  const size = Number((value / per).toPrecision(6));
  const isLong = durations !== 'suited' && size >= LONG;
  return `${withMark(isLong ? `${size / 1000}k` : String(size))}${THIN}${name}`;
}

function logValues({ from, to }: DurationAxis, factors: readonly number[]): number[] {
  const values: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.ceil(Math.log10(to)); power++) {
    for (const factor of factors) {
      const value = Number((factor * 10 ** power).toPrecision(3));
      if (value >= from && value <= to) values.push(value);
    }
  }
  return values;
}

/** From decades to ever finer marks: the finest that has room is taken. */
const FACTORS: readonly (readonly number[])[] = [
  [1],
  [1, 3],
  [1, 2, 5],
  [1, 1.5, 2, 3, 5, 7],
  [1, 1.25, 1.5, 1.75, 2, 2.5, 3, 3.5, 4, 5, 6, 7, 8, 9],
];

const LINEAR = [1, 2, 2.5, 5, 10];

/** Whether each mark has its room, in pixels. */
function hasRoom(axis: DurationAxis, values: readonly number[], room: number): boolean {
  return values.every((value, index) => {
    const before = values[index - 1];
    return before === undefined || xOn(axis, value) - xOn(axis, before) >= room;
  });
}

/** Marks at round durations, at least `room` pixels from each other. */
export function toDurationTicks(axis: DurationAxis, room: number): DurationTick[] {
  if (axis.isLog) {
    const fitting = FACTORS.map((factors) => logValues(axis, factors)).filter((values) =>
      hasRoom(axis, values, room),
    );
    const decade = axis.width / Math.log10(axis.to / axis.from);
    const values =
      fitting.at(-1) ?? logValues(axis, [1]).filter((_, index) => index % Math.ceil(room / decade) === 0);
    return values.map((value) => ({ value, label: roundDuration(value) }));
  }
  const rough = (axis.to - axis.from) / Math.max(2, Math.floor(axis.width / room));
  const power = 10 ** Math.floor(Math.log10(rough));
  const spacing = (LINEAR.find((each) => each * power >= rough) ?? 10) * power;
  const first = Math.ceil(axis.from / spacing);
  const count = Math.floor(axis.to / spacing) - first + 1;
  return Array.from({ length: Math.max(0, count) }, (_, index) => {
    const value = Number(((first + index) * spacing).toPrecision(6));
    return { value, label: roundDuration(value) };
  });
}
