// What the process may have: when nothing more is taken in, when long answers wait, and that buffers are let go.
import { expect, it, vi } from 'vitest';
import { Buffers, MemoryLimit, isMemoryShort } from '../../src/collector/memory-limit.ts';

const MEGABYTE = 1 << 20;

it('is full beyond its bytes, gives back before, and collects when little is left', () => {
  const giveBack = vi.fn<() => void>();
  const collect = vi.fn<() => void>();
  const limitAt = (share: number) =>
    new MemoryLimit(process.memoryUsage.rss() / share, { giveBack, collect });
  const calls = () => [giveBack.mock.calls.length, collect.mock.calls.length];
  expect(new MemoryLimit(Infinity, { giveBack, collect }).isFull).toBe(false);
  expect(limitAt(0.5).isFull).toBe(false);
  expect(calls()).toEqual([0, 0]);
  const far = limitAt(0.75);
  expect([far.isFull, far.isFull]).toEqual([false, false]);
  expect(calls()).toEqual([1, 0]);
  expect(limitAt(0.92).isFull).toBe(false);
  expect(calls()).toEqual([1, 1]);
  expect(new MemoryLimit(1, { giveBack, collect }).isFull).toBe(true);
  expect(calls()).toEqual([1, 2]);
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
