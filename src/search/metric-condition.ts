import { unitOfShow } from '../metrics/derive.ts';
import type { Having } from '../model/query.ts';
import type { SearchContext } from './context.ts';
import { toMetric } from './metric-function.ts';
import { READERS, comparedMetric, orderingOf, readMetricValue } from './metric-operand.ts';
import { isNegative, momentCondition, momentsIn } from './moment-condition.ts';
import type { Operand } from './operand.ts';
import type { ConditionPiece, ItemPiece } from './piece.ts';
import { trendCondition } from './trend-condition.ts';
import { trendFunction } from './trend-function.ts';

/** `p95():>1s`: a condition on a transaction's metric. */
export function metricCondition(
  piece: ConditionPiece,
  args: readonly ItemPiece[],
  operand: Operand,
  context: SearchContext,
): Having {
  const { key, isNegated } = piece;
  const trend = trendFunction(key.name);
  if (trend !== undefined) return trendCondition(piece, trend, args, operand);
  const { show, minutes } = toMetric(key.name, args, key);
  const unit = unitOfShow(show);
  if (unit === 'epoch') {
    const moments = momentsIn(operand, `${key.name}()`, context.now);
    return momentCondition<Having>(moments, isNegative(operand, isNegated), {
      leaf: (is, value) => ({ kind: 'metric', show, is, value }),
      and: (of) => ({ kind: 'and', of }),
      not: (of) => ({ kind: 'not', of }),
    });
  }
  const value = readMetricValue(operand, READERS[unit]) / minutes;
  return comparedMetric(show, orderingOf(operand, isNegated), value);
}
