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
