import type { Fix } from '../model/survey.ts';
import type { Milliseconds } from '../model/time.ts';

/**
 * The trace of the trace page and what is selected in it. Spans go by their ids, 16 hex digits.
 */
export interface TracePlace {
  readonly id: string;
  /** The span whose details are open. */
  readonly span: string | null;
  /** A span of the transaction that the page is about; null: the first one of the trace. */
  readonly from: string | null;
  /**
   * What of the span is selected where it is not the span itself: the group of which it is the first, or its gap that
   * begins so many milliseconds after the trace.
   */
  readonly row: 'group' | { readonly gap: Milliseconds } | null;
}

/** How much of a trace is drawn: the transaction it was opened from, or everything. */
export const SCOPES = ['transaction', 'trace'] as const;
export type TraceScope = (typeof SCOPES)[number];

/** So many levels of a trace can be opened at once. */
export const LEVELS = [1, 2, 3, 4, 5, 6, 7, 8, 9] as const;
export type Level = (typeof LEVELS)[number];

/** What a trace is folded to before single spans are: all that has nothing in it that took so long is folded. */
export interface Under {
  readonly under: Milliseconds;
}

/** As a trace is at first, all open, open down to a level, or open as far as something takes long. */
export type FoldBase = 'first' | 'open' | Level | Under;

/**
 * What is folded, by the ids of spans. `from` is what it began with; `toggled` are the spans that were then folded or
 * opened by hand. `opened` are groups shown in full, by their first member.
 */
export interface HandFolds {
  readonly from: FoldBase;
  readonly toggled: readonly string[];
  readonly opened: readonly string[];
}

/** How the waterfall of a trace is drawn. */
export interface WaterfallView {
  readonly scope: TraceScope;
  /** Whether equal siblings and chains are one row. */
  readonly group: boolean;
  /** The part in view, in milliseconds after the trace's start; null: all that is in scope. */
  readonly zoom: { readonly start: Milliseconds; readonly end: Milliseconds } | null;
  /** Null before anything was folded by hand: then what hides the selected span is open. */
  readonly folds: HandFolds | null;
  /** Whether the critical path is marked. */
  readonly path: boolean;
  /** What is imagined to be done about the selected finding; null: what suits its kind. */
  readonly fix: Fix | null;
}
