import { render, screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState } from 'react';
import type { ReactNode } from 'react';
import { expect, it, vi } from 'vitest';
import { EVERYTHING } from '../../src/model/filter.ts';
import type { Filter } from '../../src/model/filter.ts';
import type { Source } from '../../src/model/source.ts';
import { HOUR } from '../../src/model/time.ts';
import { useLatencyPlot } from '../../src/view/use-latency-plot.ts';
import { usePlotData } from '../../src/view/use-plot-data.ts';
import { heldSource } from '../pages/held-source.ts';
import { transaction } from '../transaction-builder.ts';
import { PageAround } from './page-around.tsx';

const RANGE = { start: 0, end: 4 * HOUR };
const slowerThan = (value: number): Filter => ({ kind: 'compare', field: 'duration', is: '>', value });

/** What is told of the rows, and how many the lines and the cells of the plot are of. */
function Shown(): ReactNode {
  const [where, setWhere] = useState(EVERYTHING);
  const used = useLatencyPlot({ range: RANGE, where }, { hasHeat: true, fewest: 1 });
  const data = usePlotData(used, 'its own p95');
  const sum = (values: Iterable<number> | undefined): number =>
    [...(values ?? [])].reduce((a, b) => a + b, 0);
  return (
    <>
      <button type="button" onClick={() => setWhere(slowerThan(500))}>
        Slow ones
      </button>
      <button type="button" onClick={() => setWhere(slowerThan(5_000))}>
        None
      </button>
      <p data-testid="shown">
        {`facts ${used.facts.isStale ? 'stale' : 'new'}, plot ${used.curves.isStale ? 'stale' : 'new'}, `}
        {`lines of ${sum(data?.curves.rows)}, cells of ${sum(data?.heat?.counts)}`}
      </p>
    </>
  );
}

it('is stale, and of one and the same rows, until its last answer is there', async () => {
  const user = userEvent.setup();
  const rows = Array.from({ length: 60 }, (_, i) =>
    transaction({ end: (i + 1) * 200_000, duration: i < 20 ? 900 + i : 100 + i }),
  );
  const { source: held } = await heldSource(rows, RANGE);
  let gate = Promise.resolve();
  /** What was on screen when the cells of the slow ones were asked for; at first a tick may ask for the others twice. */
  const shown: (string | null)[] = [];
  const source: Source = {
    ...held,
    peek: async (query, signal) => {
      if (query.where !== EVERYTHING) shown.push(screen.getByTestId('shown').textContent);
      await gate;
      return held.peek(query, signal);
    },
  };
  render(
    <PageAround source={source}>
      <Shown />
    </PageAround>,
  );
  const shows = (words: string): Promise<HTMLElement> =>
    vi.waitFor(() => expect(screen.getByTestId('shown')).toHaveTextContent(words), { timeout: 10_000 });
  await shows('facts new, plot new, lines of 60, cells of 60');
  let open: () => void = () => undefined;
  gate = new Promise((resolve) => (open = resolve));
  await user.click(screen.getByRole('button', { name: 'Slow ones' }));
  await shows('facts new, plot stale, lines of 60, cells of 60');
  // They were asked for once, as soon as the numbers were there and before those were drawn. No tick asks again while
  // an answer is awaited; after it one may.
  expect(shown).toEqual(['facts stale, plot stale, lines of 60, cells of 60']);
  open();
  await shows('facts new, plot new, lines of 20, cells of 20');
});

it('shows nothing of earlier rows where none match', async () => {
  const user = userEvent.setup();
  const rows = Array.from({ length: 60 }, (_, i) =>
    transaction({ end: (i + 1) * 200_000, duration: 100 + i }),
  );
  const { source } = await heldSource(rows, RANGE);
  render(
    <PageAround source={source}>
      <Shown />
    </PageAround>,
  );
  const shows = (words: string): Promise<HTMLElement> =>
    vi.waitFor(() => expect(screen.getByTestId('shown')).toHaveTextContent(words), { timeout: 10_000 });
  await shows('facts new, plot new, lines of 60, cells of 60');
  await user.click(screen.getByRole('button', { name: 'None' }));
  await shows('facts new, plot new, lines of 0, cells of 0');
  expect(screen.getByTestId('shown')).not.toHaveTextContent('stale');
});
