// One event stands for what is selected in a chart: the slowest up to its p95.
import { render, screen, waitFor } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import type { ReactNode } from 'react';
import { expect, it } from 'vitest';
import { regionFilter } from '../../src/view/region.ts';
import { useExemplar } from '../../src/view/use-exemplar.ts';
import { useToast } from '../../src/ui/toast/toast-context.ts';
import { useView } from '../../src/view/use-view.ts';
import { useScope } from '../../src/view/use-scope.ts';
import { HOUR } from '../../src/model/time.ts';
import { list } from '../oracle.ts';
import { DATA_RANGE, randomTransactions } from '../random-data.ts';
import { PageAround } from './page-around.tsx';
import { heldSource } from '../pages/held-source.ts';

const rows = randomTransactions(11, 400);
const SELECTED = { start: DATA_RANGE.start + 6 * HOUR, end: DATA_RANGE.start + 40 * HOUR };
const iso = (at: number): string => new Date(at).toISOString();

function Ask(): ReactNode {
  const go = useExemplar(useScope(), useToast());
  return <button onClick={go}>go</button>;
}

async function goFrom(more: string): Promise<void> {
  const { source } = await heldSource(rows, DATA_RANGE);
  render(
    <PageAround
      source={source}
      address={`/performance?start=${iso(DATA_RANGE.start)}&end=${iso(DATA_RANGE.end)}&${more}`}
    >
      <Ask />
    </PageAround>,
  );
  await userEvent.setup().click(screen.getByRole('button', { name: 'go' }));
}

it('is asked for where the selection is, and its trace is opened at it', async () => {
  await goFrom(`select=${iso(SELECTED.start)}..${iso(SELECTED.end)}&durations=0..5000`);
  await waitFor(() => expect(screen.getByLabelText('address').textContent).toMatch(/^\/trace\?/));
  const params = new URLSearchParams(screen.getByLabelText('address').textContent.split('?')[1]);
  const { columns } = list(rows, {
    of: 'transactions',
    range: DATA_RANGE,
    where: regionFilter({ selection: SELECTED, durations: { from: 0, to: 5_000 } }) ?? {
      kind: 'and',
      of: [],
    },
    fields: ['trace', 'span'],
    order: { field: 'duration', desc: true },
    upTo: { of: 'duration', q: 0.95 },
    limit: 1,
  });
  expect([params.get('trace'), params.get('span')]).toEqual(columns.map(({ values }) => values[0]));
});

it('is none where nothing is selected', async () => {
  await goFrom('durations=99999998..99999999');
  expect(await screen.findByText('No event is selected there.')).toBeVisible();
});

function Leave(): ReactNode {
  const { edit } = useView();
  return <button onClick={() => edit({ search: 'op:db' })}>elsewhere</button>;
}

it('is not gone to by who went elsewhere meanwhile', async () => {
  const user = userEvent.setup();
  const { source } = await heldSource(rows, DATA_RANGE);
  let answer: () => void = () => undefined;
  const later = new Promise<void>((resolve) => {
    answer = resolve;
  });
  const signals: (AbortSignal | undefined)[] = [];
  render(
    <PageAround
      source={{
        ...source,
        list: async (question, signal) => {
          signals.push(signal);
          const result = await source.list(question);
          await later;
          return result;
        },
      }}
      address={`/performance?start=${iso(DATA_RANGE.start)}&end=${iso(DATA_RANGE.end)}`}
    >
      <Ask />
      <Leave />
    </PageAround>,
  );
  await user.click(screen.getByRole('button', { name: 'go' }));
  await waitFor(() => expect(signals).toHaveLength(1));
  await user.click(screen.getByRole('button', { name: 'elsewhere' }));
  await waitFor(() => expect(signals[0]?.aborted).toBe(true));
  answer();
  await new Promise((resolve) => setTimeout(resolve, 100));
  expect(screen.getByLabelText('address').textContent).toMatch(/^\/performance\?/);
});
