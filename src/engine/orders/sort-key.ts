const FLOAT = new Float32Array(1);
const BITS = new Int32Array(FLOAT.buffer);

/** A float32 as a number from 0 to 2^32 that sorts as the values do (`kernels/build.ts` has the same). */
export function sortKey(value: number): number {
  // Adding 0 turns -0 into 0, which are equal.
  FLOAT[0] = value + 0;
  const bits = BITS[0]!;
  return (bits ^ ((bits >> 31) | 0x8000_0000)) >>> 0;
}

/** The float32 of a sort key. */
export function valueOfKey(key: number): number {
  BITS[0] = key >= 0x8000_0000 ? key - 0x8000_0000 : ~key;
  return FLOAT[0]!;
}
