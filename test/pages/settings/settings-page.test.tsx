import { act, fireEvent, render, screen, within } from '@testing-library/react';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Source } from '../../../src/model/source.ts';
import { SourceError } from '../../../src/model/source.ts';
import { SettingsPage } from '../../../src/pages/settings/SettingsPage.tsx';
import { rowHeight } from '../../../src/ui/theme/density.ts';
import { writing } from '../../../src/ui/writing.ts';
import { DENSITY_CHOICE } from '../../../src/view/density.ts';
import { MOTION_CHOICE } from '../../../src/view/motion.ts';
import { readWriting } from '../../../src/view/reader-writing.ts';
import { ROW_LIMIT_CHOICE } from '../../../src/view/row-limit.ts';
import { PageAround } from '../../view/page-around.tsx';
import { infoOf, scriptedSource } from '../../view/scripted-source.ts';

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

const HELD = infoOf({
  rows: 12,
  projects: [
    { name: 'shop', rows: 9 },
    { name: 'bank', rows: 3 },
  ],
  abilities: { live: true, settings: true, deletion: true },
  held: { rows: 12, mostRows: 12_000_000, bytes: 3.4e6 },
});

/** Lets so many milliseconds pass, and what was asked meanwhile be answered. */
async function pass(ms: number): Promise<void> {
  await act(() => vi.advanceTimersByTimeAsync(ms));
}

async function open(
  more: Partial<Source> = {},
  info = HELD,
  address = '/settings',
): Promise<Source['deleteData']> {
  const deleteData = vi.fn<Source['deleteData']>(() => Promise.resolve(9));
  const source = scriptedSource({ info: () => Promise.resolve(info), deleteData, ...more });
  render(
    <PageAround source={source} address={address}>
      <SettingsPage Connect={() => null} />
    </PageAround>,
  );
  await pass(10);
  return deleteData;
}

const press = (name: string): void => {
  fireEvent.click(screen.getByRole('button', { name }));
};

it('a project’s data goes ten seconds after it was asked for, unless that is taken back', async () => {
  const deleteData = await open();
  press('Delete the data of shop');
  expect(screen.getByText('The data of shop goes in ten seconds.')).toBeVisible();
  expect(screen.getByRole('button', { name: 'Delete the data of shop' })).toBeDisabled();
  await pass(9_000);
  press('Undo');
  await pass(60_000);
  expect(deleteData).not.toHaveBeenCalled();
  expect(screen.getByRole('button', { name: 'Delete the data of shop' })).toBeEnabled();

  press('Delete the data of shop');
  await pass(4_000);
  // Who points at it is still reading.
  fireEvent.mouseEnter(screen.getByRole('region', { name: 'Messages' }));
  await pass(20_000);
  expect(deleteData).not.toHaveBeenCalled();
  fireEvent.mouseLeave(screen.getByRole('region', { name: 'Messages' }));
  await pass(5_900);
  expect(deleteData).not.toHaveBeenCalled();
  await pass(200);
  expect(deleteData).toHaveBeenCalledExactlyOnceWith('shop');
  expect(screen.getByText('Deleted: 9 transactions, with their spans and errors.')).toBeVisible();
  await pass(7_000);
  expect(screen.queryByText(/^Deleted/)).toBeNull();
});

it('all goes at once where the message is closed, and a failure stays until it is read', async () => {
  const problem = { kind: 'failed', message: 'The disk is full.', advice: 'Make room.' } as const;
  const deleteData = vi.fn<Source['deleteData']>(() => Promise.reject(new SourceError('failed', problem)));
  await open({ deleteData });
  press('Delete all data');
  expect(screen.getByRole('button', { name: 'Delete the data of bank' })).toBeDisabled();
  press('Close, without undoing it');
  await pass(10);
  expect(deleteData).toHaveBeenCalledExactlyOnceWith(null);
  await pass(120_000);
  const alert = screen.getByRole('alert');
  expect(alert).toHaveTextContent('All data was not deleted. The disk is full. Make room.');
  fireEvent.click(within(alert).getByRole('button', { name: 'Close' }));
  expect(screen.queryByRole('alert')).toBeNull();
  expect(screen.getByRole('button', { name: 'Delete the data of bank' })).toBeEnabled();
});

