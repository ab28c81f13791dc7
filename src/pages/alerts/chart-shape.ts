import { CADENCE } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Incident, Ticks } from '../../model/alert-state.ts';
import type { EpochMs, Range } from '../../model/time.ts';

/** Evaluations that share a column of pixels: the least and the greatest value; NaN: no data in any. */
export interface ChartColumn {
  readonly at: EpochMs;
  readonly low: number;
  readonly high: number;
  /** The value farthest on the bad side, when it was measured, and how many rows it is of. */
  readonly worst: number;
  readonly worstAt: EpochMs;
  readonly rows: number;
}

/** The evaluations of a range in so many columns. `values` are what is compared, one an evaluation. */
export function toColumns(
  ticks: Ticks,
  values: Float64Array,
  range: Range,
  count: number,
  side: AlertRule['side'],
): readonly ChartColumn[] {
  const width = (range.end - range.start) / count;
  const columns: ChartColumn[] = [];
  for (let column = 0; column < count; column++) {
    const from = Math.max(0, Math.ceil((range.start + column * width - ticks.first) / CADENCE));
    const to = Math.min(
      ticks.length,
      Math.ceil((range.start + (column + 1) * width - ticks.first) / CADENCE),
    );
    if (from >= to) continue;
    const at = ticks.first + ((from + to - 1) / 2) * CADENCE;
    let [low, high, worst, worstAt, rows] = [Number.NaN, Number.NaN, Number.NaN, at, 0];
    for (let index = from; index < to; index++) {
      const value = values[index]!;
      if (Number.isNaN(value)) continue;
      if (!(low <= value)) low = value;
      if (!(high >= value)) high = value;
      if (worst !== (side === 'above' ? high : low)) {
        worst = side === 'above' ? high : low;
        worstAt = ticks.first + index * CADENCE;
        rows = ticks.rows[index]!;
      }
    }
    columns.push({ at, low, high, worst, worstAt, rows });
  }
  return columns;
}

/** The path of columns: through the least and the greatest of each, broken where there is no data. */
export function toPath(
  columns: readonly ChartColumn[],
  xOf: (at: EpochMs) => number,
  yOf: (value: number) => number,
): string {
  const steps: string[] = [];
  let last = Number.NaN;
  for (const { at, low, high } of columns) {
    if (Number.isNaN(low)) {
      last = Number.NaN;
      continue;
    }
    const x = xOf(at).toFixed(1);
    const isUp = Number.isNaN(last) || Math.abs(last - low) <= Math.abs(last - high);
    const [one, two] = isUp ? [low, high] : [high, low];
    steps.push(`${Number.isNaN(last) ? 'M' : 'L'}${x} ${yOf(one).toFixed(1)}`);
    // A lone point would draw nothing.
    steps.push(one === two && Number.isNaN(last) ? 'h0.5' : `L${x} ${yOf(two).toFixed(1)}`);
    last = two;
  }
  return steps.join('');
}

/** When an incident was at its worst. */
export function peakAt({ opened, closed, peak }: Incident, ticks: Ticks, values: Float64Array): EpochMs {
  const from = Math.max(0, Math.round((opened - ticks.first) / CADENCE));
  const to = closed === null ? ticks.length : Math.round((closed - ticks.first) / CADENCE) + 1;
  for (let index = from; index < Math.min(to, ticks.length); index++) {
    if (values[index] === peak) return ticks.first + index * CADENCE;
  }
  return opened;
}

/** Heights of labels that want to stand at `wanted`, at least `apart` from each other and within `most`. */
export function spread(wanted: readonly number[], apart: number, most: number): number[] {
  const order = wanted.map((_, index) => index).sort((a, b) => wanted[a]! - wanted[b]!);
  const placed = [...wanted];
  let floor = Number.NEGATIVE_INFINITY;
  for (const index of order) {
    placed[index] = Math.max(wanted[index]!, floor);
    floor = placed[index] + apart;
  }
  let ceiling = most;
  for (const index of order.toReversed()) {
    placed[index] = Math.min(placed[index]!, ceiling);
    ceiling = placed[index] - apart;
  }
  return placed;
}

/** Steps in which thresholds are moved: about a hundred of them up to `top`, in round numbers. */
export function stepFor(top: number): number {
  return 10 ** Math.floor(Math.log10(Math.max(top, 1e-6) / 50));
}
