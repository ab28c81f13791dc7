import { renderHook } from '@testing-library/react';
import { expect, it } from 'vitest';
import { useHeld } from '../../src/view/use-held.ts';

it('gives the values as they were before they were held, and the same object while they are the same', () => {
  const { result, rerender } = renderHook(
    ({ a, b, isHeld }: { a: number; b: number; isHeld: boolean }) => useHeld({ a, b }, isHeld),
    { initialProps: { a: 1, b: NaN, isHeld: false } },
  );
  const first = result.current;
  rerender({ a: 1, b: NaN, isHeld: false });
  expect(result.current).toBe(first);
  rerender({ a: 2, b: NaN, isHeld: true });
  expect(result.current).toBe(first);
  rerender({ a: 2, b: 3, isHeld: false });
  expect(result.current).toEqual({ a: 2, b: 3 });
});
