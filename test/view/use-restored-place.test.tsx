import { act, render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { useState } from 'react';
import { Link, MemoryRouter, Route, Routes, useNavigate } from 'react-router-dom';
import { beforeEach, describe, expect, it } from 'vitest';
import { useRestoredPlace } from '../../src/view/use-restored-place.ts';

/** How far the window is scrolled, and how far it can be. */
let at = 0;
let longest = 2_000;

beforeEach(() => {
  at = 0;
  longest = 2_000;
  Object.defineProperty(window, 'scrollY', { configurable: true, get: () => at });
  window.scrollTo = ((_x: number, y: number) => {
    at = Math.min(y, longest);
    window.dispatchEvent(new Event('scroll'));
  }) as typeof window.scrollTo;
});

function Around({ children }: { readonly children: ReactNode }): ReactNode {
  useRestoredPlace();
  const navigate = useNavigate();
  return (
    <>
      {children}
      <button onClick={() => void navigate(-1)}>back</button>
    </>
  );
}

function List(): ReactNode {
  // As a page whose rows are asked for again.
  const [isThere, setIsThere] = useState(false);
  return (
    <>
      <button onClick={() => setIsThere(true)}>rows come</button>
      {isThere && <Link to="/one?x=2">second</Link>}
      <Link to="/list?more">more</Link>
    </>
  );
}

function show(): void {
  render(
    <MemoryRouter initialEntries={['/list']}>
      <Around>
        <Routes>
          <Route path="/list" element={<List />} />
          <Route path="/one" element={<h1>one</h1>} />
        </Routes>
      </Around>
    </MemoryRouter>,
  );
}

async function wait(): Promise<void> {
  await act(() => new Promise((resolve) => setTimeout(resolve, 120)));
}

describe('the way back', () => {
  it('leads to where the reader was, and to the link that was followed, once both are there again', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getByText('rows come'));
    window.scrollTo(0, 700);
    await user.click(screen.getByText('second'));
    expect(screen.getByRole('heading')).toBeVisible();
    expect(at).toBe(0);
    longest = 300;
    act(() => screen.getByText('back').click());
    await wait();
    expect(at).toBe(300);
    longest = 2_000;
    act(() => screen.getByText('rows come').click());
    await wait();
    expect(at).toBe(700);
    expect(screen.getByText('second')).toHaveFocus();
  });

  it('does not pull back who goes on by themselves', async () => {
    const user = userEvent.setup();
    show();
    await user.click(screen.getByText('rows come'));
    window.scrollTo(0, 700);
    await user.click(screen.getByText('second'));
    longest = 300;
    act(() => screen.getByText('back').click());
    await wait();
    window.dispatchEvent(new Event('wheel'));
    longest = 2_000;
    await wait();
    expect(at).toBe(300);
  });

  it('takes nobody to the top who stays on a page', async () => {
    const user = userEvent.setup();
    show();
    window.scrollTo(0, 500);
    await user.click(screen.getByText('more'));
    expect(at).toBe(500);
  });
});
