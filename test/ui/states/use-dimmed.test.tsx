import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useDimmed } from '../../../src/ui/states/use-dimmed.ts';

function Figures({
  isStale,
  hasFailed = false,
}: {
  readonly isStale: boolean;
  readonly hasFailed?: boolean;
}): ReactNode {
  const veil = useDimmed(isStale, hasFailed);
  return <div ref={veil}>figures</div>;
}

function isDimmed(): boolean {
  return screen.getByText('figures').dataset['dimmed'] === 'true';
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('figures that are replaced at once are never dimmed, those that stay are, until they are new', () => {
  const { rerender } = render(<Figures isStale />);
  act(() => void vi.advanceTimersByTime(190));
  rerender(<Figures isStale={false} />);
  act(() => void vi.advanceTimersByTime(200));
  expect(isDimmed()).toBe(false);
  rerender(<Figures isStale />);
  act(() => void vi.advanceTimersByTime(210));
  expect(isDimmed()).toBe(true);
  rerender(<Figures isStale={false} />);
  expect(isDimmed()).toBe(false);
});

it('figures of a question that failed are dimmed at once', () => {
  render(<Figures isStale hasFailed />);
  act(() => void vi.advanceTimersByTime(0));
  expect(isDimmed()).toBe(true);
});
