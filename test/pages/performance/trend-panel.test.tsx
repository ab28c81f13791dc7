// The list of what got slower: the lines beside its rows are asked for as soon as it is known which rows there are.
import { notifyManager } from '@tanstack/react-query';
import { act, render, screen } from '@testing-library/react';
import { afterEach, expect, it } from 'vitest';
import { EVERYTHING } from '../../../src/model/filter.ts';
import { isTimeKey } from '../../../src/model/query.ts';
import type { Query } from '../../../src/model/query.ts';
import { HOUR } from '../../../src/model/time.ts';
import { TrendPanel } from '../../../src/pages/performance/panels/TrendPanel.tsx';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { scriptedSource } from '../../view/scripted-source.ts';
import { heldSource } from '../held-source.ts';

const RANGE = { start: Date.UTC(2026, 0, 10), end: Date.UTC(2026, 0, 11) };
const ROWS = Array.from({ length: 80 }, (_, index) =>
  transaction({
    transaction: '/checkout',
    duration: (index < 40 ? 100 : 300) + (index % 7),
    end: RANGE.start + (index < 40 ? 1 : 13) * HOUR + index * 1_000,
  }),
);

afterEach(() => notifyManager.setScheduler((tell) => setTimeout(tell)));

it('asks for the lines once, before the rows are drawn', async () => {
  const { source: held } = await heldSource(ROWS, RANGE);
  const lines: Query[] = [];
  const answer = (query: Query): ReturnType<typeof held.ask> => {
    if (query.by.some(isTimeKey)) lines.push(query);
    return held.ask(query);
  };
  // Answers are drawn when the test says so.
  const waiting: (() => void)[] = [];
  const draw = (): void => {
    for (const tell of waiting.splice(0)) tell();
  };
  notifyManager.setScheduler((tell) => void waiting.push(tell));
  render(
    <PageAround source={scriptedSource({ ask: answer, peek: answer })}>
      <TrendPanel scope={{ range: RANGE, where: EVERYTHING }} kind="regressed" rows={3} />
    </PageAround>,
  );
  await act(async () => new Promise((resolve) => setTimeout(resolve, 50)));
  expect(lines).toHaveLength(1);
  expect(JSON.stringify(lines[0]?.where)).toContain('/checkout');
  expect(screen.queryByRole('link', { name: /checkout/ })).toBeNull();
  for (let turn = 0; turn < 4; turn++) {
    await act(async () => {
      draw();
      await new Promise((resolve) => setTimeout(resolve, 20));
    });
  }
  expect(screen.getByRole('link', { name: /checkout/ })).toBeInTheDocument();
  expect(lines).toHaveLength(1);
  held.close();
});

it('calls it no good news while the rest of the time is being loaded', async () => {
  const same = Array.from({ length: 80 }, (_, index) =>
    transaction({
      transaction: '/checkout',
      duration: 100 + (index % 7),
      end: RANGE.start + index * 900_000,
    }),
  );
  const { source: held } = await heldSource(same, RANGE);
  const source = scriptedSource({ ask: async (query) => ({ ...(await held.ask(query)), complete: false }) });
  render(
    <PageAround source={source}>
      <TrendPanel scope={{ range: RANGE, where: EVERYTHING }} kind="regressed" rows={3} />
    </PageAround>,
  );
  act(() => source.tell({ loading: { rows: 80, total: 9_000 } }));
  expect(await screen.findByText('Nothing that is loaded got slower')).toBeVisible();
  expect(screen.getByText(/This is of what is loaded so far: more is on its way\.$/)).toBeVisible();
  held.close();
});
