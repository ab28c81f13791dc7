// Keys of an order's places (u32), which ascend within a leaf: the one that 64 places begin with, and how far each lies above.

/** How far a key may lie above the one that 64 places begin with. */
const FARTHEST: u32 = 0xffff;
/** Stands for 64 places whose keys lie farther apart. */
export const APART: u32 = 0xffff_ffff;

/**
 * Writes the keys of sorted pairs for the places from `at`, a multiple of 64, on: for every 64 places the key of the first
 * (u32, at `bases`), and for each how far its own lies above that (u16, at `offsets`).
 */
export function writeNearKeys(pairs: usize, count: usize, offsets: usize, bases: usize, at: usize): void {
  for (let from: usize = 0; from < count; from += 64) {
    const end = min(from + 64, count);
    const base = load<u32>(pairs + (from << 3), 4);
    const isNear = load<u32>(pairs + ((end - 1) << 3), 4) - base <= FARTHEST;
    store<u32>(bases + (((at + from) >> 6) << 2), isNear ? base : APART);
    if (!isNear) continue;
    for (let index = from; index < end; index++) {
      store<u16>(offsets + ((at + index) << 1), <u16>(load<u32>(pairs + (index << 3), 4) - base));
    }
  }
}
