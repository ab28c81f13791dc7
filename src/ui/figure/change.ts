import type { Unit } from '../../model/column.ts';
import { formatValue } from '../format.ts';

/** A metric and what it is compared with, as a Result gives both. */
export interface Compared {
  readonly value: number;
  /** NaN: the other side has no data. */
  readonly versus: number;
  /** value ÷ versus; NaN where it cannot be told. */
  readonly ratio: number;
  readonly unit: Unit;
  /** Which way is better. */
  readonly direction: 'lower' | 'higher' | 'none';
  /** Rows behind the value, and behind the other side's. */
  readonly rows: number;
  readonly versusRows: number;
}

/** How a change is shown. */
export interface Change {
  /** Which way the arrow points; null: no arrow. */
  readonly arrow: 'up' | 'down' | null;
  readonly tone: 'good' | 'bad' | 'neutral';
  /** Short: `18%`, `+4%`, `×12`, `was 0`, `low n`. */
  readonly text: string;
  /** A sentence for tooltips and screen readers. */
  readonly words: string;
}

const MINUS = '\u2212';

/** Changes up to this share are noise: no arrow, no colour. */
const NOISE = 0.05;

/** 105 ÷ 100 − 1 is a little more than 0.05. */
const ROUNDING = 1e-9;

/** Below so many rows a percentile or rate says little. */
export const LOW_ROWS = 30;

/** From this factor on a percentage is hard to read. */
const MANY_TIMES = 10;

function percent(share: number): string {
  const size = Math.round(Math.abs(share) * 100);
  return `${size}%`;
}

function withoutArrow(text: string, words: string): Change {
  return { arrow: null, tone: 'neutral', text, words };
}

function toneOf(isUp: boolean, direction: Compared['direction']): Change['tone'] {
  if (direction === 'none') return 'neutral';
  return isUp === (direction === 'higher') ? 'good' : 'bad';
}

/** Puts a comparison into words; colour only where it means something. */
export function toChange(compared: Compared): Change {
  const { value, versus, ratio, unit, direction, rows, versusRows } = compared;
  if (!Number.isFinite(value)) return withoutArrow('', 'No data in this period.');
  if (versusRows === 0 || !Number.isFinite(versus)) return withoutArrow('', 'Nothing to compare with.');
  const was = `${formatValue(value, unit)}, was ${formatValue(versus, unit)}`;
  if (rows < LOW_ROWS || versusRows < LOW_ROWS) {
    const fewer = Math.min(rows, versusRows);
    return withoutArrow('low n', `${was}: too few transactions to compare (${fewer}).`);
  }
  if (value === versus) return withoutArrow('0%', `${was}: no change.`);
  if (!Number.isFinite(ratio)) return withoutArrow('was 0', `${was}.`);
  const share = ratio - 1;
  if (Math.abs(share) <= NOISE + ROUNDING) {
    const size = percent(share);
    const sign = size === '0%' ? '' : share > 0 ? '+' : MINUS;
    return withoutArrow(`${sign}${size}`, `${was}.`);
  }
  const isUp = share > 0;
  const tone = toneOf(isUp, direction);
  const verdict = { good: ' Better.', bad: ' Worse.', neutral: '' }[tone];
  return {
    arrow: isUp ? 'up' : 'down',
    tone,
    text: ratio >= MANY_TIMES ? `×${Math.round(ratio)}` : percent(share),
    words: `${was}: ${isUp ? 'up' : 'down'} ${ratio >= MANY_TIMES ? `to ${Math.round(ratio)} times` : `by ${percent(share)}`}.${verdict}`,
  };
}
