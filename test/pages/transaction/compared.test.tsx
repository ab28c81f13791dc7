// What the page of a transaction says of its tail, its numbers and its curves, for each thing they are compared with.
import { configure, render, screen, waitFor } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { DAY, HOUR } from '../../../src/model/time.ts';
import { printInterval } from '../../../src/view/interval.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';
import { WholePage } from './whole-page.tsx';

configure({ asyncUtilTimeout: 10_000 });

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - 6 * HOUR, end: END };

/** 100 ms today, 50 ms a week ago, nothing in between; every second one of release 1.9. */
const rows = [0, 7 * DAY].flatMap((earlier) =>
  Array.from({ length: 60 }, (_, index) =>
    transaction({
      end: END - earlier - 1 - index * 60_000,
      duration: (earlier === 0 ? 100 : 50) + index,
      release: index % 2 === 0 ? '1.9' : '2.0',
      project: 'shop',
      transaction: '/',
    }),
  ),
);

async function show(compare: string, more: Readonly<Record<string, string>> = {}): Promise<void> {
  const { source } = await heldSource(rows, { start: END - 10 * DAY, end: END });
  const params = new URLSearchParams({
    v: '2',
    range: printInterval(RANGE),
    compare,
    transaction: '/',
    'transaction.project': 'shop',
    ...more,
  });
  render(
    <PageAround source={source} address={`/transaction?${params.toString()}`}>
      <WholePage />
    </PageAround>,
  );
  await screen.findByRole('region', { name: 'Events' });
}

function sentence(): string {
  return screen.getByRole('region', { name: 'Durations' }).textContent;
}

describe('the tail', () => {
  it('is what was slower than the p95 of the same time a week earlier', async () => {
    await show('week');
    await waitFor(() =>
      expect(sentence()).toMatch(/are slower than the p95 of the same time a week earlier, 106/),
    );
  });

  it('is what was slower than the p95 of another release', async () => {
    await show('release:1.9');
    await waitFor(() => expect(sentence()).toMatch(/are slower than the p95 of release 1\.9/));
  });

  it('is the slowest twentieth where nothing is compared, and no number has a change', async () => {
    await show('off');
    await waitFor(() => expect(sentence()).toMatch(/^Violet is the slowest 5%, above/));
    expect(sentence()).not.toContain('compared');
    expect(document.querySelectorAll('[data-change]')).toHaveLength(0);
  });

  it('is the slowest twentieth where the other side has nothing, which is said', async () => {
    await show('day');
    await waitFor(() =>
      expect(sentence()).toContain('Nothing is compared: there is no data of the day before.'),
    );
  });
});

it('a curve says what is dashed, or nothing where nothing is', async () => {
  await show('week', { chart: 'time' });
  expect(await screen.findByText(/The p95 of the same time a week earlier is dashed/)).toBeVisible();
});

it('a curve has no dashes where nothing is compared', async () => {
  await show('off', { chart: 'time' });
  expect(await screen.findByText(/^By \d+\smin\.$/)).toBeVisible();
  expect(screen.queryByText(/dashed/)).toBeNull();
});
