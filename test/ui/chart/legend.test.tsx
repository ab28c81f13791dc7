// A legend by mouse, by key and by finger: what is pressed is drawn, and what changed is said.
import { act, fireEvent, render, screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import axe from 'axe-core';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { afterEach, expect, it, vi } from 'vitest';
import { Legend } from '../../../src/ui/chart/Legend.tsx';

const ENTRIES = [
  { id: 'p50', label: 'p50', colour: 'red', dashes: '2 3' },
  { id: 'p95', label: 'p95', colour: 'blue', dashes: null },
  { id: 'db', label: 'db', colour: 'green' },
];

function Page(): ReactNode {
  const [hidden, setHidden] = useState<ReadonlySet<string>>(new Set());
  const [emphasised, setEmphasised] = useState<string | null>(null);
  return (
    <>
      <Legend
        name="Latency"
        entries={ENTRIES}
        use={{ hidden, onHide: (ids) => setHidden(new Set(ids)) }}
        onEmphasise={setEmphasised}
      />
      <p data-testid="emphasised">{emphasised ?? 'none'}</p>
    </>
  );
}

const button = (name: string): HTMLElement => screen.getByRole('button', { name });
const shown = (): string[] =>
  within(screen.getByRole('group', { name: 'Lines of Latency' }))
    .getAllByRole('button', { pressed: true })
    .map((each) => each.textContent);
const said = (): string => screen.getByRole('status').textContent;

afterEach(() => void vi.useRealTimers());

it('a click shows one alone and all again; with Ctrl, Cmd or Shift it shows or leaves away', async () => {
  const user = userEvent.setup();
  render(<Page />);
  expect(shown()).toEqual(['p50', 'p95', 'db']);
  await user.click(button('p95'));
  expect(shown()).toEqual(['p95']);
  expect(said()).toBe('Shown: p95');
  await user.click(button('p95'));
  expect(shown()).toEqual(['p50', 'p95', 'db']);
  expect(said()).toBe('All lines are shown');
  for (const key of ['Control', 'Meta', 'Shift']) {
    await user.keyboard(`{${key}>}`);
    await user.click(button('db'));
    await user.keyboard(`{/${key}}`);
    expect(shown(), key).toEqual(['p50', 'p95']);
    await user.click(button('p50'));
    await user.click(button('p50'));
  }
  const { violations } = await axe.run(document.body, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });
  expect(violations.map(({ id }) => id)).toEqual([]);
});

it('keys do the same: Enter and Space alone, with Ctrl beside the others', async () => {
  const user = userEvent.setup();
  render(<Page />);
  button('p50').focus();
  await user.keyboard('{Enter}');
  expect(shown()).toEqual(['p50']);
  await user.keyboard(' ');
  expect(shown()).toEqual(['p50', 'p95', 'db']);
  await user.keyboard('{Control>}{Enter}{/Control}');
  expect(shown()).toEqual(['p95', 'db']);
  await user.keyboard('{Control>} {/Control}');
  expect(shown()).toEqual(['p50', 'p95', 'db']);
});

it('a finger that rests shows or leaves away, and its click does nothing more', () => {
  vi.useFakeTimers();
  render(<Page />);
  const p50 = button('p50');
  fireEvent.pointerDown(p50, { pointerType: 'touch' });
  act(() => void vi.advanceTimersByTime(600));
  fireEvent.pointerUp(p50, { pointerType: 'touch' });
  fireEvent.click(p50);
  expect(shown()).toEqual(['p95', 'db']);
  // A short one is a click.
  fireEvent.pointerDown(p50, { pointerType: 'touch' });
  act(() => void vi.advanceTimersByTime(100));
  fireEvent.pointerUp(p50, { pointerType: 'touch' });
  fireEvent.click(p50);
  act(() => void vi.advanceTimersByTime(600));
  expect(shown()).toEqual(['p50']);
});

it('a pointer over a name emphasises its line', async () => {
  const user = userEvent.setup();
  render(<Page />);
  const emphasised = screen.getByTestId('emphasised');
  await user.hover(button('p95'));
  expect(emphasised).toHaveTextContent('p95');
  await user.unhover(button('p95'));
  expect(emphasised).toHaveTextContent('none');
});
