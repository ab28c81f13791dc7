import { readHex } from '../../model/hex.ts';
import { toIds } from '../../formats/arrow/rows.ts';

/** Ids of 8 bytes, given as hex, as words; 0 where there is none. */
export function toWords(ids: readonly (string | null)[]): BigUint64Array {
  return new BigUint64Array(toIds(ids, 8).buffer as ArrayBuffer);
}

/** Ids of 16 bytes, given as hex, as the words of their first and last halves. */
export function toWordPairs(ids: readonly (string | null)[]): readonly [BigUint64Array, BigUint64Array] {
  return splitPairs(toIds(ids, 16));
}

/** The first and last halves of ids of 16 bytes each. `bytes` starts at a multiple of eight in its buffer. */
export function splitPairs(bytes: Uint8Array): readonly [BigUint64Array, BigUint64Array] {
  const both = new BigUint64Array(bytes.buffer as ArrayBuffer, bytes.byteOffset, bytes.byteLength >> 3);
  const length = both.length >> 1;
  const first = new BigUint64Array(length);
  const last = new BigUint64Array(length);
  for (let row = 0; row < length; row += 1) {
    first[row] = both[2 * row] ?? 0n;
    last[row] = both[2 * row + 1] ?? 0n;
  }
  return [first, last];
}

/** Ids of 16 bytes each out of their halves. */
export function joinPairs(first: BigUint64Array, last: BigUint64Array): Uint8Array {
  const both = new BigUint64Array(2 * first.length);
  for (let row = 0; row < first.length; row += 1) {
    both[2 * row] = first[row] ?? 0n;
    both[2 * row + 1] = last[row] ?? 0n;
  }
  return new Uint8Array(both.buffer);
}

/** The bytes of words, eight each, in the order of the id's digits. */
export function bytesOf(words: BigUint64Array): Uint8Array {
  return new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
}

/** Hex of one id among many of `width` bytes; null where it is all zeros. */
export function hexAt(bytes: Uint8Array, row: number, width: 8 | 16): string | null {
  return readHex(bytes, row * width, width);
}
