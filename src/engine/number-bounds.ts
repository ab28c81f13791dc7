import type { Precision } from '../model/column.ts';
import type { Comparison } from '../model/filter.ts';

/** Numbers from `low` to `high`, both included. */
export interface Bounds {
  readonly low: number;
  readonly high: number;
}

/** The largest float32 below 0. */
export const BELOW_ZERO = -(2 ** -149);

const DOUBLE = new Float64Array(1);
const BITS64 = new BigInt64Array(DOUBLE.buffer);
const FLOAT = new Float32Array(1);
const BITS32 = new Int32Array(FLOAT.buffer);

/** The neighbour of a number of a precision, above (`step` 1) or below it (-1); NaN beyond the infinities. */
function neighbour(value: number, step: 1 | -1, precision: Precision): number {
  if (value === step * Infinity) return Number.NaN;
  const zero = step > 0 ? 0 : -0;
  const isUp = value === 0 || value > 0 === step > 0;
  if (precision === 'float32') {
    FLOAT[0] = value === 0 ? zero : value;
    BITS32[0] = BITS32[0]! + (isUp ? 1 : -1);
    return FLOAT[0];
  }
  DOUBLE[0] = value === 0 ? zero : value;
  BITS64[0] = BITS64[0]! + (isUp ? 1n : -1n);
  return DOUBLE[0];
}

/** The largest float32 up to a double; −Infinity for what is no number. */
export function floatUpTo(value: number): number {
  const near = Math.fround(value);
  if (near <= value) return near;
  return Number.isNaN(value) ? -Infinity : neighbour(near, -1, 'float32');
}

/**
 * The numbers a column can hold for which a comparison with a double holds; null when there are none. A literal that
 * the column cannot hold is rounded to the side on which the comparison stays the same.
 */
export function boundsOf(is: Comparison, value: number, precision: Precision): Bounds | null {
  const near = precision === 'float32' ? Math.fround(value) : value;
  if (Number.isNaN(value)) return null;
  const below = (isIncluded: boolean): number =>
    near < value || (isIncluded && near === value) ? near : neighbour(near, -1, precision);
  const above = (isIncluded: boolean): number =>
    near > value || (isIncluded && near === value) ? near : neighbour(near, 1, precision);
  let low = -Infinity;
  let high = Infinity;
  if (is === '<' || is === '<=') high = below(is === '<=');
  else if (is === '>' || is === '>=') low = above(is === '>=');
  else if (near === value) low = high = near;
  else return null;
  return low <= high ? { low, high } : null;
}
