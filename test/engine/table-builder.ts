import type { Rows } from '../../src/model/rows.ts';

/** What a test says of many rows at once; anything left out is absent. */
export interface ManyRows {
  /** The `row` of the first; the others follow. */
  readonly from?: number;
  readonly length: number;
  readonly end?: (index: number) => number;
  readonly duration?: (index: number) => number;
  /** Texts by column, tags as `tag:key`; null is absent. */
  readonly texts?: Readonly<Record<string, (index: number) => string | null>>;
}

/** Rows column by column, without an object for each. */
export function manyRows({ from = 0, length, end, duration, texts = {} }: ManyRows): Rows {
  const numbers = new Map<string, Float32Array | Float64Array>([
    ['row', Float64Array.from({ length }, (_, index) => from + index)],
    ['timestamp', Float64Array.from({ length }, (_, index) => end?.(index) ?? 1000)],
    ['duration', Float32Array.from({ length }, (_, index) => duration?.(index) ?? 100)],
  ]);
  const columns = Object.entries(texts).map(([name, textOf]) => {
    const known = new Map<string, number>();
    const codes = Int32Array.from({ length }, (_, index) => {
      const text = textOf(index);
      if (text === null) return -1;
      const code = known.get(text) ?? known.size;
      known.set(text, code);
      return code;
    });
    return [name, { codes, dictionary: [...known.keys()] }] as const;
  });
  return { length, numbers, texts: new Map(columns), ids: new Map() };
}
