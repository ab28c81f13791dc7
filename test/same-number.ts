/** Sums and averages are added up in another order elsewhere; this is how far that may go, relatively. */
const SUM_TOLERANCE = 1e-9;

/** One unit in the last place of a float32, relative to the largest number that has it. */
const FLOAT32_UNIT = 2 ** -23;

/** What is added up of fractions, or divided by what is. */
const ADDED_UP = /^(avg|sum|throughput|failure_rate|apdex|user_misery)\b/;

const PERCENTILE = /^p\d+\b/;

/**
 * How far two numbers of a column may be apart: percentiles one unit of the last float32 place, what is added up
 * 1e-9 of itself, everything else (keys, counts, users, moments) nothing. A difference, and t, may be close to zero while
 * the numbers it comes from are not: it gets a millionth of its unit besides.
 */
function toleranceOf(name: string, expected: number): number {
  const [metric = '', read = 'value'] = name.split(':');
  const size = Math.abs(expected);
  const isDifference = read === 'difference' || read === 't';
  const slack = isDifference && (ADDED_UP.test(metric) || PERCENTILE.test(metric)) ? 1e-6 : 0;
  // What is poor scores close to 0, as a difference of numbers close to 1.
  if (metric === 'score') return read === 'ratio' ? Math.max(1e-6, size * 1e-6) : 2e-9;
  if (PERCENTILE.test(metric)) return slack + size * FLOAT32_UNIT * (read === 'ratio' ? 2 : 1);
  if (ADDED_UP.test(metric) || read === 'ratio') return slack + size * SUM_TOLERANCE;
  return 0;
}

/** Whether two numbers of a Result's column of that name are equal; no data equals no data alone. */
export function isSameNumber(name: string, actual: number, expected: number): boolean {
  if (Number.isNaN(actual) || Number.isNaN(expected)) return Number.isNaN(actual) === Number.isNaN(expected);
  return actual === expected || Math.abs(actual - expected) <= toleranceOf(name, expected);
}
