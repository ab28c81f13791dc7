import type { LineLook } from './series.ts';

export interface Stroke {
  /** A custom property, so that it follows the scheme. */
  readonly colour: string;
  /** The same for text, which needs more contrast. */
  readonly text: string;
  readonly width: number;
  readonly dashes: string | null;
}

const STROKES: Readonly<Record<LineLook, Stroke>> = {
  p50: { colour: 'var(--p50)', text: 'var(--p50-t)', width: 1.5, dashes: '2 3' },
  p75: { colour: 'var(--p75)', text: 'var(--p75-t)', width: 1.5, dashes: '6 3' },
  p95: { colour: 'var(--p95)', text: 'var(--p95-t)', width: 2, dashes: null },
  p99: { colour: 'var(--p99)', text: 'var(--p99-t)', width: 1.5, dashes: null },
  bars: { colour: 'var(--body-line)', text: 'var(--fg-muted)', width: 1, dashes: null },
  'failure bars': { colour: 'var(--bad)', text: 'var(--bad)', width: 1, dashes: null },
  'good limit': { colour: 'var(--good)', text: 'var(--good)', width: 1, dashes: '3 4' },
  'poor limit': { colour: 'var(--bad)', text: 'var(--bad)', width: 1, dashes: '3 4' },
  side: { colour: 'var(--fg)', text: 'var(--fg)', width: 1, dashes: '5 3' },
  // Hues that are apart for every eye, in either scheme; the dashes tell them apart without.
  first: { colour: 'var(--op-ht)', text: 'var(--fg-muted)', width: 1.75, dashes: null },
  second: { colour: 'var(--op-db)', text: 'var(--fg-muted)', width: 1.75, dashes: '6 3' },
  third: { colour: 'var(--op-ca)', text: 'var(--fg-muted)', width: 1.75, dashes: '2 3' },
  fourth: { colour: 'var(--op-ui)', text: 'var(--fg-muted)', width: 1.75, dashes: '9 3 2 3' },
  fifth: { colour: 'var(--op-rs)', text: 'var(--fg-muted)', width: 1.75, dashes: '4 2 1 2 1 2' },
  plain: { colour: 'var(--fg-muted)', text: 'var(--fg-muted)', width: 1.5, dashes: null },
};

/** Whether values are drawn as bars from zero. */
export function isBars(look: LineLook): boolean {
  return look === 'bars' || look === 'failure bars';
}

/** How a line is drawn. Percentiles differ in their dashes too, so that colour never tells alone. */
export function strokeOf(look: LineLook): Stroke {
  return STROKES[look];
}
