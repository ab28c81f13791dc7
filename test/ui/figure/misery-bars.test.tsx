// User Misery as ten bars, drawn as one background.
import { render, screen } from '@testing-library/react';
import { expect, it } from 'vitest';
import { MiseryBars } from '../../../src/ui/figure/MiseryBars.tsx';

it.each([
  [0, '0px'],
  [0.04, '0px'],
  [0.437, '16px'],
  [0.95, '40px'],
  [1, '40px'],
  [Number.NaN, '0px'],
])('has as many of its bars on as %d rounds to', (misery, wide) => {
  render(<MiseryBars misery={misery} miserable={3} users={8} threshold="T = 300 ms" />);
  const bars = screen.getByRole('img', {
    name: Number.isNaN(misery) ? 'No data.' : /3 of 8 users waited longer than 4 T, with T = 300 ms/,
  });
  expect(bars.style.backgroundSize).toBe(`${wide} 100%, auto`);
  expect(bars).toBeEmptyDOMElement();
});
