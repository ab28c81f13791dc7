/**
 * Transaction rows column by column: what a store sends, the wire carries and the engine appends.
 *
 *     length   3
 *     numbers  duration    Float32Array [ 12.5, 830, 4 ]
 *     texts    transaction codes [ 0, 1, 0 ]   dictionary [ '/a', '/b' ]
 *              tag:plan    codes [ -1, 0, -1 ] dictionary [ 'pro' ]
 *     ids      event       Uint8Array, 3 × 16 bytes
 */
export interface Rows {
  readonly length: number;
  /** By name (`column.ts`); NaN stands for "absent". A column that is missing is absent in every row. */
  readonly numbers: ReadonlyMap<string, Float32Array | Float64Array>;
  /** By name, tags as `tag:key`; code -1 stands for "absent". */
  readonly texts: ReadonlyMap<string, TextValues>;
  /** By name; `width` bytes a row, all zeros stand for "absent". */
  readonly ids: ReadonlyMap<string, Uint8Array>;
}

export interface TextValues {
  readonly codes: Int32Array;
  readonly dictionary: readonly string[];
}
