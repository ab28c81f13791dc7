import { tickAt } from '../../alerts/measure-over-time.ts';
import { readTick } from '../../alerts/evaluate.ts';
import { CADENCE } from '../../model/alert-rule.ts';
import type { AlertRule } from '../../model/alert-rule.ts';
import type { Ticks } from '../../model/alert-state.ts';
import type { Measured, MeasureQuestion } from '../../model/alerts.ts';

function slice(ticks: Ticks, from: number): Ticks {
  return {
    length: ticks.length - from,
    first: ticks.first + from * CADENCE,
    value: ticks.value.subarray(from),
    rows: ticks.rows.subarray(from),
    earlier: ticks.earlier.subarray(from),
  };
}

/** The evaluations of which all rows are loaded: the newest without a gap. */
export function loadedTicks({ rule, range, delay }: MeasureQuestion, measured: Measured): Ticks {
  const { ticks, complete, covered } = measured;
  if (complete) return ticks;
  const newest = covered.at(-1);
  if (newest === undefined || newest.end < range.end) return slice(ticks, ticks.length);
  const since = newest.start + delay + rule.window + (rule.earlier ?? 0);
  return slice(ticks, Math.min(Math.max(0, Math.ceil((since - ticks.first) / CADENCE)), ticks.length));
}

/** What is compared with the thresholds at each evaluation; NaN where there is no data. */
export function comparedValues(rule: AlertRule, ticks: Ticks): Float64Array {
  return Float64Array.from({ length: ticks.length }, (_, index) => {
    const reading = readTick(rule, tickAt(ticks, index));
    return typeof reading === 'object' ? reading.value : Number.NaN;
  });
}
