/** Lanczos' coefficients for ln Γ with g = 7 and n = 9 (Numerical Recipes, 3rd edition, 6.1). */
const LANCZOS: readonly number[] = [
  0.99999999999980993, 676.5203681218851, -1259.1392167224028, 771.32342877765313, -176.61502916214059,
  12.507343278686905, -0.13857109526572012, 9.9843695780195716e-6, 1.5056327351493116e-7,
];
const G = 7;

/** ln Γ(x) for x ≥ 0.5, to 1e-13 relative or better. */
function lnGamma(x: number): number {
  const z = x - 1;
  let sum = LANCZOS[0] ?? 0;
  for (let i = 1; i < LANCZOS.length; i++) sum += (LANCZOS[i] ?? 0) / (z + i);
  const t = z + G + 0.5;
  return 0.5 * Math.log(2 * Math.PI) + (z + 0.5) * Math.log(t) - t + Math.log(sum);
}

/** ln n! of small n, each computed once: most questions are about few rows. */
const KNOWN = new Float64Array(4_096);

/** ln n!. */
function lnFactorial(n: number): number {
  if (n < 2) return 0;
  if (n >= KNOWN.length) return lnGamma(n + 1);
  const known = KNOWN[n] ?? 0;
  if (known !== 0) return known;
  const value = lnGamma(n + 1);
  KNOWN[n] = value;
  return value;
}

/** ln of the number of ways to choose k of n. */
function lnChoose(n: number, k: number): number {
  return lnFactorial(n) - lnFactorial(k) - lnFactorial(n - k);
}

/** Terms this much smaller than the sum no longer change it. */
const NEGLIGIBLE = 1e-17;

/**
 * ln of the chance to find `hits` or more marked ones among `drawn` of `all`, of which `marked` are marked: the upper
 * tail of the hypergeometric distribution, Fisher's exact test on one side. 0 (certain) where the hits are no more than
 * expected, so that the sum need not be made.
 */
export function lnUpperTail(hits: number, drawn: number, marked: number, all: number): number {
  if (hits <= 0 || all <= 0 || hits * all <= drawn * marked) return 0;
  const most = Math.min(drawn, marked);
  if (hits > most) return Number.NEGATIVE_INFINITY;
  const first = lnChoose(marked, hits) + lnChoose(all - marked, drawn - hits) - lnChoose(all, drawn);
  // Above the mean each term is smaller than the one before it.
  let term = 1;
  let sum = 1;
  for (let k = hits; k < most; k++) {
    term *= ((marked - k) * (drawn - k)) / ((k + 1) * (all - marked - drawn + k + 1));
    sum += term;
    if (term < sum * NEGLIGIBLE) break;
  }
  return Math.min(0, first + Math.log(sum));
}
