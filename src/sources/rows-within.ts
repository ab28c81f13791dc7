import type { Rows } from '../model/rows.ts';
import type { Range } from '../model/time.ts';

/** First and last end of the rows; null when there is none. */
export function extentOf(rows: Rows): { readonly first: number; readonly last: number } | null {
  if (rows.length === 0) return null;
  let first = Infinity;
  let last = -Infinity;
  for (const time of timesOf(rows)) {
    if (time < first) first = time;
    if (time > last) last = time;
  }
  return { first, last };
}

/** The rows whose end lies in one of `ranges`; the same object when all do. */
export function rowsWithin(rows: Rows, ranges: readonly Range[]): Rows {
  const times = timesOf(rows);
  const kept: number[] = [];
  for (let row = 0; row < rows.length; row += 1) {
    const time = times[row] ?? NaN;
    if (ranges.some((range) => time >= range.start && time < range.end)) kept.push(row);
  }
  if (kept.length === rows.length) return rows;
  return {
    length: kept.length,
    numbers: new Map([...rows.numbers].map(([name, values]) => [name, pick(values, kept)])),
    texts: new Map(
      [...rows.texts].map(([name, { codes, dictionary }]) => [
        name,
        { codes: pick(codes, kept), dictionary },
      ]),
    ),
    ids: new Map([...rows.ids].map(([name, bytes]) => [name, pickBytes(bytes, rows.length, kept)])),
  };
}

function timesOf(rows: Rows): Float32Array | Float64Array {
  const times = rows.numbers.get('timestamp');
  if (times === undefined) throw new Error('The rows have no column "timestamp".');
  return times;
}

function pick<Values extends Float32Array | Float64Array | Int32Array>(
  values: Values,
  kept: readonly number[],
): Values {
  const picked = values.slice(0, kept.length) as Values;
  kept.forEach((row, at) => {
    picked[at] = values[row] ?? NaN;
  });
  return picked;
}

function pickBytes(bytes: Uint8Array, length: number, kept: readonly number[]): Uint8Array {
  const width = bytes.length / length;
  const picked = new Uint8Array(kept.length * width);
  kept.forEach((row, at) => picked.set(bytes.subarray(row * width, (row + 1) * width), at * width));
  return picked;
}