it('what is stored and held is told; a source that cannot delete says so; rows stand closer where that is chosen', async () => {
  await open({}, { ...HELD, name: 'demo', abilities: { live: true, settings: true } });
  expect(screen.queryByRole('button', { name: /^Delete/ })).toBeNull();
  expect(screen.getByText(/made in this browser/)).toBeVisible();
  expect(screen.getByText('12 of at most 12,000,000 transactions, 3.4 MB')).toBeVisible();
  expect(rowHeight()).toBe(40);
  fireEvent.click(screen.getByRole('button', { name: 'Compact' }));
  expect([rowHeight(), DENSITY_CHOICE.read()]).toEqual([32, 'compact']);
  fireEvent.click(screen.getByRole('button', { name: 'Comfortable' }));
  expect([rowHeight(), DENSITY_CHOICE.read()]).toEqual([40, 'comfortable']);
  expect(ROW_LIMIT_CHOICE.read()).toBe('device');
  press('4 million');
  expect(ROW_LIMIT_CHOICE.read()).toBe(4_000_000);
  press('Automatic');
  expect(ROW_LIMIT_CHOICE.read()).toBe('device');
});

it('less moves where the reader says so, and this browser keeps it', async () => {
  await open({});
  press('Less');
  expect(document.documentElement.dataset['motion']).toBe('less');
  expect(MOTION_CHOICE.read()).toBe('less');
  fireEvent.click(
    within(screen.getByRole('group', { name: 'Motion' })).getByRole('button', { name: 'System' }),
  );
  expect(document.documentElement.dataset['motion']).toBe('system');
});

it('numbers, durations and weeks are written as this browser’s reader wants them, and stay so', async () => {
  await open();
  const sample = (): string =>
    document.querySelector('[data-sample]')?.textContent.replaceAll('\u202f', ' ') ?? '';
  expect(sample()).toBe('412 ms, 3.42 s, 4 m 12 s, 1,234,567, 1.25%');
  press('1.234,5');
  expect(sample()).toContain('3,42 s, 4 m 12 s, 1.234.567, 1,25%');
  press('Milliseconds');
  expect(sample()).toContain('412 ms, 3.421 ms, 252.431 ms');
  press('Sunday');
  expect(readWriting()).toEqual({ numbers: 'de', durations: 'ms', firstDay: 0 });
  expect(writing()).toEqual(readWriting());
  press('1,234.5');
  press('In the unit that suits');
  press('Monday');
  expect(localStorage.length).toBe(0);
  expect(sample()).toBe('412 ms, 3.42 s, 4 m 12 s, 1,234,567, 1.25%');
});

it('an address that ends in #sources leads to them, and the other source is one click away', async () => {
  await open({}, HELD, '/settings#sources');
  const sources = screen.getByRole('region', { name: 'Sources' });
  expect(sources).toHaveFocus();
  expect(within(sources).getByText('in use, live')).toBeVisible();
  expect(within(sources).getByText('12 transactions')).toBeVisible();
  expect(within(sources).getByRole('link', { name: 'Use Demo' })).toHaveAttribute(
    'href',
    expect.stringContaining('source=demo'),
  );
});

it('what nobody has read yet is not told as what is usual', async () => {
  await open({ readSettings: () => new Promise(() => undefined) });
  for (const name of ['Response time thresholds', 'Web vitals', 'Projects']) {
    const part = screen.getByRole('region', { name });
    expect(part.querySelector('[aria-busy=true]'), name).not.toBeNull();
    expect(part.querySelector('input'), name).toBeNull();
  }
});

it('settings that cannot be read are said to be unknown, and offered by no field', async () => {
  const problem = { kind: 'failed', message: 'The store cannot be read.', advice: '' } as const;
  await open({ readSettings: () => Promise.reject(new SourceError('failed', problem)) });
  expect(screen.getAllByText('Not known: the settings could not be read.')).toHaveLength(3);
  expect(screen.queryByRole('textbox', { name: 'Default threshold in milliseconds' })).toBeNull();
});
