/**
 * Randomness without a state: every number of the demo is a hash of the place it stands at, so that any trace can be
 * made again alone, in any order, in any tab.
 */

/** Mixes 32 bits (the finaliser of MurmurHash3): a bijection, every bit depends on every other. */
export function mix(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x85ebca6b);
  x = Math.imul(x ^ (x >>> 13), 0xc2b2ae35);
  return (x ^ (x >>> 16)) | 0;
}

/** The inverse of `mix`: the multipliers are the inverses of its own modulo 2³². */
export function unmix(bits: number): number {
  let x = bits;
  x = Math.imul(x ^ (x >>> 16), 0x7ed1b41d);
  x = Math.imul(x ^ (x >>> 13) ^ (x >>> 26), 0xa5cb9243);
  return (x ^ (x >>> 16)) | 0;
}

/** 32 bits that belong to `place` under `seed`. */
export function bitsAt(seed: number, place: number): number {
  return mix(Math.imul(seed ^ 0x9e3779b9, 0x9e3779b1) ^ mix(place + 0x7f4a7c15));
}

/** The place to which these bits belong under `seed`: the inverse of `bitsAt`. */
export function placeOf(seed: number, bits: number): number {
  return (unmix(unmix(bits) ^ Math.imul(seed ^ 0x9e3779b9, 0x9e3779b1)) - 0x7f4a7c15) >>> 0;
}

/** A number in [0, 1) from 32 bits. */
export function unit(bits: number): number {
  return (bits >>> 0) / 2 ** 32;
}

/** A number in [0, 1) for the given use of some bits; different uses are independent. */
export function unitOf(bits: number, use: number): number {
  return unit(mix(bits ^ Math.imul(use + 1, 0x9e3779b1)));
}

/** A standard normal number for the given use of some bits (Box and Muller). */
export function normalOf(bits: number, use: number): number {
  const radius = unitOf(bits, 2 * use + 1_000);
  const angle = unitOf(bits, 2 * use + 1_001);
  return Math.sqrt(-2 * Math.log(radius + 2 ** -33)) * Math.cos(2 * Math.PI * angle);
}
