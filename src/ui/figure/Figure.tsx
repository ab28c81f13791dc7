import type { ReactNode } from 'react';
import type { Unit } from '../../model/column.ts';
import { OF_USERS } from '../../model/metric.ts';
import type { Parts } from '../format.ts';
import css from './figure.module.css';
import { MARKS } from './mark.ts';
import type { Mark } from './mark.ts';
import { exactText, isApart, valueParts } from './value-parts.ts';

/**
 * A number with its unit set back. Its element carries the metric's name and the value in full precision, for copies
 * and for tests.
 */
export function Figure(props: {
  /** The metric's name in a Result, such as `p95`. */
  readonly name: string;
  /** NaN: no data. */
  readonly value: number;
  readonly unit: Unit;
  readonly mark?: Mark;
  /**
   * Keeps the place of the longest unit, so that numbers of a column stand below each other; a rate leaves its unit
   * to the head.
   */
  readonly isColumn?: boolean;
  /** How it is written in place of the usual, such as "3 min ago". */
  readonly parts?: Parts;
}): ReactNode {
  const { name, value, unit, mark = 'exact', isColumn = false } = props;
  const whole = props.parts ?? valueParts(value, unit);
  const parts = isColumn && unit === 'per-minute' ? { ...whole, unit: '' } : whole;
  const { sign, words } = MARKS[Number.isFinite(value) && value !== 0 ? mark : 'exact'];
  const isUnnamed = Number.isNaN(value) && OF_USERS.has(name);
  const exact = isUnnamed ? 'No transaction named a user' : exactText(value, unit);
  const title = [exact, words].filter((part) => part !== '').join('. ');
  return (
    <span
      className={css.figure}
      data-metric={name}
      data-exact={Number.isFinite(value) ? String(value) : 'none'}
      title={title}
    >
      {sign}
      {parts.value}
      {(parts.unit !== '' || (isColumn && hasUnit(unit))) && (
        <span className={css.unit} data-unit={isColumn ? unit : undefined}>
          {isApart(parts.unit) ? '\u202f' : ''}
          {parts.unit}
        </span>
      )}
    </span>
  );
}

function hasUnit(unit: Unit): boolean {
  return unit === 'ms' || unit === 'ratio';
}
