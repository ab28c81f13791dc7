/**
 * The q-value of each p-value: the smallest false-discovery rate at which it counts as found (Y. Benjamini and
 * Y. Hochberg, 1995). A p-value that is NaN was not tested: it takes no part, and its q-value is NaN.
 */
export function falseDiscovery(pValues: readonly number[]): Float64Array {
  const tested = pValues.flatMap((p, index) => (Number.isNaN(p) ? [] : [{ p, index }]));
  tested.sort((a, b) => a.p - b.p);
  const q = new Float64Array(pValues.length).fill(Number.NaN);
  let least = 1;
  for (let rank = tested.length; rank >= 1; rank--) {
    const one = tested[rank - 1];
    if (one === undefined) continue;
    least = Math.min(least, (one.p * tested.length) / rank);
    q[one.index] = least;
  }
  return q;
}
