import type { Comparison, Filter } from '../model/filter.ts';
import type { EpochMs, Milliseconds } from '../model/time.ts';
import type { SearchContext } from './context.ts';
import { isOutside, readMoments } from './moment.ts';
import type { Moments } from './moment.ts';
import { OPPOSITE, refuseEmpty } from './number-condition.ts';
import type { Operand } from './operand.ts';
import { SearchProblem } from './search-error.ts';

/** How conditions of a kind are put together: filters, or conditions on metrics. */
export interface Build<T> {
  readonly leaf: (is: Comparison, at: EpochMs) => T;
  readonly and: (of: readonly T[]) => T;
  readonly not: (of: T) => T;
}

/** Reads a date behind a key or metric. Throws where it is none. */
export function momentsIn(
  operand: Operand,
  name: string,
  now: EpochMs,
  step: Milliseconds | null = null,
): Moments {
  if (operand.kind === 'single') refuseEmpty(operand.text, operand);
  const moments = operand.kind === 'list' ? null : readMoments(operand.sign, operand.text, now, step);
  if (moments !== null) return moments;
  throw new SearchProblem(
    operand.kind === 'list' ? 'A time takes no list.' : `“${operand.text}” is not a date.`,
    operand,
    `Write a day, as in ${name}:2026-11-01, a moment, as in ${name}:>=2026-11-01T14:00:00, or a time before now, as in ${name}:-24h.`,
  );
}

/** The condition that a moment is among some: a negated inequality is the opposite one. */
export function momentCondition<T>({ from, to }: Moments, isNegated: boolean, build: Build<T>): T {
  const sides = [from, to].filter((side) => side !== null);
  const [only] = sides;
  if (sides.length === 1 && only !== undefined) {
    return build.leaf(isNegated ? OPPOSITE[only.is] : only.is, only.at);
  }
  const within = build.and(sides.map(({ is, at }) => build.leaf(is, at)));
  return isNegated ? build.not(within) : within;
}

/** Whether an operand says "not": with `!` before its key, or with `!=`. */
export function isNegative(operand: Operand, isNegated: boolean): boolean {
  return isNegated !== (operand.kind === 'single' && operand.sign === '!=');
}

/** `timestamp:-24h` and the like. A time outside of the one that is searched is an error: it would find nothing. */
export function dateCondition(
  field: 'timestamp' | 'received',
  step: Milliseconds | null,
  operand: Operand,
  isNegated: boolean,
  context: SearchContext,
): Filter {
  if (operand.kind === 'single' && operand.sign === null && operand.text === '') {
    const has: Filter = { kind: 'has', field };
    return isNegated ? has : { kind: 'not', of: has };
  }
  const moments = momentsIn(operand, field, context.now, step);
  const isOut = isNegative(operand, isNegated);
  if (field === 'timestamp' && context.range !== null && isOutside(turned(moments, isOut), context.range)) {
    throw new SearchProblem(
      'The filter on timestamp is outside of the selected date range.',
      operand,
      'Choose a range that holds this time, or remove the condition.',
    );
  }
  return momentCondition<Filter>(moments, isOut, {
    leaf: (is, value) => ({ kind: 'compare', field, is, value }),
    and: (of) => ({ kind: 'and', of }),
    not: (of) => ({ kind: 'not', of }),
  });
}

const EVER: Moments = { from: null, to: null };

/** What is left of time without some moments, where that is one stretch; all of it where it is two. */
function turned(moments: Moments, isNegated: boolean): Moments {
  if (!isNegated) return moments;
  const { from, to } = moments;
  if (from !== null && to !== null) return EVER;
  if (from !== null) return { from: null, to: { is: OPPOSITE[from.is], at: from.at } };
  return to === null ? EVER : { from: { is: OPPOSITE[to.is], at: to.at }, to: null };
}
