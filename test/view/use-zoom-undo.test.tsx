import { act, render, screen } from '@testing-library/react';
import type { ReactNode } from 'react';
import { MemoryRouter, useLocation, useNavigate } from 'react-router-dom';
import { expect, it } from 'vitest';
import { HOUR } from '../../src/model/time.ts';
import { AddressQueue } from '../../src/view/address-queue.tsx';
import { useView } from '../../src/view/use-view.ts';
import { useZoomUndo } from '../../src/view/use-zoom-undo.ts';

const A = { start: Date.UTC(2026, 10, 19, 13), end: Date.UTC(2026, 10, 19, 14) };

function Page(): ReactNode {
  const { edit } = useView();
  const undo = useZoomUndo();
  const navigate = useNavigate();
  const { search } = useLocation();
  const acts: Readonly<Record<string, () => void>> = {
    four: () => edit({ range: { last: 4 * HOUR } }),
    hour: () => edit({ range: { last: HOUR } }),
    select: () => edit({ selection: A }),
    zoom: () => edit({ range: A, selection: null }, 'replace'),
    local: () => edit({ zone: 'local' }),
    back: () => void navigate(-1),
    undo,
  };
  return (
    <>
      {Object.entries(acts).map(([name, run]) => (
        <button key={name} onClick={run}>
          {name}
        </button>
      ))}
      <output>{search}</output>
    </>
  );
}

/** Opens a page, does some things one after the other, and says what the address then says of time and zone. */
function after(...names: string[]): string {
  const { unmount } = render(
    <MemoryRouter initialEntries={['/before', '/?range=7d']} initialIndex={1}>
      <AddressQueue>
        <Page />
      </AddressQueue>
    </MemoryRouter>,
  );
  for (const name of names) act(() => screen.getByRole('button', { name }).click());
  const params = new URLSearchParams(screen.getByRole('status').textContent);
  unmount();
  return [params.get('range') ?? 'none', ...params.getAll('zone'), ...params.getAll('select')].join(' ');
}

it.each<[string, string[]]>([
  ['7d', ['undo']],
  ['7d', ['four', 'undo']],
  ['4h', ['four', 'hour', 'undo']],
  ['7d', ['four', 'hour', 'undo', 'undo']],
  ['7d', ['four', 'hour', 'undo', 'undo', 'undo']],
  // As one step of Back: what was selected goes with it.
  ['7d', ['select', 'zoom', 'undo']],
  // What was done since stays.
  ['7d local', ['four', 'local', 'undo']],
  ['7d local', ['four', 'hour', 'local', 'undo', 'undo']],
  ['4h local', ['four', 'local', 'undo', 'back']],
  // Back has led out of it by itself.
  ['7d', ['four', 'back', 'undo']],
  ['7d', ['four', 'hour', 'back', 'undo']],
  ['7d', ['select', 'zoom', 'back', 'undo']],
])('%s after %s', (range, names) => {
  expect(after(...names)).toBe(range);
});
