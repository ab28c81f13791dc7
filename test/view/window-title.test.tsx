// The window's title tells how far a long load is, whatever the page calls itself meanwhile.
import { act, fireEvent, render, screen } from '@testing-library/react';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { useTellHeader } from '../../src/view/page-header.tsx';
import { useTitleProgress } from '../../src/view/use-title-progress.ts';
import { PageAround } from './page-around.tsx';
import { scriptedSource } from './scripted-source.ts';

function Page(): ReactNode {
  const [title, setTitle] = useState('/api/users');
  useTellHeader(title);
  useTitleProgress();
  return <button onClick={() => setTitle('p95 412 ms · /api/users')}>rename</button>;
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

it('keeps the share that is loaded while the page changes its name', () => {
  const source = scriptedSource();
  render(
    <PageAround source={source}>
      <Page />
    </PageAround>,
  );
  const load = (rows: number): void => act(() => source.tell({ loading: { rows, total: 100 } }));
  load(1);
  expect(document.title).toBe('/api/users · Longtail');
  act(() => void vi.advanceTimersByTime(11_000));
  load(25);
  expect(document.title).toBe('25% · /api/users · Longtail');
  fireEvent.click(screen.getByRole('button', { name: 'rename' }));
  expect(document.title).toBe('25% · p95 412 ms · /api/users · Longtail');
  act(() => source.tell({ loading: null }));
  expect(document.title).toBe('p95 412 ms · /api/users · Longtail');
});
