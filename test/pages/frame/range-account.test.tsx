import { render, screen, waitFor } from '@testing-library/react';
import { expect, it } from 'vitest';
import { RangeAccount } from '../../../src/pages/frame/RangeAccount.tsx';
import { PageAround } from '../../view/page-around.tsx';
import { transaction } from '../../transaction-builder.ts';
import { heldSource } from '../held-source.ts';

const START = Date.UTC(2026, 10, 1);
const END = START + 3_600_000;

it('tells how good the rows of the time shown are, under the page’s filters', async () => {
  const row = (words: Parameters<typeof transaction>[0]): ReturnType<typeof transaction> =>
    transaction({ end: START + 1_000, received: START + 2_000, user: 'id:1', ...words });
  const rows = [
    row({}),
    row({ user: null }),
    row({ weight: 10 }),
    row({ weight: 10, received: END }),
    row({ weight: 4, user: null, received: END + 5 }),
    row({ end: END + 1_000, user: null }),
    row({ op: 'other', user: null }),
  ];
  const { source } = await heldSource(rows, { start: START, end: END + 10_000 });
  const address = `/performance?start=${new Date(START).toISOString()}&end=${new Date(END).toISOString()}&search=op:http.server`;
  render(
    <PageAround source={source} address={address}>
      <RangeAccount />
    </PageAround>,
  );
  await screen.findByText('Of 5 transactions in the time shown');
  await waitFor(() =>
    expect(
      [...document.querySelectorAll('dl > div')].map(
        (line) => `${line.querySelector('dt')?.textContent}${line.querySelector('dd')?.textContent}`,
      ),
    ).toEqual(['Without a user2', 'Came late2', 'Sent as a sample3', '1 in 102', '1 in 41']),
  );
});
