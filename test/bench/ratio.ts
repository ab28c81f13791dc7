import type { Measured } from './measure.ts';

/** The geometric mean of some ratios. */
export function geometricMean(ratios: readonly number[]): number {
  return Math.exp(ratios.reduce((sum, ratio) => sum + Math.log(ratio), 0) / ratios.length);
}

/** By how much ours is faster than another engine at one question; null where one of them did not answer. */
export function ratioOf(measured: readonly Measured[], question: string, engine: string): number | null {
  const medianOf = (name: string): number | undefined =>
    measured.find((entry) => entry.question === question && entry.engine === name)?.ms.median;
  const [own, other] = [medianOf('longtail'), medianOf(engine)];
  return own === undefined || other === undefined ? null : other / own;
}

/** A ratio of medians and of the shortest times; where a machine does other things the latter moves less. */
interface Ratio {
  readonly question: string;
  readonly engine: string;
  readonly median: number;
  readonly min: number;
}

/** Every ratio there is: by how much ours is faster than each engine at each question. */
export function ratiosOf(measured: readonly Measured[]): Ratio[] {
  return measured.flatMap(({ question, engine, ms }) => {
    const own = measured.find((entry) => entry.question === question && entry.engine === 'longtail')?.ms;
    if (engine === 'longtail' || own === undefined) return [];
    return [{ question, engine, median: ms.median / own.median, min: ms.min / own.min }];
  });
}
