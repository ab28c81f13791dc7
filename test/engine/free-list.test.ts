import { expect, it } from 'vitest';
import { FreeList } from '../../src/engine/free-list.ts';

it('hands no place out twice, also after it was emptied while stretches lay apart', () => {
  const free = new FreeList();
  free.give(0, 256);
  const taken = [free.take(64), free.take(64), free.take(64)];
  expect(taken).toEqual([0, 64, 128]);
  free.give(64, 64);
  free.clear();
  expect(free.size).toBe(0);
  free.give(0, 256);
  expect([free.take(64), free.take(64), free.take(64), free.take(64)]).toEqual([0, 64, 128, 192]);
  expect(free.take(64)).toBe(-1);
});

it('joins stretches that touch, and takes the smallest that is large enough', () => {
  const free = new FreeList();
  free.give(0, 64);
  free.give(192, 128);
  free.give(64, 64);
  expect(free.take(100)).toBe(0);
  expect(free.take(128)).toBe(192);
  expect(free.size).toBe(28);
});
