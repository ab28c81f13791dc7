/**
 * The upper tail of the standard normal distribution, P(Z > z), to about 1e-15 of itself far out: its series near the
 * middle (Abramowitz and Stegun, Handbook of Mathematical Functions, 26.2.11), Laplace's continued fraction beyond
 * (26.2.14).
 */
export function normalTail(z: number): number {
  if (z < 0) return 1 - normalTail(-z);
  if (z < 3) {
    let term = z;
    let sum = z;
    for (let k = 1; k < 200 && term > sum * 1e-17; k++) {
      term *= (z * z) / (2 * k + 1);
      sum += term;
    }
    return 0.5 - normalDensity(z) * sum;
  }
  let fraction = z;
  for (let k = 120; k >= 1; k--) fraction = z + k / fraction;
  return normalDensity(z) / fraction;
}

/** The density of the standard normal distribution. */
export function normalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** Beyond this no double is left of a tail. */
const FARTHEST = 38;

/** The z above 0 with P(|Z| > z) = p, by halving; `FARTHEST` where p is smaller than any double tells. */
export function normalFor(p: number): number {
  let low = 0;
  let high = FARTHEST;
  for (let round = 0; round < 60; round++) {
    const middle = (low + high) / 2;
    if (2 * normalTail(middle) > p) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
