import { backTest } from './back-test.ts';
import { readTick } from './evaluate.ts';
import { tickAt } from './measure-over-time.ts';
import type { Ticks } from '../model/alert-state.ts';
import type { AlertRule } from '../model/alert-rule.ts';
import type { SuggestedThreshold, Suggestion } from '../model/alerts.ts';

/** More often than this, nobody reads the messages. */
const MOST_FIRES = 2;

/** How far the critical threshold lies beyond the warning, at least. */
const APART = 1.25;

/** Numbers that a person would choose: 1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8 times a power of ten. */
const STEPS = [1, 1.2, 1.5, 2, 2.5, 3, 4, 5, 6, 8];

/** All of these from `least` to `most`, ascending. */
function roundNumbers(least: number, most: number): number[] {
  if (!(least > 0) || !(most >= least)) return [];
  const numbers: number[] = [];
  for (let power = Math.floor(Math.log10(least)); power <= Math.ceil(Math.log10(most)); power++) {
    // By text, so that it is 0.3 and not 0.30000000000000004.
    numbers.push(...STEPS.map((step) => Number(`${step}e${power}`)));
  }
  return numbers.filter((number) => number >= least && number <= most);
}

function fires(rule: AlertRule, ticks: Ticks, threshold: number): number {
  const thresholds = { critical: threshold, warning: null, resolve: null };
  return backTest({ ...rule, thresholds }, ticks).incidents.length;
}

/** The values that would have been compared, ascending. */
function valuesOf(rule: AlertRule, ticks: Ticks): Float64Array {
  const values: number[] = [];
  for (let index = 0; index < ticks.length; index++) {
    const reading = readTick(rule, tickAt(ticks, index));
    if (typeof reading === 'object') values.push(reading.value);
  }
  return Float64Array.from(values).sort();
}

/**
 * Thresholds that would have fired 0 to 2 times over the time that was measured: as a warning the one nearest to what
 * is usual, as critical one at least a quarter beyond it. Null where nothing was measured, or nothing above 0.
 */
export function suggestThresholds(rule: AlertRule, ticks: Ticks): Suggestion | null {
  const values = valuesOf(rule, ticks);
  const middle = values[Math.floor(values.length / 2)];
  const least = values[0];
  const most = values.at(-1);
  if (middle === undefined || least === undefined || most === undefined) return null;
  // From the farthest inwards; it ends where a threshold would have fired too often.
  const candidates =
    rule.side === 'above'
      ? roundNumbers(middle, 4 * most).reverse()
      : roundNumbers(Math.max(least / 4, middle / 1e3), middle);
  const found: SuggestedThreshold[] = [];
  for (const threshold of candidates) {
    const count = fires(rule, ticks, threshold);
    if (count > MOST_FIRES) break;
    found.push({ threshold, fires: count });
  }
  const warning = found.at(-1);
  if (warning === undefined) return null;
  const isApart = ({ threshold }: SuggestedThreshold): boolean =>
    rule.side === 'above' ? threshold >= APART * warning.threshold : threshold <= warning.threshold / APART;
  const critical = found.findLast(isApart);
  return critical === undefined ? null : { warning, critical };
}
