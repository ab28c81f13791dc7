import type { Milliseconds } from './time.ts';

/**
 * What became of a kind of span between two sides: `added` and `removed` are on one side only, `moved` is on both
 * under another parent, `more` and `fewer` ran another number of times, `slower` and `faster` took another time.
 */
export type SpanChange = 'added' | 'removed' | 'moved' | 'more' | 'fewer' | 'slower' | 'faster';

/** One side of a row: a mean over the traces of that side. */
export interface ComparedSide {
  /** How many times it ran in a trace. */
  readonly count: number;
  /** How long all of them took in a trace. */
  readonly total: Milliseconds;
  /** The id of the first span of it, as it is known in its trace. */
  readonly span: string | null;
}

/** Spans of one op and kind under one parent, on both sides. */
export interface ComparedRow {
  readonly depth: number;
  readonly op: string;
  readonly description: string;
  /** Null where there is none. */
  readonly before: ComparedSide | null;
  readonly after: ComparedSide | null;
  /** Empty where nothing changed that is worth a word: the row stands for what is below it. */
  readonly changes: readonly SpanChange[];
  /** What it ran under before it moved. */
  readonly movedFrom: string | null;
}

/** Two traces, or two groups of them, aligned by structure. */
export interface Comparison {
  /** Traces on each side. */
  readonly before: number;
  readonly after: number;
  /** What changed and what stands above it, depth first; empty where nothing did. */
  readonly rows: readonly ComparedRow[];
}
