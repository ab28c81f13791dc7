import { readingOf } from '../metrics/derive.ts';
import type { Show } from '../model/metric.ts';
import { printDigits, printMetricValue } from './print-number.ts';
import { parseGrowth } from './trend-growth.ts';

function isCountRatio({ metric, read }: Show): boolean {
  return metric === 'count' && read === 'ratio';
}

/** A metric of the halves of a time, such as `trend_percentage(p95,lcp)`. Throws an Error for one half alone. */
export function printTrend(show: Show): string {
  const { metric, of } = show;
  const column = of === undefined || of === 'duration' ? '' : of;
  if (isCountRatio(show)) return 'count_percentage()';
  const isDefault = metric === 'p50' && column === '';
  const args = isDefault ? '' : `${metric}${column === '' ? '' : `,${column}`}`;
  switch (readingOf(show)) {
    case 'ratio':
      return `trend_percentage(${args})`;
    case 'difference':
      return `trend_difference(${args})`;
    case 't':
      return `t_test(${column})`;
    default:
      throw new Error(`No search asks for ${metric} of one half of the time.`);
  }
}

/** The most digits that tell a double from its neighbours. */
const MOST_DIGITS = 17;

/** A number that it is compared with. */
export function printTrendValue(show: Show, value: number): string {
  if (readingOf(show) !== 'ratio' || isCountRatio(show)) return printMetricValue(show, value);
  const percent = value * 100 - 100;
  for (let digits = 1; digits <= MOST_DIGITS; digits++) {
    const text = `${printDigits(Number(percent.toPrecision(digits)))}%`;
    if (parseGrowth(text) === value) return text;
  }
  return printDigits(value - 1);
}
