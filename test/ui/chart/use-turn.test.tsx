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

/** Code that comes when the test says so. */
function laterCode(): { load: () => Promise<void>; come: () => void; fail: () => void } {
  let come = (): void => undefined;
  let fail = (): void => undefined;
  const code = new Promise<void>((resolve, reject) => {
    come = resolve;
    fail = () => reject(new Error('The server is away.'));
  });
  return { load: () => code, come: () => come(), fail: () => fail() };
}

const isPrepared = (): Promise<void> => Promise.resolve();

function Dear(props: { readonly name: string; readonly prepare?: () => Promise<unknown> }): ReactNode {
  const { name, prepare = isPrepared } = props;
  const place = useRef<HTMLDivElement>(null);
  const isMine = useTurn(place, prepare);
  return <div ref={place}>{isMine ? `${name} made` : `${name} waits`}</div>;
}

afterEach(() => {
  // Whose turn comes after the last one is found out.
  if (vi.isFakeTimers()) act(() => void vi.runAllTimers());
  vi.unstubAllGlobals();
  vi.useRealTimers();
  observers.length = 0;
});

it('makes what is in sight, one a frame, and nothing else', async () => {
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
  await act(async () => {
    observers[0]?.(true);
    observers[1]?.(false);
    observers[2]?.(true);
    await Promise.resolve();
  });
  expect(made()).toEqual([]);
  act(() => void vi.advanceTimersByTime(17));
  expect(made()).toEqual(['one made']);
  act(() => void vi.advanceTimersByTime(40));
  expect(made()).toEqual(['one made', 'three made']);
  expect(screen.getByText('two waits')).toBeInTheDocument();
});

it('makes the next one once the last is drawn, however long that takes', async () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'setTimeout'] });
  vi.stubGlobal('IntersectionObserver', Sight);
  render(
    <>
      <Dear name="one" />
      <Dear name="two" />
    </>,
  );
  await act(async () => {
    for (const tell of observers) tell(true);
    await Promise.resolve();
  });
  // All within is drawn when it ends.
  act(() => void vi.advanceTimersByTime(200));
  expect(screen.getByText('one made')).toBeInTheDocument();
  expect(screen.getByText('two waits')).toBeInTheDocument();
  act(() => void vi.advanceTimersByTime(20));
  expect(screen.getByText('two made')).toBeInTheDocument();
});

it('makes them one a frame too where their code comes late, or not at all', async () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'setTimeout'] });
  vi.stubGlobal('IntersectionObserver', Sight);
  for (const settle of ['come', 'fail'] as const) {
    const code = laterCode();
    const { unmount } = render(
      <>
        <Dear name="one" prepare={code.load} />
        <Dear name="two" prepare={code.load} />
      </>,
    );
    const made = (): string[] => screen.queryAllByText(/made/).map(({ textContent }) => textContent);
    act(() => {
      for (const tell of observers.splice(0)) tell(true);
      vi.advanceTimersByTime(100);
    });
    expect(made()).toEqual([]);
    await act(async () => {
      code[settle]();
      await code.load().catch(() => undefined);
    });
    act(() => void vi.advanceTimersByTime(17));
    expect(made()).toEqual(['one made']);
    act(() => void vi.advanceTimersByTime(20));
    expect(made()).toEqual(['one made', 'two made']);
    unmount();
  }
});

it('makes nothing that has gone by the time its code comes', async () => {
  vi.useFakeTimers({ toFake: ['requestAnimationFrame', 'setTimeout'] });
  vi.stubGlobal('IntersectionObserver', Sight);
  const code = laterCode();
  const { unmount } = render(<Dear name="one" prepare={code.load} />);
  act(() => observers[0]?.(true));
  unmount();
  code.come();
  await code.load();
  await Promise.resolve();
  expect(vi.getTimerCount()).toBe(0);
});

it('makes it at once where nobody can tell what is in sight', () => {
  render(<Dear name="one" />);
  expect(screen.getByText('one made')).toBeInTheDocument();
});
