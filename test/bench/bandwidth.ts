/** Bytes that are read once: far more than any cache holds. */
const BYTES = 256 * 2 ** 20;

const READS = 5;

/**
 * How fast this process reads memory it has not in its caches, in GB/s: the best of some sums over a quarter of a
 * gigabyte. Four sums at once, so that the adder's latency does not stand for the memory's.
 */
export function readBandwidth(): number {
  const values = new Float64Array(BYTES / 8).fill(1);
  let best = 0;
  for (let read = 0; read < READS; read++) {
    const start = performance.now();
    let [a, b, c, d] = [0, 0, 0, 0];
    for (let index = 0; index < values.length; index += 4) {
      a += values[index]!;
      b += values[index + 1]!;
      c += values[index + 2]!;
      d += values[index + 3]!;
    }
    const seconds = (performance.now() - start) / 1000;
    if (a + b + c + d !== values.length) throw new Error('The sum is wrong.');
    best = Math.max(best, BYTES / seconds / 1e9);
  }
  return best;
}

/**
 * The bytes that an answer has to read at 10 million rows, in the layout that the project's study measured: two codes
 * of the matching transactions' rows in two orders, or the codes and slices of a series, or one order alone.
 */
const BYTES_AT_TEN_MILLION: ReadonlyMap<string, number> = new Map([
  ['table', 35.7e6],
  ['series', 39e6],
  ['count', 15e6],
]);

/** The least time in ms in which a question can be answered at this bandwidth; null where no bound is known. */
export function boundOf(question: string, rows: number, gigabytesPerSecond: number): number | null {
  const bytes = BYTES_AT_TEN_MILLION.get(question);
  return bytes === undefined ? null : (bytes * (rows / 1e7)) / (gigabytesPerSecond * 1e6);
}
