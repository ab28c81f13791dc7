/** A set of row positions, one bit each, 32 to a word. Positions beyond the words are not in it. */
export type Bitmap = Uint32Array;

/** The words that `length` positions take. */
export function wordsFor(length: number): number {
  return (length + 31) >>> 5;
}

export function hasBit(bitmap: Bitmap, position: number): boolean {
  return ((bitmap[position >>> 5]! >>> (position & 31)) & 1) === 1;
}

export function setBit(bitmap: Bitmap, position: number): void {
  bitmap[position >>> 5]! |= 1 << (position & 31);
}

export function clearBit(bitmap: Bitmap, position: number): void {
  bitmap[position >>> 5]! &= ~(1 << (position & 31));
}

/** Sets the bits [from, to). */
export function setBits(bitmap: Bitmap, from: number, to: number): void {
  const first = Math.min(to, (from + 31) & ~31);
  const last = Math.max(first, to & ~31);
  for (let position = from; position < first; position++) setBit(bitmap, position);
  bitmap.fill(0xffff_ffff, first >>> 5, last >>> 5);
  for (let position = last; position < to; position++) setBit(bitmap, position);
}
