// What the process may have: when nothing more is taken in, when long answers wait, and that buffers are let go.
import { expect, it, vi } from 'vitest';
import { Buffers, MemoryLimit, isMemoryShort } from '../../src/collector/memory-limit.ts';

const MEGABYTE = 1 << 20;

it('is full beyond its bytes, and collects before', () => {
  const collect = vi.fn<() => void>();
  expect(new MemoryLimit(Infinity, collect).isFull).toBe(false);
  expect(collect).not.toHaveBeenCalled();
  const near = new MemoryLimit(process.memoryUsage.rss() * 1.1, collect);
  expect(near.isFull).toBe(false);
  expect(collect).toHaveBeenCalledTimes(1);
  expect(new MemoryLimit(1, collect).isFull).toBe(true);
});

it('is short before it is full', () => {
  const resident = process.memoryUsage.rss();
  expect(isMemoryShort(Infinity)).toBe(false);
  expect(isMemoryShort(2 * resident + 64 * MEGABYTE)).toBe(false);
  expect(isMemoryShort(resident / 2)).toBe(true);
});

/** Buffers that nobody needs any more. */
function leave(megabytes: number): void {
  for (let made = 0; made < megabytes; made += 1) new Uint8Array(MEGABYTE).fill(1);
}

it('lets buffers go that were left behind', async () => {
  const buffers = new Buffers();
  const before = process.memoryUsage().arrayBuffers;
  leave(24);
  buffers.collect();
  // They are freed by a thread of the engine.
  await vi.waitFor(() => expect(process.memoryUsage().arrayBuffers).toBeLessThan(before + 8 * MEGABYTE));
});
