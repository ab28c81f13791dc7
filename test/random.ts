/** Chance that is the same every time for the same seed. */
export interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A whole number from `from` to `to`, both included. */
  whole(from: number, to: number): number;
  /** True with this probability. */
  chance(probability: number): boolean;
  /** One of them. Throws where there is none. */
  pick<T>(from: readonly T[]): T;
  /** A number of them between `least` and `most`, each made anew. */
  several<T>(least: number, most: number, make: () => T): T[];
}

/** A generator of random numbers: sfc32 (Chris Doty-Humphrey, PractRand), its state filled from the seed. */
export function createRandom(seed: number): Random {
  let a = 0x9e3779b9;
  let b = 0x243f6a88;
  let c = Math.trunc(seed) | 0;
  let counter = 1;

  function bits(): number {
    const sum = (((a + b) | 0) + counter) | 0;
    counter = (counter + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = ((c << 21) | (c >>> 11)) + sum;
    return sum >>> 0;
  }

  // Nearby seeds give alike first numbers; these are thrown away.
  for (let round = 0; round < 15; round++) bits();

  const next = (): number => bits() / 2 ** 32;
  const whole = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    whole,
    chance: (probability) => next() < probability,
    pick: (from) => {
      if (from.length === 0) throw new RangeError('There is nothing to pick from.');
      return from[whole(0, from.length - 1)] as (typeof from)[number];
    },
    several: (least, most, make) => Array.from({ length: whole(least, most) }, make),
  };
}
