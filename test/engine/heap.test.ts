import { describe, expect, it } from 'vitest';
import { Heap } from '../../src/engine/heap.ts';

const PAGE = 65_536;

describe('a block of zeros', () => {
  it('is one where others were, and beyond', () => {
    const heap = new Heap();
    const [first, second] = [heap.allocate(1000), heap.allocate(3 * PAGE)];
    for (const [at, bytes] of [
      [first, 1000],
      [second, 3 * PAGE],
    ] as const) {
      heap.u8(at, bytes).fill(7);
    }
    heap.free(first, 1000);
    const again = heap.allocateZeros(1000);
    expect(again).toBe(first);
    expect(heap.u8(again, 1000).every((byte) => byte === 0)).toBe(true);
    // The last block is given back: what follows begins there, and ends where nothing ever was.
    heap.free(second, 3 * PAGE);
    const longer = heap.allocateZeros(9 * PAGE);
    expect(longer).toBe(second);
    expect(heap.u8(longer, 9 * PAGE).every((byte) => byte === 0)).toBe(true);
  });

  it('may begin with something else', () => {
    const heap = new Heap();
    const at = heap.allocate(1000);
    heap.u8(at, 1000).fill(7);
    heap.free(at, 1000);
    const used = heap.allocateZeros(1000, 600);
    expect([...heap.u8(used, 1000)].lastIndexOf(7)).toBe(599);
  });
});

describe('memory that is announced', () => {
  it('is there at once, and does not grow again for it', () => {
    const heap = new Heap();
    heap.reserve(100_000);
    const { buffer, size } = heap;
    expect(size).toBeGreaterThanOrEqual(6_400_000);
    heap.allocate(6_000_000);
    expect(heap.buffer).toBe(buffer);
  });

  it('may be more than there is', () => {
    const heap = new Heap();
    heap.reserve(1e9);
    expect(heap.allocate(10)).toBeGreaterThan(0);
  });
});
