// Of more transactions than have a strip each there is the strip of all of them.
import { configure, render, waitFor } from '@testing-library/react';
import { expect, it, vi } from 'vitest';
import { HOUR } from '../../../src/model/time.ts';
import { PerformancePage } from '../../../src/pages/performance/PerformancePage.tsx';
import type * as Questions from '../../../src/pages/performance/questions.ts';
import { printInterval } from '../../../src/view/interval.ts';
import { transaction } from '../../transaction-builder.ts';
import { PageAround } from '../../view/page-around.tsx';
import { heldSource } from '../held-source.ts';

configure({ asyncUtilTimeout: 10_000 });

vi.mock('../../../src/pages/performance/questions.ts', async (read) => ({
  ...(await read<typeof Questions>()),
  MOST_DISTRIBUTIONS: 2,
}));

const END = Date.UTC(2026, 0, 20);
const RANGE = { start: END - HOUR, end: END };

it('draws it in the row of all', async () => {
  const rows = Array.from({ length: 60 }, (_, index) =>
    transaction({ end: END - 1 - index, transaction: `/${index % 3}`, duration: 50 + index * 5 }),
  );
  const { source } = await heldSource(rows, RANGE);
  const params = new URLSearchParams({ v: '2', range: printInterval(RANGE), compare: 'off' });
  render(
    <PageAround source={source} address={`/performance?${params.toString()}`}>
      <PerformancePage />
    </PageAround>,
  );
  const strips = (): (string | null)[] =>
    [...document.querySelectorAll('td[data-column=distribution] svg')].map((strip) =>
      strip.closest('tr')?.hasAttribute('data-row') === true ? 'one' : 'all',
    );
  await waitFor(() => expect(strips()).toEqual(['all']));
});
