const COEFFICIENTS = [1.061405429, -1.453152027, 1.421413741, -0.284496736, 0.254829592];

/**
 * The error function by Abramowitz and Stegun, Handbook of Mathematical Functions, formula 7.1.26: absolute error at
 * most 1.5e-7. It is the one with which performance scores are defined.
 */
export function erf(x: number): number {
  if (x === 0 || Number.isNaN(x)) return x;
  const size = Math.abs(x);
  const t = 1 / (1 + 0.3275911 * size);
  const polynomial = COEFFICIENTS.reduce((sum, coefficient) => sum * t + coefficient, 0) * t;
  return Math.sign(x) * (1 - polynomial * Math.exp(-size * size));
}
