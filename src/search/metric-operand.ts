import type { Unit } from '../model/column.ts';
import type { Show } from '../model/metric.ts';
import type { Having } from '../model/query.ts';
import { isNegative } from './moment-condition.ts';
import { OPPOSITE, refuseEmpty } from './number-condition.ts';
import { parseDuration, parseNumber, parsePercentage } from './number.ts';
import type { Operand } from './operand.ts';
import { SearchProblem } from './search-error.ts';

/** How what a metric is compared with is read, and what it is, with an example. */
export interface ValueReader {
  readonly read: (text: string) => number;
  readonly what: string;
}

/** Readers of the values of a metric, by its unit. */
export const READERS: Readonly<Record<Unit, ValueReader>> = {
  ms: { read: parseDuration, what: 'a duration, as in >1.5s or <300ms' },
  ratio: { read: parsePercentage, what: 'a share, as in >=5% or >=0.05' },
  score: { read: parsePercentage, what: 'a number from 0 to 1, as in >0.9' },
  count: { read: parseNumber, what: 'a number, as in >100 or >1k' },
  'per-minute': { read: parseNumber, what: 'a number, as in >100 or >1k' },
  none: { read: parseNumber, what: 'a number, as in >0.25' },
  epoch: { read: () => Number.NaN, what: 'a date' },
};

/** The one number that a metric is compared with. Throws where it is none, or a list. */
export function readMetricValue(operand: Operand, { read, what }: ValueReader): number {
  if (operand.kind === 'single') refuseEmpty(operand.text, operand);
  const value = operand.kind === 'single' ? read(operand.text) : Number.NaN;
  if (!Number.isNaN(value)) return value;
  throw new SearchProblem(
    operand.kind === 'list'
      ? 'A metric takes no list.'
      : `“${operand.text}” is not what this metric is compared with.`,
    operand,
    `Compare it with ${what}.`,
  );
}

/** The operator of a condition, a negated one turned into its opposite; an equality says whether it is ruled out. */
export type Ordering =
  { readonly is: '<' | '<=' | '>' | '>=' } | { readonly is: '='; readonly isRuledOut: boolean };

/** What is behind the colon, as an order or an equality. */
export function orderingOf(operand: Operand, isNegated: boolean): Ordering {
  const sign = operand.kind === 'single' ? operand.sign : null;
  if (sign === null || sign === '=' || sign === '!=') {
    return { is: '=', isRuledOut: isNegative(operand, isNegated) };
  }
  return { is: isNegated ? OPPOSITE[sign] : sign };
}

/** A metric against one number. */
export function comparedMetric(show: Show, ordering: Ordering, value: number): Having {
  const leaf: Having = { kind: 'metric', show, is: ordering.is, value };
  return ordering.is === '=' && ordering.isRuledOut ? { kind: 'not', of: leaf } : leaf;
}
