import type { TextValues } from './rows.ts';

/**
 * Spans column by column: what a trace's answer carries, the worker builds a tree of and the page draws. A span
 * (`span.ts`) is made of a row only where one is looked at: a trace may have a million.
 *
 *     length      2
 *     span        Uint8Array, 2 × 8 bytes; zeros stand for "none", which only `parent` and `segment` may be
 *     op          codes [ 0, 0 ]  dictionary [ 'db.query' ]; code -1 stands for the empty text
 *     duration    Float32Array [ 12.5, NaN ]; NaN where it was no number
 *     attributes  bytes of `[["a",1]][]`  starts [ 0, 9, 11 ]
 */
export interface SpanTable {
  readonly length: number;
  /** Ids: 16 bytes a row, the others 8. */
  readonly trace: Uint8Array;
  readonly span: Uint8Array;
  readonly parent: Uint8Array;
  readonly segment: Uint8Array;
  readonly project: TextValues;
  readonly op: TextValues;
  readonly description: TextValues;
  readonly status: TextValues;
  readonly group: TextValues;
  /** Epoch milliseconds. */
  readonly start: Float64Array;
  /** NaN where the clock was right. */
  readonly drift: Float64Array;
  readonly duration: Float32Array;
  readonly exclusive: Float32Array;
  readonly attributes: JsonValues;
}

/** The attributes of each row as JSON text in UTF-8: an array of [key, value] pairs, because a key may be `__proto__`. */
export interface JsonValues {
  readonly bytes: Uint8Array;
  /** Where each row's text begins, and where the last ends: one more than there are rows. */
  readonly starts: Uint32Array;
}
