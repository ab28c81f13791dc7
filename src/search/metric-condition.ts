import { unitOfShow } from '../metrics/derive.ts';
import type { Unit } from '../model/column.ts';
import type { Having } from '../model/query.ts';
import type { SearchContext } from './context.ts';
import { toMetric } from './metric-function.ts';
import { isNegative, momentCondition, momentsIn } from './moment-condition.ts';
import { OPPOSITE, refuseEmpty } from './number-condition.ts';
import { parseDuration, parseNumber, parsePercentage } from './number.ts';
import type { Operand } from './operand.ts';
import { SearchProblem } from './search-error.ts';
import type { ConditionPiece, ItemPiece } from './piece.ts';

const READERS: Readonly<Record<Unit, { readonly read: (text: string) => number; readonly what: string }>> = {
  ms: { read: parseDuration, what: 'a duration, as in >1.5s or <300ms' },
  ratio: { read: parsePercentage, what: 'a share, as in >=5% or >=0.05' },
  score: { read: parsePercentage, what: 'a number from 0 to 1, as in >0.9' },
  count: { read: parseNumber, what: 'a number, as in >100 or >1k' },
  'per-minute': { read: parseNumber, what: 'a number, as in >100 or >1k' },
  none: { read: parseNumber, what: 'a number, as in >0.25' },
  epoch: { read: () => Number.NaN, what: 'a date' },
};

/** `p95():>1s`: a condition on a transaction's metric. */
export function metricCondition(
  piece: ConditionPiece,
  args: readonly ItemPiece[],
  operand: Operand,
  context: SearchContext,
): Having {
  const { key, isNegated } = piece;
  const { show, minutes } = toMetric(key.name, args, key);
  const isNot = isNegative(operand, isNegated);
  const unit = unitOfShow(show);
  if (unit === 'epoch') {
    return momentCondition<Having>(momentsIn(operand, `${key.name}()`, context.now), isNot, {
      leaf: (is, value) => ({ kind: 'metric', show, is, value }),
      and: (of) => ({ kind: 'and', of }),
      not: (of) => ({ kind: 'not', of }),
    });
  }
  const value = readValue(operand, unit) / minutes;
  const sign = operand.kind === 'single' ? operand.sign : null;
  if (sign === null || sign === '=' || sign === '!=') {
    const equal: Having = { kind: 'metric', show, is: '=', value };
    return isNot ? { kind: 'not', of: equal } : equal;
  }
  return { kind: 'metric', show, is: isNegated ? OPPOSITE[sign] : sign, value };
}

function readValue(operand: Operand, unit: Unit): number {
  const { read, what } = READERS[unit];
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
