import { act, render, screen } from '@testing-library/react';
import { useRef } from 'react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { useTurn } from '../../../src/ui/chart/use-turn.ts';

/** What every observer is told: whether its element is in sight. */
const observers: ((isInSight: boolean) => void)[] = [];

class Sight {
  constructor(tell: IntersectionObserverCallback) {
    observers.push((isIntersecting) =>
      tell([{ isIntersecting } as IntersectionObserverEntry], this as unknown as IntersectionObserver),
    );
  }
  observe(): void {}
  disconnect(): void {}
}

function Dear({ name }: { readonly name: string }): ReactNode {
  const place = useRef<HTMLDivElement>(null);
  const isMine = useTurn(place);
  return <div ref={place}>{isMine ? `${name} made` : `${name} waits`}</div>;
}

afterEach(() => {
  vi.unstubAllGlobals();
  vi.useRealTimers();
  observers.length = 0;
});

it('makes what is in sight, one a frame, and nothing else', () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'setTimeout'] });
  vi.stubGlobal('IntersectionObserver', Sight);
  render(
    <>
      <Dear name="one" />
      <Dear name="two" />
      <Dear name="three" />
    </>,
  );
  const made = (): string[] => screen.queryAllByText(/made/).map(({ textContent }) => textContent);
  act(() => {
    observers[0]?.(true);
    observers[1]?.(false);
    observers[2]?.(true);
  });
  expect(made()).toEqual([]);
  act(() => void vi.advanceTimersByTime(17));
  expect(made()).toEqual(['one made']);
  act(() => void vi.advanceTimersByTime(40));
  expect(made()).toEqual(['one made', 'three made']);
  expect(screen.getByText('two waits')).toBeInTheDocument();
});

it('makes it at once where nobody can tell what is in sight', () => {
  render(<Dear name="one" />);
  expect(screen.getByText('one made')).toBeInTheDocument();
});
